"""Drafts out of marked text, for tests of claims: [name|Class], {a list of them…} with its tail."""

from __future__ import annotations

import re

from innograph.graph.model import Document, Passage
from innograph.ingest.draft import Candidate, Draft, Listing, Sentence

_TOKEN = re.compile(r"\[([^|\]]+)\|(\w+)\]|([{}])|([^\[\]{}]+)")
_SENTENCE = re.compile(r"[^。;；!！?？\n]+[。;；!！?？]?")


def marked(text: str, kind: str = "fact") -> Draft:
    """One paragraph of one kind a line. A list is open when 等 stands in its tail."""
    plain, candidates, listings, begun, inside = "", [], [], None, []
    for name, cls, brace, words in _TOKEN.findall(text):
        if name:
            candidate = Candidate(len(plain), len(plain) + len(name), name, cls, rule="marked")
            candidates.append(candidate)
            inside.append(candidate)
            plain += name
        elif brace == "{":
            begun, inside = len(plain), []
        elif brace == "}":
            tail = plain[inside[-1].end :]
            listing = Listing(begun, len(plain), list(inside), "等" in tail, tail)
            listings.append(listing)
            for candidate in inside:
                candidate.listing = listing
        else:
            plain += words
    draft = Draft(Document("test", "", "", "", len(plain)), plain)
    draft.candidates, draft.listings = candidates, listings
    position = 0
    for ordinal, line in enumerate(plain.splitlines(keepends=True)):
        draft.passages.append(Passage(ordinal, kind, position, position + len(line), line))
        for match in _SENTENCE.finditer(line):
            start, end = position + match.start(), position + match.end()
            draft.sentences.append(Sentence(start, end, ordinal, kind))
        position += len(line)
    return draft
