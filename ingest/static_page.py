"""One HTML page of a report: no script, nothing from outside, all texts escaped."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def static_page(
    templates: Path,
    name: str,
    *,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    **data: Any,
) -> str:
    """The template NAME.html.j2 of a folder, filled with the data and styled by NAME.css.

    The page's policy allows that style sheet and nothing else.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters or {})
    style = (templates / f"{name}.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template(f"{name}.html.j2").render(
        **data,
        style=Markup(style),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'",
    )
