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
