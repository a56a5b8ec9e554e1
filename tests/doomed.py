"""What is done in processes under test: importable by name, as it has to be."""

from __future__ import annotations

import os
import signal


def square(number):
    """Of a number; a negative one kills the process that is asked."""
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number
