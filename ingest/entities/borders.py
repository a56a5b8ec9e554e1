"""Where a name begins, read from its tail leftwards: what decides most of the score.

Letters of words are those of words.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import INTERNAL

if TYPE_CHECKING:
    from innograph.ingest.entities.words import Words

# In words. Names of things in annotated texts have at most 14; names of policies are clauses.
_REACH = {"thing": 14, "policy": 20, "kind": 8, "field": 6, "indicator": 12}
_WIDEST = 40  # characters
_QUOTE_REACH = 14
_CLOSING = {"”": "“", ")": "(", "》": "《"}


def left_border(words: Words, tail: int, profile: str) -> int:
    """The index of the first word of the name whose tail begins at word `tail`.

    `profile`: thing (platforms, organisations, events), kind (cohorts), indicator or policy.
    """
    first, stop = tail, max(0, tail - _REACH[profile])
    while first > stop:
        further = (
            _step_policy(words, first, tail)
            if profile == "policy"
            else _step_thing(words, first, tail, profile)
        )
        if further is None or words.ends[tail] - words.starts[further] > 2 * _WIDEST:
            break
        first = further
        if words.ends[tail] - words.starts[first] > _WIDEST:
            break
    return _strip(words, first, tail, profile)


def divides(words: Words, verb: int, tail: int) -> bool:
    """Whether a nominal verb between two nouns is the verb of the clause (科学城|建设|示范区)."""
    if verb + 1 == tail:
        return words.words[verb] in ("建设", "培育")
    table = load_table("words.toml")
    if verb + 1 > tail or words.words[verb] not in table["leading"]:
        return False
    return words.letters[verb + 1] in "MPFN“" and words.words[verb + 1] not in table["developed"]


def _step_thing(words: Words, first: int, tail: int, profile: str) -> int | None:
    """Where the name begins if the word before `first` belongs to it; None if it does not."""
    letters, before = words.letters, first - 1
    letter = letters[before]
    if letter in INTERNAL:
        return None if letter == "w" and divides(words, before, tail) else before
    if letter in _CLOSING:
        return _whole(words, before)
    if letter == "c":
        return before if _joins(words, before, tail, profile) else None
    if letter == "-":
        return before if before and letters[before - 1] in "PxN" else None
    if profile != "thing":
        return None
    if letter in "om":
        return before if words.words[before][-1] in "届次" else None
    # A verb that no lexicon lists, in the middle of a name (医保影像识图大赛).
    return before if letter == "v" and before and letters[before - 1] in "NPFx" else None


def _step_policy(words: Words, first: int, tail: int) -> int | None:
    """The same for policies: over verbs and nouns alike, up to the verb that governs the whole."""
    letters, before = words.letters, first - 1
    letter, word = letters[before], words.words[before]
    if letter in _CLOSING:
        return _whole(words, before)
    if letter == "w" and _leads(words, before):
        return None
    if letter in INTERNAL or letter in "+-":
        if word == "年" and before and letters[before - 1] == "m":
            return before - 1
        return before
    if letter in "Vv":
        return None if _governs(words, before) else before
    if letter == "G":
        return before if word in ("实施", "试行") and first == tail else None
    if letter == "D":
        return before if before and letters[before - 1] == "”" and first > tail - 4 else None
    if letter == "c":
        return before if _joins_policy(words, before, tail) else None
    if letter == "m":
        return before if word[-1] == "年" else None
    if letter == "q":
        return before - 1 if word == "年" and before and letters[before - 1] == "m" else None
    return None


def _whole(words: Words, closed: int) -> int | None:
    """The opening quote or bracket; None where the pair is long, a clause or a list label."""
    close = words.letters[closed]
    for index in range(closed - 1, max(-1, closed - _QUOTE_REACH), -1):
        letter = words.letters[index]
        if letter == _CLOSING[close]:
            return None if _is_label(words, index, closed) else index
        if letter in ".《》" or letter == close:
            return None
    return None


def _is_label(words: Words, opened: int, closed: int) -> bool:
    """Whether a bracket holds a list label, (二), or opens its sentence: no name begins so."""
    if words.letters[opened] != "(":
        return False
    inside = words.text[words.ends[opened] : words.starts[closed]]
    before = words.letters[opened - 1] if opened else "."
    return len(inside) < 2 or inside.isdigit() or before not in INTERNAL


def _joins(words: Words, conjunction: int, tail: int, profile: str) -> bool:
    """Whether 和/与/及 stands inside a name rather than between two.

    Inside: both sides verbs of one tail (转移与孵化), or a place further left claims it all.
    """
    letters = words.letters
    if conjunction == 0 or conjunction + 1 >= tail or profile == "kind":
        return False
    left, right = letters[conjunction - 1], letters[conjunction + 1]
    if left in "Ww" and right in "Ww":
        return True
    if profile != "thing" or left not in "NFWw" or right in "PM":
        return False
    start = conjunction - 1
    while start >= 0 and conjunction - start < 6 and letters[start] in INTERNAL:
        start -= 1
    return letters[start + 1] == "P" and conjunction - start > 2


def _joins_policy(words: Words, conjunction: int, tail: int) -> bool:
    """The same in the name of a policy; never behind another one (计划|和|人才工程)."""
    letters = words.letters
    if conjunction == 0 or conjunction + 1 >= tail:
        return False
    if letters[conjunction - 1] not in "NWwFM" or letters[conjunction + 1] not in "NWwFM":
        return False
    bare = tuple(load_table("words.toml")["bare"])
    return not words.words[conjunction - 1].endswith(bare)


def _governs(words: Words, verb: int) -> bool:
    """Whether a verb stands at the beginning of its clause, or after an adverb: then it rules."""
    letters = words.letters
    before = verb - 1
    if before >= 0 and letters[before] == "f":
        return True
    adverbial = load_table("words.toml")["adverbial"]
    while before >= 0 and (letters[before] in "fVGvt" or words.words[before] in adverbial):
        if letters[before] == "G":
            return False  # 建立|培育壮大…机制: the introducing verb rules
        before -= 1
    return before < 0 or letters[before] in ",.、:("


def _leads(words: Words, verb: int) -> bool:
    """Whether a nominal verb stands at the beginning of its clause."""
    letters = words.letters
    before = verb - 1
    while before >= 0 and letters[before] in "fVt":
        before -= 1
    leading = load_table("words.toml")["leading_policy"]
    return words.words[verb] in leading and (before < 0 or letters[before] in ",.(D")


def _strip(words: Words, first: int, tail: int, profile: str) -> int:
    """Without what never begins a name: verbs that only look nominal, places before kinds."""
    while first < tail and _is_stripped(words, first, tail, profile):
        first += 1
    return first


def _is_stripped(words: Words, first: int, tail: int, profile: str) -> bool:
    letter = words.letters[first]
    if letter in "fcD·-+、" or words.words[first] == "新":
        return True
    if letter == "w":
        return profile != "policy" and _is_verb(words, first, tail, profile)
    if letter == "P":
        return profile in ("kind", "indicator")
    return profile == "policy" and letter in "VGv" and _governs(words, first)


def _is_verb(words: Words, first: int, tail: int, profile: str) -> bool:
    """Whether a nominal verb at the left edge is the verb of its clause."""
    letters, word = words.letters, words.words[first]
    before = letters[first - 1] if first else ","
    if before in "PNFMWwx”)":
        return False
    table = load_table("words.toml")
    if first and word in table["leading"] and words.words[first - 1] in table["pushing"]:
        return True  # 鼓励|引导|园区: two verbs of one clause
    if tail - first == 1 and profile != "kind":
        long_tail = len(words.words[tail]) > 2 and word in table["leading"]
        return long_tail or word in table["leading_alone"]
    if word in table["leading"]:
        return True
    return letters[first + 1] in "MPF“" and tail - first > 2
