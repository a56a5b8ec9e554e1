"""The files of a trained model: read once, written whole."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from innograph.ingest.tagger.classes import Classes
from innograph.ingest.tagger.lac import load_lac
from innograph.ingest.tagger.network import read_network
from innograph.ingest.tagger.scorer import Scorer
from innograph.ingest.tagger.tagger import Tagger, mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.ingest.tagger.features import Sequences
    from innograph.ingest.tagger.lac import Lac
    from innograph.ingest.tagger.network import Network
    from innograph.ingest.tagger.tagger import Reading

SHIPPED = Path(__file__).parent / "model"
_TAGGER, _CLUSTERS = "names.crf.gz", "clusters.tsv"
_SCORER, _CLASSES = "scorer.json", "classes.json"
_NETWORK, _LAC = "network.npz", "lac.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned."""

    tagger: Tagger
    network: Network
    lac: Lac
    clusters: Mapping[str, str]  # word → number of its cluster
    scorer: Scorer
    classes: Classes

    def read(self, sequences: Sequences) -> Reading:
        """The mean of what both taggers make of a document."""
        return mean(self.tagger.read(sequences), self.network.read(sequences, self.lac))


@lru_cache(maxsize=2)
def load_model(folder: Path = SHIPPED) -> Model:
    """The model of a folder; 0.1 s."""
    return Model(
        tagger=Tagger(gzip.decompress((folder / _TAGGER).read_bytes())),
        network=read_network(folder / _NETWORK),
        lac=load_lac(folder / _LAC),
        clusters=read_clusters(folder / _CLUSTERS),
        scorer=Scorer(**json.loads((folder / _SCORER).read_text("utf-8"))),
        classes=Classes(**json.loads((folder / _CLASSES).read_text("utf-8"))),
    )


def read_clusters(path: Path) -> dict[str, str]:
    """A file of `number<TAB>words`, one cluster a line."""
    clusters = {}
    for line in path.read_text("utf-8").splitlines():
        number, _, words = line.partition("\t")
        clusters.update(dict.fromkeys(words.split(" "), number))
    return clusters


def write_clusters(folder: Path, clusters: Mapping[str, str]) -> None:
    """The inverse of `read_clusters`."""
    groups: dict[str, list[str]] = {}
    for word, number in sorted(clusters.items()):
        groups.setdefault(number, []).append(word)
    lines = (f"{n}\t{' '.join(groups[n])}\n" for n in sorted(groups, key=int))
    (folder / _CLUSTERS).write_text("".join(lines), "utf-8")


def write_model(
    folder: Path,
    tagger: bytes,
    network: Network,
    lac: Mapping[str, Any],
    scorer: Scorer,
    classes: Classes,
) -> None:
    """Everything but the clusters. The same model gives the same bytes."""
    (folder / _TAGGER).write_bytes(gzip.compress(tagger, mtime=0))
    np.savez_compressed(folder / _NETWORK, **network.weights)
    np.savez_compressed(folder / _LAC, **lac)
    for name, part in ((_SCORER, scorer), (_CLASSES, classes)):
        text = json.dumps(asdict(part), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (folder / name).write_text(text.replace("],", "],\n") + "\n", "utf-8")
