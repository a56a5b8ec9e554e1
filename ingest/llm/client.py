"""Asks the model: through the cache, at the given rate, several passages at a time.

The openai client retries what fails in passing (429, 5xx, timeouts, lost connections) and heeds
Retry-After; its requests are counted and held back in a hook, so retries keep the rate as well.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import InnographError
from innograph.ingest.llm.cache import Answer, AnswerCache, answer_key
from innograph.ingest.llm.prompt import answer_schema, prompt_version, system_prompt
from innograph.ingest.llm.settings import check_installed

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.llm.settings import LLM

_MINUTE = 60.0
_LONGEST_REASON = 200
_AGAIN = "What was answered is kept: the same command goes on from there."


class LLMFailed(InnographError):
    """The model could not be asked; answers that came before are kept."""


class Client:
    """One model, for many documents. Close it when done."""

    def __init__(self, llm: LLM, ontology: Ontology) -> None:
        check_installed()
        self.llm = llm
        self._pace = _Pace(llm.requests_per_minute)
        self._prompt = system_prompt(ontology)
        self._version = prompt_version(ontology)
        self._format = {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": answer_schema(ontology)},
        }
        self._cache = AnswerCache(llm.folder)
        self._api = self._connect()

    def _connect(self) -> Any:
        import openai

        llm = self.llm
        # No redirects: a passage goes to the address that was given, or nowhere.
        http = openai.DefaultHttpxClient(
            follow_redirects=False, event_hooks={"request": [self._before]}
        )
        return openai.OpenAI(
            base_url=llm.url,
            api_key=llm.key or "none",  # the client wants one; servers without keys ignore it
            timeout=llm.timeout,
            max_retries=llm.retries,
            http_client=http,
        )

    def _before(self, _request: Any) -> None:
        self._pace.wait()
        self.llm.usage.sent()

    def close(self) -> None:
        """Close connections and cache."""
        self._api.close()
        self._cache.close()

    def ask(self, messages: list[str]) -> list[Answer]:
        """The answers, in order. Raises LLMFailed for the first that cannot be had.

        When it is broken off, what is under way is waited for and kept; the rest is not asked.
        """
        stopped = Event()
        failures: list[InnographError] = []

        def answer(message: str) -> Answer | None:
            if stopped.is_set():
                return None
            try:
                return self._answer(message)
            except InnographError as error:
                failures.append(error)
                stopped.set()
                return None

        pool = ThreadPoolExecutor(self.llm.parallel, thread_name_prefix="innograph-llm")
        try:
            found = list(pool.map(answer, messages))
        finally:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
        if failures:
            raise failures[0]
        return [one for one in found if one is not None]

    def _answer(self, message: str) -> Answer:
        llm = self.llm
        key = answer_key(llm.model, self._version, llm.temperature, message)
        known = self._cache.get(key)
        if known is not None:
            llm.usage.known()
            return known
        answer = self._request(message)
        self._cache.put(key, llm.model, answer)
        return answer

    def _request(self, message: str) -> Answer:
        import openai

        more = {} if self.llm.temperature is None else {"temperature": self.llm.temperature}
        try:
            reply = self._api.chat.completions.create(
                model=self.llm.model,
                messages=[
                    {"role": "system", "content": self._prompt},
                    {"role": "user", "content": message},
                ],
                response_format=self._format,
                **more,
            )
        except openai.APITimeoutError:
            raise self._failed(f"did not answer in {self.llm.timeout:g} seconds") from None
        except openai.APIConnectionError:
            raise self._failed("cannot be reached") from None
        except openai.APIStatusError as error:
            raise self._failed(f"answers {error.status_code}: {error.message}") from None
        except (openai.OpenAIError, ValueError) as error:
            raise self._failed(f"answers what is no chat completion: {error}") from None
        return self._read(reply)

    def _read(self, reply: Any) -> Answer:
        """The text of a reply. The client does not check types, so anything may be anything."""
        usage = getattr(reply, "usage", None)
        counts = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
        known = all(type(count) is int and count >= 0 for count in counts)
        self.llm.usage.answered((counts[0], counts[1]) if known else None)  # type: ignore[arg-type]
        try:
            choice = reply.choices[0]
            content, finish = choice.message.content, choice.finish_reason
        except (AttributeError, IndexError, KeyError, TypeError):
            raise self._failed("answers what is no chat completion") from None
        return Answer(_clean(content), _clean(finish))

    def _failed(self, reason: str) -> LLMFailed:
        said = " ".join(reason.split())
        if self.llm.key:
            said = said.replace(self.llm.key, "…")  # some servers repeat it
        said = "".join(c for c in said if c.isprintable())[:_LONGEST_REASON].rstrip(" .")
        return LLMFailed(f"The LLM at {self.llm.where} {said}. {_AGAIN}")


def _clean(value: object) -> str:
    """A string that UTF-8 can hold: JSON may carry half a surrogate pair."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


class _Pace:
    """Lets calls through at most so many a minute, evenly."""

    def __init__(self, per_minute: float | None) -> None:
        self._gap = _MINUTE / per_minute if per_minute else 0.0
        self._next = 0.0
        self._lock = Lock()

    def wait(self) -> None:
        if not self._gap:
            return
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self._gap
        time.sleep(max(0.0, at - now))
