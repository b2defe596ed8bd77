"""Pictures of people in folders and tar files, one after the other, those included that cannot be read.

The layout is a folder for each person: `IDENTITY/IMAGE.jpg` (or png, webp, ...), on disk or inside a tar file.
"""

from __future__ import annotations

import hashlib
import tarfile
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from faceapp.domain.errors import DatasetError, SourceError
from faceapp.domain.records import Image
from faceapp.imaging import IMAGE_SUFFIXES, decode_image


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture of somebody.

    Attributes:
        identity: Name of the folder it lies in.
        name: Its file name.
        image: RGB, uint8, (height, width, 3); None where it cannot be read.
        fault: Why it cannot be read, a sentence; empty where it can.
        sha256: Of the file's bytes; empty where there are none.
    """

    identity: str
    name: str
    image: Image | None
    fault: str = ""
    sha256: str = ""

    @property
    def file(self) -> str:
        """`IDENTITY/IMAGE`."""
        return f"{self.identity}/{self.name}"


def pictures_in(
    path: Path, *, only: Container[str] | None = None, on_other: Callable[[str], None] | None = None
) -> Iterator[Picture]:
    """Read every picture below a folder or in a tar file.

    Hidden files and folders, whose names begin with a dot, are left alone: systems put them everywhere.

    Args:
        path: A folder with a folder for each identity, or a tar file of such folders.
        only: Which `IDENTITY/IMAGE` to decode; all, if None.
        on_other: Called with the name of whatever else is there: files of another kind, pictures in nobody's folder,
            folders within a person's.

    Raises:
        DatasetError: The path is absent, a folder cannot be listed, or the tar file is damaged.
    """
    for identity, name, content in _entries(path, on_other or (lambda _: None)):
        if only is not None and f"{identity}/{name}" not in only:
            continue
        if isinstance(content, OSError):
            fault = f"'{path}: {identity}/{name}' cannot be read: {content.strerror or content}."
            yield Picture(identity, name, None, fault)
            continue
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            image = decode_image(content, f"{path}: {identity}/{name}")
        except SourceError as error:
            yield Picture(identity, name, None, error.sentence, sha256)
        else:
            yield Picture(identity, name, image, sha256=sha256)


def _entries(path: Path, on_other: Callable[[str], None]) -> Iterator[tuple[str, str, bytes | OSError]]:
    if path.is_dir():
        yield from _from_folder(path, on_other)
    elif path.is_file():
        yield from _from_tar(path, on_other)
    else:
        raise DatasetError(f"There is no data at '{path}'.", hint="Check the path.")


def _from_folder(root: Path, on_other: Callable[[str], None]) -> Iterator[tuple[str, str, bytes | OSError]]:
    try:
        for identity in _visible(root.iterdir()):
            if not identity.is_dir():
                on_other(identity.name)
                continue
            for file in _visible(identity.iterdir()):
                if file.suffix.lower() in IMAGE_SUFFIXES and not file.is_dir():
                    yield identity.name, file.name, _content(file)
                else:
                    on_other(f"{identity.name}/{file.name}" + ("/" if file.is_dir() else ""))
    except OSError as error:
        raise DatasetError(
            f"'{error.filename or root}' cannot be read: {error.strerror}.", hint="Check that you may read it."
        ) from error


def _visible(entries: Iterable[Path]) -> list[Path]:
    return sorted(entry for entry in entries if not entry.name.startswith("."))


def _content(file: Path) -> bytes | OSError:
    try:
        return file.read_bytes()
    except OSError as error:
        return error


def _from_tar(path: Path, on_other: Callable[[str], None]) -> Iterator[tuple[str, str, bytes | OSError]]:
    try:
        with tarfile.open(path) as shard:
            for member in shard:
                parts = PurePosixPath(member.name)
                if not member.isfile() or parts.name.startswith(".") or parts.parent.name.startswith("."):
                    continue
                if parts.suffix.lower() not in IMAGE_SUFFIXES or not parts.parent.name:
                    on_other(str(parts))
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
