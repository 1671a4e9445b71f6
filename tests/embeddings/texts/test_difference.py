"""The difference between a trained model's weights and those it began with, as a file."""

from pathlib import Path

import numpy as np
import pytest
import torch

from embeddings.errors import EncoderError
from embeddings.texts.difference import (
    LARGEST_BYTE,
    apply_difference,
    read_difference,
    write_difference,
)

RNG = np.random.default_rng(7)
BEFORE = {
    "layer.weight": RNG.normal(size=(6, 4)).astype(np.float32),
    "layer.bias": RNG.normal(size=6).astype(np.float32),
}
AFTER = {
    name: values + RNG.normal(scale=0.01, size=values.shape).astype(np.float32)
    for name, values in BEFORE.items()
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "difference.npz"
    write_difference(path, "abc", BEFORE, AFTER)
    return path


def test_what_is_read_is_what_was_written_to_half_a_step(file: Path) -> None:
    found = read_difference(file, "abc")
    change = AFTER["layer.weight"] - BEFORE["layer.weight"]
    steps = np.abs(change).max(axis=1, keepdims=True) / LARGEST_BYTE
    assert (np.abs(found["layer.weight"] - change) <= 0.501 * steps).all()
    bias = AFTER["layer.bias"] - BEFORE["layer.bias"]
    assert found["layer.bias"] == pytest.approx(bias, rel=1e-3, abs=1e-6)
    assert found.keys() == AFTER.keys()


def test_equal_weights_give_an_equal_file(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.npz"
    write_difference(again, "abc", BEFORE, dict(reversed(AFTER.items())))
    assert again.read_bytes() == file.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.npz", "difference.npz"]


def test_a_row_that_did_not_change_stays(tmp_path: Path) -> None:
    path = tmp_path / "difference.npz"
    write_difference(path, "abc", BEFORE, BEFORE)
    assert not read_difference(path, "abc")["layer.weight"].any()


def test_another_base_model_is_refused(file: Path) -> None:
    with pytest.raises(EncoderError, match=r"belongs to revision abc .* installed is def"):
        read_difference(file, "def")


def test_a_damaged_or_missing_file_is_named(file: Path, tmp_path: Path) -> None:
    content = file.read_bytes()
    for broken in (b"", b"no zip", content[: len(content) // 2]):
        file.write_bytes(broken)
        with pytest.raises(EncoderError, match=r"difference.npz holds no difference of weights"):
            read_difference(file, "abc")
    with pytest.raises(EncoderError, match=r"gone.npz holds no difference"):
        read_difference(tmp_path / "gone.npz", "abc")
    np.savez(tmp_path / "other.npz", hashes=np.zeros(3))
    with pytest.raises(EncoderError, match=r"other.npz holds no difference"):
        read_difference(tmp_path / "other.npz", "abc")


def test_a_difference_is_added_to_the_parameters_it_names(file: Path) -> None:
    model = torch.nn.ModuleDict({"layer": torch.nn.Linear(4, 6)})
    before = model["layer"].weight.detach().numpy().copy()
    difference = read_difference(file, "abc")
    apply_difference(model, difference, file)
    changed = model["layer"].weight.detach().numpy() - before
    assert changed == pytest.approx(difference["layer.weight"], abs=1e-6)


def test_a_difference_of_another_model_is_refused(file: Path) -> None:
    model = torch.nn.ModuleDict({"layer": torch.nn.Linear(5, 6)})
    with pytest.raises(EncoderError, match=r"does not fit the model: layer.weight of \(6, 4\)"):
        apply_difference(model, {"layer.weight": np.zeros((6, 4), np.float32)}, file)
    with pytest.raises(EncoderError, match="does not fit the model: other"):
        apply_difference(model, {"other": np.zeros(3, np.float32)}, file)
