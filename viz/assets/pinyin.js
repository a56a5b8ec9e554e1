// Names as they are compared, and their pinyin initials, which come from the browser's own Chinese
// order, whose index marks (U+FDD0 and a letter) stand before the first character of each letter.
const PINYIN = new Intl.Collator("zh-u-co-pinyin");
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const orderKnown = PINYIN.resolvedOptions().collation === "pinyin" && PINYIN.compare("\uFDD0B", "\u516B") < 0;
const initialCache = new Map();

function initialOf(character) {
  if (!/\p{Script=Han}/u.test(character)) return /\s/.test(character) ? "" : character;
  if (!orderKnown) return "";
  if (!initialCache.has(character)) {
    const after = LETTERS.filter((letter) => PINYIN.compare(`\uFDD0${letter}`, character) <= 0);
    initialCache.set(character, (after.pop() || "").toLowerCase());
  }
  return initialCache.get(character);
}

const plain = (text) => text.normalize("NFKC").toLowerCase().trim();
const initials = (text) => [...plain(text)].map(initialOf).join("");
