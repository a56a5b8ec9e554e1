"""The options of a language model that reads along, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from innograph.cli.options import kept_options, talk

if TYPE_CHECKING:
    from innograph.ingest.llm.settings import LLM

_GIVEN = "innograph.llm"
# Option → field of LLM.
_FIELDS = {
    "llm_url": "url",
    "llm_model": "model",
    "llm_rpm": "requests_per_minute",
    "llm_timeout": "timeout",
    "llm_parallel": "parallel",
    "llm_temperature": "temperature",
    "llm_prices": "prices",
}


def llm_option(command: click.decorators.FC) -> click.decorators.FC:
    """--llm and what belongs to it, kept for `reading_along`."""
    return kept_options(command, _GIVEN, _OPTIONS)


_OPTIONS: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (
        ("--llm",),
        {
            "is_flag": True,
            "default": None,
            "help": "Let a language model read along: passages are sent to it.",
        },
    ),
    (
        ("--llm-url",),
        {"metavar": "URL", "help": "Its OpenAI-compatible address [INNOGRAPH_LLM_URL]."},
    ),
    (("--llm-model",), {"metavar": "NAME", "help": "The model [INNOGRAPH_LLM_MODEL]."}),
    (
        ("--llm-rpm",),
        {
            "type": click.FloatRange(min=0, min_open=True),
            "metavar": "N",
            "help": "At most N requests a minute.",
        },
    ),
    (
        ("--llm-timeout",),
        {
            "type": click.FloatRange(min=0, min_open=True),
            "metavar": "SECONDS",
            "help": "For one request [120].",
        },
    ),
    (
        ("--llm-parallel",),
        {"type": click.IntRange(min=1), "metavar": "N", "help": "N requests at a time [4]."},
    ),
    (
        ("--llm-temperature",),
        {
            "type": click.FloatRange(min=0),
            "metavar": "X",
            "help": "0 is best for most models; some take none.",
        },
    ),
    (
        ("--llm-prices",),
        {
            "type": click.FloatRange(min=0),
            "nargs": 2,
            "metavar": "IN OUT",
            "help": "Of a million tokens in and out: the bill at the end says the cost.",
        },
    ),
]


def reading_along() -> LLM | None:
    """The language model that the call asks for; its bill is the last line, also after a failure."""
    context = click.get_current_context()
    given = dict(context.meta.get(_GIVEN, {}))
    if not given.pop("llm", False):
        if given:
            option = next(iter(given)).replace("_", "-")
            raise click.UsageError(f"--{option} is of use with --llm only.")
        return None
    from innograph.ingest.llm.settings import check_installed, llm_from_environment

    llm = llm_from_environment(**{_FIELDS[name]: value for name, value in given.items()})
    check_installed()
    talk(f"{llm.model} at {llm.where} reads along: passages are sent there.")
    context.call_on_close(lambda: talk(llm.bill()))
    return llm
