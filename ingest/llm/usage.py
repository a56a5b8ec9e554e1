"""What the calls of a language model used, and the line that says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

_MILLION = 1_000_000


@dataclass(slots=True)
class Usage:
    """Counts of one run. `requests` are all that were sent, retries included."""

    requests: int = 0
    answers: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    unknown: int = 0  # answers whose server did not say how many tokens they took
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def sent(self) -> None:
        """One request goes out."""
        with self._lock:
            self.requests += 1

    def known(self) -> None:
        """One answer was there already."""
        with self._lock:
            self.cached += 1

    def answered(self, tokens: tuple[int, int] | None) -> None:
        """One request was answered."""
        with self._lock:
            self.answers += 1
            if tokens is None:
                self.unknown += 1
            else:
                self.tokens_in += tokens[0]
                self.tokens_out += tokens[1]

    def line(self, prices: tuple[float, float] | None) -> str:
        """`prices` are of a million tokens in and out, in whatever currency."""
        said = f"{_many(self.requests, 'request')}, {_many(self.cached, 'answer')} from the cache"
        said += f"; {self.tokens_in:,} tokens in, {self.tokens_out:,} out"
        if self.unknown:
            said += f" ({_many(self.unknown, 'answer')} without a count)"
        if prices is not None:
            cost = (self.tokens_in * prices[0] + self.tokens_out * prices[1]) / _MILLION
            said += f"; cost {cost:.4f}"
        return said + "."


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
