// Names as they are compared, and their pinyin initials: a character has those of all its readings,
// from the page's data.
const initialsOf = new Map();

function readInitials(letters) {
  for (const [letter, characters] of Object.entries(letters)) {
    for (const each of characters) initialsOf.set(each, (initialsOf.get(each) || "") + letter);
  }
}

const plain = (text) => text.normalize("NFKC").toLowerCase().trim();

// A name as what each of its characters may be typed as.
const initialsOfName = (text) => [...plain(text)].filter((each) => !/\s/.test(each)).map((each) => initialsOf.get(each) || each);

// Where in a name the initials begin; -1 if nowhere.
function initialsPlace(steps, typed) {
  const letters = [...typed];
  return steps.findIndex((_, at) => at + letters.length <= steps.length && letters.every((letter, i) => steps[at + i].includes(letter)));
}

// 0 the name itself, 1 its beginning, 2 within a name, 3 initials at the beginning, 4 within.
function matchRank(entry, text) {
  if (entry.names.includes(text)) return 0;
  if (entry.names.some((name) => name.startsWith(text))) return 1;
  if (entry.names.some((name) => name.includes(text))) return 2;
  if (!/^[a-z0-9]+$/.test(text)) return -1;
  entry.initials ||= entry.names.map(initialsOfName);
  const places = entry.initials.map((steps) => initialsPlace(steps, text));
  if (places.includes(0)) return 3;
  return text.length > 1 && places.some((place) => place > 0) ? 4 : -1;
}
