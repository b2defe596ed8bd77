"""A cohort: embeddings of people who are at no door, shipped beside an encoder.

With them a site of few people can tell how alike strangers look to its encoder. They are kept in half precision and
without names: people are numbers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from faceapp.domain.errors import ModelError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why
from faceapp.vision.card import COHORT_FILE, CohortCard, EncoderCard


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """Embeddings of P people.

    Attributes:
        embeddings: Unit rows, float32 (N, D).
        labels: Number of each row's person, int64 (N,), in [0, P).
    """

    embeddings: NDArray[np.float32]
    labels: NDArray[np.int64]


def write_cohort(directory: Path, embeddings: NDArray[np.float32], labels: NDArray[np.int64], data: str) -> CohortCard:
    """Write a cohort beside an encoder's card.

    Args:
        directory: The encoder's.
        embeddings: Unit rows, (N, D).
        labels: Number of each row's person, (N,); written counted anew from 0, in the same order.
        data: What it was made from, for the card.

    Returns:
        What the card has to state of it.

    Raises:
        ModelError: It cannot be written.
    """
    people, numbers = np.unique(labels, return_inverse=True)
    content = save({"embeddings": embeddings.astype(np.float16), "labels": numbers.astype(np.int32)})
    target = directory / COHORT_FILE
    partial = target.with_suffix(".partial")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        raise ModelError(
            Message("The cohort '{target}' cannot be written: {why}.", target=target, why=why(error)),
            hint=Message("Choose a folder you may write to, with space left."),
        ) from error
    return CohortCard(
        sha256=hashlib.sha256(content).hexdigest(),
        identities=len(people),
        embeddings=len(labels),
        data=data,
    )


def read_cohort(directory: Path, card: EncoderCard) -> Cohort | None:
    """The cohort beside an encoder's card; None where it has none.

    Raises:
        ModelError: It is absent though the card names it, is not the one of the card, or is damaged.
    """
    if card.cohort is None:
        return None
    path = directory / COHORT_FILE
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            Message("The cohort '{path}' cannot be read: {why}.", path=path, why=why(error)),
            hint=Message("Restore it with its card."),
        ) from error
    if hashlib.sha256(content).hexdigest() != card.cohort.sha256:
        raise ModelError(
            Message("The cohort '{path}' is not that of its card.", path=path),
            hint=Message("Restore both from the same release."),
        )
    try:
        tensors = load(content)
        embeddings, labels = tensors["embeddings"].astype(np.float32), tensors["labels"].astype(np.int64)
    except (SafetensorError, KeyError) as error:
        raise ModelError(
            Message("The cohort '{path}' is damaged: {fault}.", path=path, fault=str(error)),
            hint=Message("Restore it with its card."),
        ) from error
    if embeddings.shape != (len(labels), card.network.embedding_size) or not np.isfinite(embeddings).all():
        raise ModelError(
            Message("The cohort '{path}' does not fit its encoder.", path=path),
            hint=Message("Restore both from the same release."),
        )
    # Half precision left them a little longer or shorter than 1.
    return Cohort(embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True), labels)
