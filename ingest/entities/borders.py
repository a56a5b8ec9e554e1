"""Where a name begins, read from its tail leftwards: the one question that decides most of the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import INTERNAL

if TYPE_CHECKING:
    from innograph.ingest.entities.words import Words

# Names of things have at most 14 words in annotated texts; names of policies are clauses.
_REACH = {"thing": 14, "policy": 20, "kind": 8, "field": 6, "indicator": 12}
_WIDEST = 40  # characters
_QUOTE_REACH = 14
_CLOSING = {"”": "“", ")": "(", "》": "《"}


def left_border(words: Words, tail: int, profile: str) -> int:
    """The index of the first word of the name whose tail begins at word `tail`.

    `profile` is thing (platforms, organisations, events), kind (cohorts), field, indicator or policy.
    """
    first = _scan_policy(words, tail) if profile == "policy" else _scan(words, tail, profile)
    return _strip(words, first, tail, profile)


def _scan(words: Words, tail: int, profile: str) -> int:
    letters = words.letters
    first, stop = tail, max(0, tail - _REACH[profile])
    while first > stop:
        letter = letters[first - 1]
        if letter == "w" and divides(words, first - 1, tail):
            break
        if letter in INTERNAL:
            first -= 1
        elif letter in _CLOSING and profile != "field":
            opened = _opening(words, first - 1)
            if opened is None or _is_label(words, opened, first - 1):
                break
            first = opened
        elif (letter in "om" and profile == "thing" and words.words[first - 1][-1] in "届次") or (letter == "v" and profile == "thing" and _is_part(words, first - 1, tail)) or (letter == "c" and _joins(words, first - 1, tail, profile)) or (letter == "-" and first - 2 >= stop and letters[first - 2] in "PxN"):
            first -= 1
        else:
            break
        if words.ends[tail] - words.starts[first] > _WIDEST:
            break
    return max(first, 0)


def divides(words: Words, verb: int, tail: int) -> bool:
    """Whether a nominal verb between two nouns is the verb of the clause (科学城|建设|示范区)."""
    if verb + 1 == tail:
        return words.words[verb] in ("建设", "培育")
    if verb + 1 > tail or words.words[verb] not in load_table("words.toml")["leading"]:
        return False
    return words.letters[verb + 1] in "MPFN“" and words.words[verb + 1] not in _AFTER_DEVELOPMENT


_AFTER_DEVELOPMENT = frozenset(["研究", "改革", "规划", "基金", "战略", "促进", "集团", "银行"])


def _leads(words: Words, verb: int) -> bool:
    """Whether a nominal verb stands at the beginning of its clause."""
    letters = words.letters
    before = verb - 1
    while before >= 0 and letters[before] in "fVt":
        before -= 1
    leading = load_table("words.toml")["leading"] | {"升级", "改造", "开放"}
    return words.words[verb] in leading and (before < 0 or letters[before] in ",.(D")


def _is_part(words: Words, verb: int, tail: int) -> bool:
    """Whether a verb that no lexicon lists stands in the middle of a name (医保影像识图大赛)."""
    return verb > 0 and words.letters[verb - 1] in "NPFx" and verb + 1 <= tail


def _opening(words: Words, closed: int) -> int | None:
    """The word of the opening quote or bracket; None where the pair is long or holds a clause."""
    close = words.letters[closed]
    wanted = _CLOSING[close]
    for index in range(closed - 1, max(-1, closed - _QUOTE_REACH), -1):
        letter = words.letters[index]
        if letter == wanted:
            return index
        if letter in ".《》" or letter == close:
            return None
    return None


def _is_label(words: Words, opened: int, closed: int) -> bool:
    """Whether a bracket holds a list label, (二), or opens its sentence: no name begins so."""
    if words.letters[opened] != "(":
        return False
    inside = words.span(opened + 1, closed) if closed > opened + 1 else ""
    before = words.letters[opened - 1] if opened else "."
    return len(inside) < 2 or inside.isdigit() or before not in INTERNAL


def _joins(words: Words, conjunction: int, tail: int, profile: str) -> bool:
    """Whether 和/与/及 stands inside a name rather than between two.

    Inside: both sides verbs of one tail (转移与孵化), or a place or rank further left claims it all.
    """
    letters = words.letters
    if conjunction == 0 or conjunction + 1 > tail or profile == "kind":
        return False
    left, right = letters[conjunction - 1], letters[conjunction + 1]
    if left in "Ww" and right in "Ww" and conjunction + 1 < tail:
        return True
    if profile != "thing" or left not in "NFWw":
        return False
    if right in "PM" or conjunction + 1 == tail:
        return False
    start = conjunction - 1
    while start >= 0 and conjunction - start < 6 and letters[start] in INTERNAL:
        start -= 1
    return letters[start + 1] == "P" and conjunction - start > 2


def _scan_policy(words: Words, tail: int) -> int:
    """Leftwards over verbs and nouns alike, up to the verb that governs the whole."""
    letters = words.letters
    first, stop = tail, max(0, tail - _REACH["policy"])
    while first > stop:
        letter = letters[first - 1]
        if letter in _CLOSING:
            opened = _opening(words, first - 1)
            if opened is None or _is_label(words, opened, first - 1):
                break
            first = opened
        elif letter == "w" and _leads(words, first - 1) and first < tail:
            break
        elif letter in INTERNAL or letter in "+-":
            first -= 1
        elif letter == "D":
            if first < 2 or letters[first - 2] != "”" or first - 1 < tail - 4:
                break
            first -= 1
        elif letter == "c":
            if not (first < tail and letters[first - 2] in "NWwFM" and letters[first] in "NWwFM"):
                break
            if words.words[first - 2] in load_table("words.toml")["bare"]:
                break
            first -= 1
        elif letter in "Vv":
            if _governs(words, first - 1):
                break
            first -= 1
        elif letter == "m" and words.words[first - 1][-1] == "年":
            first -= 1
        elif (
            letter in "qtN"
            and words.words[first - 1] == "年"
            and letters[first - 2 : first - 1] == "m"
        ):
            first -= 2
        elif letter == "G" and words.words[first - 1] in ("实施", "试行") and first == tail:
            first -= 1
        else:
            break
        if words.ends[tail] - words.starts[first] > _WIDEST:
            break
    return max(first, 0)


# Nouns and modifiers that are adverbs before a verb (创新推进, 系统实施).
_ADVERBIAL = frozenset(["创新", "系统", "综合", "联合", "自主", "整体", "协同", "重点", "统筹"])


def _governs(words: Words, verb: int) -> bool:
    """Whether a verb stands at the beginning of its clause, or after an adverb: then it rules."""
    letters = words.letters
    before = verb - 1
    if before >= 0 and letters[before] == "f":
        return True
    while before >= 0 and (letters[before] in "fVGvt" or words.words[before] in _ADVERBIAL):
        if letters[before] == "G":
            return False  # 建立|培育壮大…机制: the introducing verb rules
        before -= 1
    return before < 0 or letters[before] in ",.、:("


def _strip(words: Words, first: int, tail: int, profile: str) -> int:
    """Without what never begins a name: verbs that only look nominal, places before kinds."""
    letters = words.letters
    while first < tail:
        letter = letters[first]
        word = words.words[first]
        if letter in "fcD·-+、" or (letter == "w" and profile != "policy" and _is_verb(words, first, tail, profile)) or (letter == "P" and profile in ("kind", "indicator") and first + 1 <= tail) or word == "新" or (profile == "policy" and letter in "VGv" and _governs(words, first) and word != "促"):
            first += 1
        else:
            break
    return first


def _is_verb(words: Words, first: int, tail: int, profile: str) -> bool:
    """Whether a nominal verb at the left edge is the verb of its clause."""
    letters = words.letters
    before = letters[first - 1] if first else ","
    if before in "PNFMWwx”)":
        return False
    table = load_table("words.toml")
    if tail - first == 1 and profile != "kind":
        return words.words[first] in table["leading_alone"]
    if words.words[first] in table["leading"]:
        return True
    return letters[first + 1] in "MPF“" and tail - first > 2
