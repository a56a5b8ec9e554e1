"""Which language model reads along, where it is, and what it may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from innograph.graph.errors import UsageError
from innograph.ingest.llm.usage import Usage

_NEEDED = {
    "url": (
        "Say where the LLM is: --llm-url or INNOGRAPH_LLM_URL, "
        "such as http://localhost:11434/v1 or https://api.openai.com/v1."
    ),
    "model": "Say which model reads: --llm-model or INNOGRAPH_LLM_MODEL.",
}


@dataclass(frozen=True, slots=True)
class LLM:
    """A model behind an OpenAI-compatible address. `usage` adds up what its calls cost.

    `url` ends in /v1 with most servers. `prices` are of a million tokens in and of a million out.
    `timeout` is seconds for one request; a request that fails in passing is made `retries` times
    more. `requests_per_minute` counts those too. Answers are kept in `cache` [INNOGRAPH_LLM_CACHE,
    else the user's cache folder]. `temperature` is sent only if given: not every model takes it.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    requests_per_minute: float | None = None
    timeout: float = 120.0
    retries: int = 4
    parallel: int = 4
    prices: tuple[float, float] | None = None
    temperature: float | None = None
    cache: Path | None = None
    usage: Usage = field(default_factory=Usage, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, what in _NEEDED.items():
            if not getattr(self, name).strip():
                raise UsageError(what)
        if not self.model.isprintable():
            raise UsageError("The name of the LLM's model has characters that no name has.")
        self.where  # noqa: B018 - raises for what is no address
        if self.timeout <= 0 or self.retries < 0 or self.parallel < 1:
            raise UsageError("The LLM's timeout and parallel are more than 0, retries 0 or more.")
        if self.requests_per_minute is not None and self.requests_per_minute <= 0:
            raise UsageError("The LLM's requests per minute are more than 0.")

    @property
    def where(self) -> str:
        """The server without path, user and password: what may be shown."""
        try:
            parts = urlsplit(self.url)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            parts, port = urlsplit(""), ""
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError("The LLM's address begins with http:// or https:// and names a host.")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return f"{parts.scheme}://{host}{port}"

    @property
    def folder(self) -> Path:
        """Where answers are kept."""
        if self.cache is not None:
            return self.cache
        if chosen := os.environ.get("INNOGRAPH_LLM_CACHE"):
            return Path(chosen)
        import platformdirs

        return Path(platformdirs.user_cache_dir("innograph", appauthor=False)) / "llm"

    def bill(self) -> str:
        """What was asked and what it cost, in one line."""
        return f"LLM {self.model}: {self.usage.line(self.prices)}"


def llm_from_environment(
    *, url: str | None = None, model: str | None = None, **options: Any
) -> LLM:
    """What is not given is taken from INNOGRAPH_LLM_URL and INNOGRAPH_LLM_MODEL.

    The key comes from INNOGRAPH_LLM_KEY, else from OPENAI_API_KEY; a server of one's own needs none.
    """
    look = os.environ.get
    return LLM(
        url=url or look("INNOGRAPH_LLM_URL", ""),
        model=model or look("INNOGRAPH_LLM_MODEL", ""),
        key=look("INNOGRAPH_LLM_KEY") or look("OPENAI_API_KEY") or None,
        **options,
    )


def check_installed() -> None:
    """Raise UsageError where the extra is missing, before anything is read or sent."""
    try:
        import openai  # noqa: F401
    except ImportError:
        raise UsageError(
            "The LLM reader needs the openai package: pip install 'innograph[llm]'."
        ) from None
