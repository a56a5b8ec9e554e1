"""Where a store is: a folder of the embedded engine, or the address of a Neo4j."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from innograph.graph.errors import StoreUnavailable, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_FOLDER = "./innograph-data"
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
MARKER = "innograph.json"  # what makes a folder a store of ours

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*)://")
_WAY_OUT = (
    "Give a folder, or an address like bolt://localhost:7687 or neo4j+s://HOST?database=NAME."
)


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed address. `str()` gives it without user and password, so it can be shown and logged.

    `kind` is 'embedded' (then `folder` is set) or 'neo4j' (then `uri` is).
    """

    kind: str
    folder: Path | None = None
    uri: str = ""
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        if self.folder is not None:
            return str(self.folder)
        return f"{self.uri}?database={self.database}" if self.database else self.uri

    def check_exists(self) -> None:
        """Raise StoreUnavailable if nobody has made a store in the folder; a server is not asked."""
        if self.folder is not None and not (self.folder / MARKER).exists():
            raise StoreUnavailable(
                f"There is no store in {self.folder}: `innograph ingest` makes one, --store names "
                "another."
            )


def parse_address(text: str | None = None, environment: Mapping[str, str] | None = None) -> Address:
    """Parse a folder or URI; None means INNOGRAPH_STORE, then ./innograph-data.

    User and password in the address win over INNOGRAPH_USER and INNOGRAPH_PASSWORD, these over
    NEO4J_USERNAME and NEO4J_PASSWORD. Raises UsageError, which never shows a password.
    """
    env = os.environ if environment is None else environment
    chosen = text or env.get("INNOGRAPH_STORE") or DEFAULT_FOLDER
    scheme = _SCHEME.match(chosen)
    if scheme is None:
        return Address("embedded", folder=Path(chosen).expanduser())
    if scheme[1].lower() not in SCHEMES:
        raise UsageError(
            f"{scheme[1]}:// is no address of a store (known: {', '.join(SCHEMES)}). {_WAY_OUT}"
        )
    return _parse_uri(chosen.strip(), env)


def _parse_uri(text: str, env: Mapping[str, str]) -> Address:
    parts, host = _split(text)
    userinfo = parts.netloc.rpartition("@")[0]
    name, _, secret = userinfo.partition(":")
    user = unquote(name) or env.get("INNOGRAPH_USER") or env.get("NEO4J_USERNAME")
    password = unquote(secret) or env.get("INNOGRAPH_PASSWORD") or env.get("NEO4J_PASSWORD")
    return Address(
        "neo4j",
        uri=f"{parts.scheme.lower()}://{host}",
        database=_database(parts),
        user=user or None,
        password=password or None,
    )


def _split(text: str) -> tuple[SplitResult, str]:
    """The parts, and host with port. What is wrong is said without the text: it may hold a password."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    if not parts.hostname or "@" in parts.path or "@" in parts.query or parts.fragment:
        raise UsageError(
            "The address has no readable host and port. Write special characters of the password "
            "as %XX, or leave it out and set INNOGRAPH_PASSWORD. " + _WAY_OUT
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return parts, f"{host}:{port}" if port else host


def _database(parts: SplitResult) -> str | None:
    asked = parse_qs(parts.query, keep_blank_values=True)
    names = asked.pop("database", [])
    if parts.path.strip("/") or asked or len(names) > 1:
        raise UsageError(
            "After host and port, an address takes nothing but the database: "
            f"{parts.scheme}://{parts.hostname}?database=NAME."
        )
    return names[0] or None if names else None
