"""Face crops by identity, from folders and tar shards, held decoded in memory.

The layout is one folder per identity: `IDENTITY/IMAGE.webp` (or jpg, png), either on disk or
inside a tar file. An identity may be spread over several shards.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from faceapp.domain.errors import DatasetError
from faceapp.domain.records import Image
from faceapp.learning.picture_files import pictures_in

_NAMED = 5  # damaged pictures that an error names


@dataclass(frozen=True, slots=True, eq=False)
class CropSet:
    """Decoded crops with their identities.

    Attributes:
        images: RGB, uint8, (N, side, side, 3).
        labels: Index into `identities` of each crop, int64 (N,), in [0, len(identities)).
        identities: Folder names, sorted.
        files: `IDENTITY/IMAGE` of each crop.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    identities: tuple[str, ...]
    files: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)


def read_crops(
    paths: Sequence[Path],
    side_px: int,
    *,
    min_per_identity: int = 1,
    on_progress: Callable[[int], None] | None = None,
) -> CropSet:
    """Read every crop below folders and in tar shards.

    The order is by identity and file name whatever the order of the paths, so that the same data
    always gives the same training run. Crops of another size are resized.

    Args:
        paths: Folders with a folder per identity, or tar files of such folders.
        side_px: Side of the crops in pixels.
        min_per_identity: Identities with fewer crops are left out.
        on_progress: Called with the number of crops read so far, now and then.

    Raises:
        DatasetError: A path is absent, a shard is damaged, pictures are (the sentence names them: what a run learns
            from must not depend on what happened to be readable), a crop is there twice, or nothing is left.
    """
    if not paths:
        raise DatasetError("No training data was named.", hint="Pass one or more folders or tar files with --data.")
    found: list[tuple[str, str, Image]] = []
    names: set[str] = set()
    faults: list[str] = []
    for path in paths:
        for picture in pictures_in(path):
            if picture.file in names:
                # Either the same data was named twice, or two people share a folder name.
                raise DatasetError(
                    f"The crop '{picture.file}' is in the data twice.",
                    hint="Name each folder and tar file once, and give every person a folder name of their own.",
                )
            names.add(picture.file)
            if picture.image is None:
                faults.append(picture.fault)
                continue
            found.append((picture.identity, picture.name, fit_to_square(picture.image, side_px)))
            if on_progress is not None and len(found) % 500 == 0:
                on_progress(len(found))
    if faults:
        more = len(faults) - _NAMED
        raise DatasetError(
            " ".join(faults[:_NAMED]) + (f" So are {more:,} more." if more > 0 else ""),
            hint="Replace or remove what cannot be read, and run again.",
        )
    counts: dict[str, int] = {}
    for identity, _, _ in found:
        counts[identity] = counts.get(identity, 0) + 1
    kept = sorted((item for item in found if counts[item[0]] >= min_per_identity), key=lambda item: item[:2])
    if not kept:
        raise DatasetError(
            "The data holds no picture in a folder per identity.",
            hint="Expected IDENTITY/IMAGE.jpg (png, webp) below the folder or in the tar file.",
        )
    identities = tuple(sorted({identity for identity, _, _ in kept}))
    index_of = {identity: index for index, identity in enumerate(identities)}
    return CropSet(
        images=np.stack([image for _, _, image in kept]),
        labels=np.array([index_of[identity] for identity, _, _ in kept], dtype=np.int64),
        identities=identities,
        files=tuple(f"{identity}/{name}" for identity, name, _ in kept),
    )


def epoch_order(count: int, *, seed: int, epoch: int) -> NDArray[np.int64]:
    """The order in which an epoch visits the crops: a permutation that depends on seed and epoch alone."""
    return np.random.default_rng([seed, epoch]).permutation(count)


def fit_to_square(image: Image, side_px: int) -> Image:
    """A picture resized to a square of `side_px`; one that is so already is returned as it is."""
    if image.shape[:2] == (side_px, side_px):
        return image
    resized = PillowImage.fromarray(image).resize((side_px, side_px), PillowImage.Resampling.LANCZOS)
    return np.array(resized, dtype=np.uint8)


def encode_webp(image: Image) -> bytes:
    """Losslessly encode a crop, for shards written by tests and exports."""
    buffer = io.BytesIO()
    PillowImage.fromarray(image).save(buffer, format="WEBP", lossless=True)
    return buffer.getvalue()
