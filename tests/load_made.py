"""A process of its own that loads made documents: python load_made.py ADDRESS SEED FIRST LAST [SENTENCES].

Each id is printed when its document is in the store; the process ends like the command line does.
"""

from __future__ import annotations

import sys

from make import make_extractions

from innograph.graph.errors import InnographError
from innograph.graph.store import open_store


def main(address, seed, first, last, sentences="6"):
    documents = make_extractions(int(seed), int(last), sentences=int(sentences))[int(first) :]
    try:
        with open_store(address) as store:
            for loaded in store.load(documents):
                print(loaded.document, flush=True)
    except InnographError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
