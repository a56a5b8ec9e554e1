"""The page shell: any number of views, their data, scripts and styles in one HTML file.

A view is a template in templates/, scripts and styles in assets/, and data that can be JSON. The
shell brings language, theme, texts, palette, the security policy, and the evidence panel that all
views share; the sentences stand once in `Sources`, and the views' data name them by number.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from innograph.graph.errors import UsageError
from innograph.viz import palette
from innograph.viz.initials import initials_data
from innograph.viz.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innograph.viz.sources import Sources

Language = Literal["zh", "en"]
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class View:
    """One view: `name` is its template, its style sheet, the folder of its `scripts`, the id of its
    section and the key of its data."""

    name: str
    data: dict[str, Any]
    scripts: tuple[str, ...]  # without .js, in the order in which they are run
    vendored: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # what its search finds by pinyin initials


SHELL_SCRIPTS = ("dom.js", "shell.js", "evidence.js", "parts.js", "pinyin.js")
SHELL_STYLES = ("shell.css", "parts.css", "evidence.css")


def check_language(language: str) -> None:
    """Raise UsageError for a language that the texts do not have."""
    if language not in ("zh", "en"):
        raise UsageError(f"The language {language!r} is not one of the page's: zh, en.")


def write_page(
    out: Path, views: Sequence[View], sources: Sources, *, title: str, language: Language
) -> int:
    """Write the file and return its size in bytes. UTF-8 with LF, whatever the locale says."""
    content = make_page(views, sources, title=title, language=language).encode("utf-8", "replace")
    out.write_bytes(content)
    return len(content)


def make_page(views: Sequence[View], sources: Sources, *, title: str, language: Language) -> str:
    """The whole page. Equal arguments give equal text."""
    check_language(language)
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    texts = load_texts()
    style = palette.variables() + _assets(SHELL_STYLES, [f"{view.name}.css" for view in views])
    libraries = dict.fromkeys(name for view in views for name in view.vendored)
    vendored = [_without_map(_read(f"vendor/{name}")) for name in libraries]
    own = [f"{view.name}/{script}.js" for view in views for script in view.scripts]
    scripts = [*vendored, _closed(_assets(SHELL_SCRIPTS, own, between="\n"))]
    data = {
        "language": language,
        "title": title,
        "texts": texts,
        "initials": initials_data(name for view in views for name in view.names),
        "palette": _palette(),
        "sources": sources.as_data(),
        "views": {view.name: view.data for view in views},
    }
    return environment.get_template("shell.html.j2").render(
        title=title,
        language=language,
        t=texts[language],
        views=views,
        policy=_policy(scripts, style),
        style=Markup(style),  # noqa: S704 - our own files
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files
        data=Markup(as_json(data)),  # noqa: S704 - escaped by as_json
        licences=[
            _read(f"vendor/{n}") for n in dict.fromkeys(n for v in views for n in v.licences)
        ],
    )


def as_json(data: Any) -> str:
    """JSON that cannot leave its script element, nor break a line where JavaScript sees one."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _palette() -> dict[str, Any]:
    return {
        "tops": {
            theme: {name: getattr(paint, theme) for name, paint in palette.TOPS.items()}
            for theme in palette.THEMES
        },
        "unknown": {theme: getattr(palette.UNKNOWN, theme) for theme in palette.THEMES},
        "shapes": {name: paint.shape for name, paint in palette.TOPS.items()},
        "unknownShape": palette.UNKNOWN.shape,
        "surfaces": palette.SURFACES,
        "font": palette.FONT,
        "labelPx": palette.LABEL_PX,
        "dash": palette.DASH,
    }


def _assets(shell: Sequence[str], own: Sequence[str], between: str = "") -> str:
    """The files' text, each file once, the shell's first."""
    return between.join(_read(f"assets/{name}") for name in dict.fromkeys([*shell, *own]))


def _read(name: str) -> str:
    """Line ends become LF: the policy's hashes are of what the browser sees."""
    return (_HERE / name).read_text(encoding="utf-8")


def _closed(script: str) -> str:
    return f'(() => {{\n"use strict";\n{script}\nstart();\n}})();\n'


def _without_map(script: str) -> str:
    """Without its last line: developer tools would fetch the source map."""
    return "\n".join(line for line in script.split("\n") if not line.startswith("//# source"))


def _policy(scripts: Sequence[str], style: str) -> str:
    """Nothing from anywhere; of inline code only what we put there, by its hash."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(_hash(script) for script in scripts),
            "style-src " + _hash(style),
            "img-src data:",  # the empty icon
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",  # no string becomes HTML
            "trusted-types 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
