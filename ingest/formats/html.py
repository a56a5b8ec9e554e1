"""Web pages, above all of government sites: the text without what stands around it, and what the
page says about it in meta tags and in the table above the text."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.ingest.decode import decode_any
from innograph.ingest.formats.blocks import TextWriter, clean, one_line
from innograph.ingest.formats.lexicon import load_pages
from innograph.ingest.formats.page import NoText, Page, missing

if TYPE_CHECKING:
    from innograph.ingest.formats.page import ReadSettings

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile(rb"<[a-zA-Z!/][^<>]{0,2000}>")
_OURS = ".//meta[@name='generator'][@content='innograph']"
_HEAD = 8_000  # bytes in which a page says its encoding
_LEAST = 60  # characters of an element that is taken for the text


def read(data: bytes, name: str, settings: ReadSettings) -> Page:
    """Raises DataError for what is no page, or has no text."""
    del settings
    if not _TAG.search(data) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{name} has no tag, so it is no HTML page: rename it to .txt.")
    try:
        from lxml import etree, html
    except ImportError:
        raise missing(name, "an HTML page") from None
    source = _DECLARATION.sub("", clean(decode_page(data, name)))
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        root = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DataError(f"{name} is no HTML page that can be read ({error}).") from None
    if root.find(_OURS) is not None:
        raise NoText(
            f"{name} is a page that innograph wrote: give the texts that it was made from."
        )
    from innograph.ingest.formats.html_facts import page_facts
    from innograph.ingest.formats.html_walk import write_element

    content = _content(root)
    stated, hints = page_facts(root, content)
    writer = TextWriter()
    write_element(content if content is not None else _found(source, root, name), writer)
    text, title = writer.text, stated.get("title")
    if title and one_line(title.value) not in one_line(text[: 3 * len(title.value) + 200]):
        above = TextWriter()
        above.add(title.value, level=1)
        text = above.text + text
    return Page(text, stated=stated, hints=hints)


def decode_page(data: bytes, name: str) -> str:
    """UTF-8 where the bytes are; else as the page says, if it can be true; else as for any text.

    gb2312 on a page means GB 18030, in which browsers read it.
    """
    match = _CHARSET.search(data[:_HEAD])
    said = match[1].decode("ascii").lower() if match else ""
    encoding = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}.get(said, said)
    for tried in ("utf-8-sig", encoding):
        try:
            return data.decode(tried)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    if encoding == "gb18030":
        # A page that was cut off, or one damaged character among thousands.
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") * 1_000 < len(text):
            return text
    return decode_any(data, name)


def _content(root: Any) -> Any | None:
    """The element that a usual content system gives the text: the longest with such an id or class."""
    names = set(load_pages().content)
    best, most = None, _LEAST
    for element in root.iter("div", "td", "article", "section", "ucapcontent", "founder-content"):
        marks = {element.get("id"), *(element.get("class") or "").split(), element.tag.upper()}
        if names & marks:
            length = len("".join(element.itertext()).strip())
            if length > most:
                best, most = element, length
    return best


def _found(source: str, root: Any, name: str) -> Any:
    """What trafilatura takes for the text; the whole body where it finds none."""
    try:
        import trafilatura
    except ImportError:
        raise missing(name, "an HTML page") from None
    # It warns of pages without a text; we say so ourselves.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    found = trafilatura.bare_extraction(
        source, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    if body is not None and len("".join(body.itertext()).strip()) > _LEAST:
        return body
    return root.find("body") if root.find("body") is not None else root
