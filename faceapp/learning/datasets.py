"""Face crops by identity, from folders and tar shards, held decoded in memory.

The layout is one folder per identity: `IDENTITY/IMAGE.webp` (or jpg, png), either on disk or
inside a tar file. An identity may be spread over several shards.
"""

from __future__ import annotations

import io
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from faceapp.domain.errors import DatasetError, SourceError
from faceapp.domain.records import Image
from faceapp.imaging import IMAGE_SUFFIXES, decode_image


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
        DatasetError: A path is absent, a shard or picture is damaged, a crop is there twice, or
            nothing is left.
    """
    if not paths:
        raise DatasetError("No training data was named.", hint="Pass one or more folders or tar files with --data.")
    found: list[tuple[str, str, Image]] = []
    names: set[tuple[str, str]] = set()
    for path in paths:
        for identity, name, data in encoded_pictures(path):
            try:
                image = decode_image(data, f"{path}: {identity}/{name}")
            except SourceError as error:
                raise DatasetError(error.sentence, hint="Replace or remove the file and run again.") from error
            if (identity, name) in names:
                # Either the same data was named twice, or two people share a folder name.
                raise DatasetError(
                    f"The crop '{identity}/{name}' is in the data twice.",
                    hint="Name each folder and tar file once, and give every person a folder name of their own.",
                )
            names.add((identity, name))
            found.append((identity, name, fit_to_square(image, side_px)))
            if on_progress is not None and len(found) % 500 == 0:
                on_progress(len(found))
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


def encoded_pictures(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """Identity, file name and content of every picture below a folder or in a tar file.

    Raises:
        DatasetError: The path is absent or cannot be read.
    """
    if path.is_dir():
        yield from _from_folder(path)
    elif path.is_file():
        yield from _from_tar(path)
    else:
        raise DatasetError(f"There is no data at '{path}'.", hint="Check the path.")


def _from_folder(root: Path) -> Iterator[tuple[str, str, bytes]]:
    try:
        for identity in sorted(entry for entry in root.iterdir() if entry.is_dir()):
            for file in _pictures(identity.iterdir()):
                yield identity.name, file.name, file.read_bytes()
    except OSError as error:
        raise DatasetError(
            f"'{error.filename or root}' cannot be read: {error.strerror}.", hint="Check that you may read it."
        ) from error


def _pictures(files: Iterable[Path]) -> list[Path]:
    return sorted(file for file in files if file.suffix.lower() in IMAGE_SUFFIXES and file.is_file())


def _from_tar(path: Path) -> Iterator[tuple[str, str, bytes]]:
    try:
        with tarfile.open(path) as shard:
            for member in shard:
                parts = PurePosixPath(member.name)
                if not member.isfile() or parts.suffix.lower() not in IMAGE_SUFFIXES or not parts.parent.name:
                    continue
                stream = shard.extractfile(member)
                if stream is not None:
                    yield parts.parent.name, parts.name, stream.read()
            _require_end(shard)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise DatasetError(
            f"'{path}' cannot be read as a tar file: {_in_one_line(error)}.", hint="It may be damaged; fetch it again."
        ) from error


def _in_one_line(error: Exception) -> str:
    """What went wrong; of a file that is no archive tarfile also lists every kind that it is not."""
    return str(error).partition("\n")[0].rstrip(":")


def _require_end(shard: tarfile.TarFile) -> None:
    """Tell the archive's end from a header that is damaged or cut off, at which reading ends as quietly."""
    if shard.fileobj is None:
        return
    shard.fileobj.seek(shard.offset)
    block = shard.fileobj.read(tarfile.BLOCKSIZE)
    if len(block) < tarfile.BLOCKSIZE or any(block):
        raise tarfile.ReadError(f"its entries end at byte {shard.offset:,} without an end mark")
    while shard.fileobj.read(1 << 20):
        pass  # a compressed archive keeps its checksum at the very end


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
