"""A language model for tests: an HTTP server on loopback that answers as a test says."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Said(Exception):
    """Raised by a test's answer to send something else than a chat completion."""

    def __init__(self, code=200, body="", headers=()):
        super().__init__(code)
        self.code, self.body, self.headers = code, body, dict(headers)


class Model:
    """`answer(passage, number)` gives the content of the answer to the number-th request."""

    def __init__(self, answer):
        self.answer = answer
        self.requests = []
        self.headers = []
        self.times = []
        self.address = ""
        self.usage = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
        self.finish = "stop"
        self._lock = threading.Lock()

    def take(self, request, headers):
        with self._lock:
            self.times.append(time.monotonic())
            self.requests.append(request)
            self.headers.append(headers)
            return len(self.requests)

    @property
    def passages(self):
        return [self.told(request)["passage"] for request in self.requests]

    @staticmethod
    def told(request):
        return json.loads(request["messages"][-1]["content"])

    def reply(self, content):
        message = {"role": "assistant", "content": content}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        whole = {"id": "x", "object": "chat.completion", "created": 0, "model": "m"}
        return json.dumps({**whole, "choices": [choice], "usage": self.usage})


@contextlib.contextmanager
def serving(answer):
    """A Model that answers at `address` until the block ends."""
    model = Model(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            request = json.loads(self.rfile.read(length))
            number = model.take(request, self.headers)
            try:
                content = model.answer(model.told(request)["passage"], number)
                self.send(200, model.reply(content), {})
            except Said as other:
                self.send(other.code, other.body, other.headers)

        def send(self, code, body, headers):
            data = body.encode()
            with contextlib.suppress(ConnectionError):  # the client had enough of waiting
                self.send_response(code)
                headers = {"Content-Type": "application/json", **headers}
                for name, value in {**headers, "Content-Length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, *_):
            """Nothing to standard error: tests read it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
