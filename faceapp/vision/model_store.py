"""The encoders at hand: those that ship, and those that were brought to this data directory."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from faceapp.domain.errors import ModelError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why
from faceapp.resources import models_dir
from faceapp.vision.card import CARD_FILE, EncoderCard, read_card, write_card
from faceapp.vision.encoder import Encoder


@dataclass(frozen=True, slots=True)
class StoredModel:
    """An encoder on disk.

    Attributes:
        name: What it is called in the settings.
        directory: Where it lies.
        shipped: Whether it came with faceapp.
        card: Its card; None where that cannot be read.
        fault: Why not.
    """

    name: str
    directory: Path
    shipped: bool
    card: EncoderCard | None
    fault: str | None


def model_directory(name: str, data_dir: Path) -> Path:
    """Where an encoder lies: one that ships or was brought here by its bare name, any other by its path."""
    return _stored_directory(name, data_dir) or Path(name)


def lasting_name(name: str, data_dir: Path) -> str:
    """A name or path by which an encoder is found from wherever faceapp is started."""
    return name if _stored_directory(name, data_dir) is not None else str(Path(name).resolve())


def _stored_directory(name: str, data_dir: Path) -> Path | None:
    if Path(name).name == name:
        for parent in (models_dir(), data_dir / "models"):
            if (parent / name / CARD_FILE).is_file():
                return parent / name
    return None


def list_models(data_dir: Path, used: Path | None = None) -> list[StoredModel]:
    """Every encoder at hand, those that ship first, each kind by name.

    Args:
        data_dir: The data directory.
        used: Where the one in use lies, which is listed last when it is none of them.
    """
    found = [
        _stored(card_file.parent, card_file.parent.name, shipped=shipped)
        for parent, shipped in ((models_dir(), True), (data_dir / "models", False))
        for card_file in sorted(parent.glob(f"[!.]*/{CARD_FILE}"))
    ]
    if used is not None and not any(same_place(entry.directory, used) for entry in found):
        found.append(_stored(used, str(used), shipped=False))
    return found


def same_place(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same directory."""
    return one.resolve() == other.resolve()


def _stored(directory: Path, name: str, *, shipped: bool) -> StoredModel:
    try:
        card, fault = read_card(directory), None
    except ModelError as error:
        card, fault = None, error.sentence
    return StoredModel(name, directory, shipped, card, fault)


def install_model(card: EncoderCard, weights: bytes, data_dir: Path) -> Path:
    """Put an encoder into the data directory; it is loaded, and tried, before it is there by its name.

    Args:
        card: Its card; its hash of the weights is made here.
        weights: Content of the weights' file.
        data_dir: The data directory.

    Returns:
        Its directory.

    Raises:
        ModelError: The name is taken or no name, the weights do not fit the card, or the disk refuses.
    """
    check_free(card.name, data_dir)
    target = data_dir / "models" / card.name
    card = card.model_copy(update={"weights_sha256": hashlib.sha256(weights).hexdigest()})
    partial = target.with_name(f".{card.name}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        (partial / card.weights_file).write_bytes(weights)
        write_card(card, partial)
        try_encoder(Encoder.load(partial, "cpu"))
        partial.rename(target)
    except OSError as error:
        raise ModelError(
            Message("The encoder cannot be written to '{target}': {why}.", target=target, why=why(error)),
            hint=Message("Make room, or allow writing there."),
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def check_free(name: str, data_dir: Path) -> None:
    """See that an encoder may be installed by a name.

    Raises:
        ModelError: The name is taken or no name.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise ModelError(
            Message("'{name}' is no name for an encoder.", name=name),
            hint=Message("Use small letters, digits, hyphens and underscores."),
        )
    if (data_dir / "models" / name).exists():
        raise ModelError(
            Message("There is an encoder '{name}' already.", name=name),
            hint=Message("Remove it (`faceapp model remove {name}`) or give the new one another name.", name=name),
        )
    if (models_dir() / name / CARD_FILE).exists():
        raise ModelError(
            Message("An encoder '{name}' ships with faceapp.", name=name),
            hint=Message("Give the new one another name."),
        )


def remove_model(name: str, data_dir: Path) -> None:
    """Erase an encoder that was brought to the data directory.

    Raises:
        ModelError: It ships with faceapp, is not there, or cannot be erased.
    """
    directory = data_dir / "models" / name
    if Path(name).name != name or not (directory / CARD_FILE).is_file():
        ships = (models_dir() / name / CARD_FILE).is_file()
        raise ModelError(
            Message("'{name}' ships with faceapp.", name=name)
            if ships
            else Message("There is no encoder '{name}'.", name=name),
            hint=Message("Only those that were imported can be removed; `faceapp model list` names them."),
        )
    try:
        shutil.rmtree(directory)
    except OSError as error:
        raise ModelError(
            Message("'{directory}' cannot be erased: {why}.", directory=directory, why=why(error)),
            hint=Message("Allow writing there."),
        ) from error


def try_encoder(encoder: Encoder) -> None:
    """Embed a few patterns: unit vectors, the same ones every time, and not all alike.

    Raises:
        ModelError: One of these does not hold.
    """
    size = encoder.card.input.size_px
    crops = np.zeros((4, size, size, 3), dtype=np.uint8)  # black
    crops[1] = 255
    crops[2, :, : size // 2] = (255, 0, 0)
    crops[3] = np.random.default_rng(0).integers(0, 256, crops[3].shape)
    first, again = encoder.encode(crops), encoder.encode(crops)
    if abs(first - again).max() > 1e-4:
        raise ModelError(
            Message("The encoder gives another embedding each time."),
            hint=Message("Export it for inference, without dropout."),
        )
    if (first @ first.T).min() > 0.9999:
        raise ModelError(
            Message("The encoder gives every picture the same embedding."), hint=Message("Its weights may be damaged.")
        )


def seconds_per_crop(encoder: Encoder) -> float:
    """How long one crop alone takes, the median of ten."""
    crop = np.zeros((1, encoder.card.input.size_px, encoder.card.input.size_px, 3), dtype=np.uint8)
    taken = []
    for _ in range(11):  # the first one also sets up
        started_s = time.perf_counter()
        encoder.encode(crop)
        taken.append(time.perf_counter() - started_s)
    return float(np.median(taken[1:]))
