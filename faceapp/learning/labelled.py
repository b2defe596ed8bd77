"""Pictures of known people, as embeddings: what every evaluation begins with."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.errors import DatasetError
from faceapp.domain.records import Image
from faceapp.learning.datasets import fit_to_square
from faceapp.learning.picture_files import Picture, pictures_in
from faceapp.vision.alignment import align
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder

_BATCH = 256  # crops embedded together


@dataclass(frozen=True, slots=True)
class ReadingNotes:
    """What a reader of figures should know of the data behind them.

    Attributes:
        unreadable: `IDENTITY/IMAGE` of damaged pictures, which are left out of every figure.
        passed_over: Names of what is no picture in a person's folder.
        repeated: Pictures that are byte for byte another that was read before, with the name of that one; they count.
        contents: SHA-256 of every picture that could be read, each once.
    """

    unreadable: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    repeated: tuple[tuple[str, str], ...] = ()
    contents: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class LabelledFaces:
    """Faces of known people.

    Attributes:
        embeddings: Unit rows, float32 (N, D).
        labels: Index into `identities` of each, (N,).
        identities: Names of the people, sorted; also of those in no picture of whom a face was found.
        files: `IDENTITY/IMAGE` of each.
        without_face: `IDENTITY/IMAGE` of the further pictures, in which no face was found.
        notes: What else was met on reading.
    """

    embeddings: NDArray[np.float32]
    labels: NDArray[np.int64]
    identities: tuple[str, ...]
    files: tuple[str, ...]
    without_face: tuple[str, ...]
    notes: ReadingNotes = field(default_factory=ReadingNotes)

    def missed(self) -> NDArray[np.int64]:
        """The person of each picture without a face, as an index into `identities`."""
        index_of = {name: index for index, name in enumerate(self.identities)}
        return np.array([index_of[_person(file)] for file in self.without_face], dtype=np.int64)

    def missed_of_each(self) -> NDArray[np.int64]:
        """How many pictures of each person show no face, (P,)."""
        return np.bincount(self.missed(), minlength=len(self.identities)).astype(np.int64)

    def of(self, people: Sequence[str]) -> LabelledFaces:
        """Those of some people alone, labels counted anew."""
        names = tuple(sorted(set(people) & set(self.identities)))
        new_label = {name: index for index, name in enumerate(names)}
        rows = [row for row, label in enumerate(self.labels) if self.identities[label] in new_label]
        return LabelledFaces(
            embeddings=self.embeddings[rows],
            labels=np.array([new_label[self.identities[self.labels[row]]] for row in rows], dtype=np.int64),
            identities=names,
            files=tuple(self.files[row] for row in rows),
            without_face=tuple(file for file in self.without_face if _person(file) in new_label),
        )


def read_labelled_faces(
    paths: Sequence[Path],
    encoder: Encoder,
    detector: FaceDetector | None,
    *,
    on_progress: Callable[[int], None] | None = None,
) -> LabelledFaces:
    """Read the pictures in folders per identity or tar shards of them, and embed their faces.

    Pictures are let go as soon as they are embedded, so that memory holds embeddings and names however many there are.
    One that cannot be read is noted and left out: it says nothing of the encoder.

    Args:
        paths: Folders or tar files.
        encoder: Embeds them.
        detector: Finds the face of each picture, the one nearest its middle; None where the pictures are crops in the
            encoder's own geometry.
        on_progress: Called with the number of pictures read so far.

    Raises:
        DatasetError: A path cannot be read, a crop is not square, a picture is there twice, or no face is left.
    """
    without_face: dict[str, None] = {}
    batch: dict[str, Image] = {}
    embedded: dict[str, NDArray[np.float32]] = {}

    def embed_batch() -> None:
        if batch:
            embedded.update(zip(batch, encoder.encode(np.stack(list(batch.values()))), strict=True))
            batch.clear()

    unreadable: dict[str, None] = {}
    passed_over: list[str] = []
    repeated: list[tuple[str, str]] = []
    first_of: dict[str, str] = {}
    for number, picture in enumerate(_pictures(paths, on_other=passed_over.append)):
        file = picture.file
        if file in embedded or file in batch or file in without_face or file in unreadable:
            raise DatasetError(
                f"The picture '{file}' is in the data twice.",
                hint="Name each folder and tar file once, and give every person a folder name of their own.",
            )
        if picture.image is None:
            unreadable[file] = None
        else:
            first = first_of.setdefault(picture.sha256, file)
            if first != file:
                repeated.append((file, first))
            crop = _cut_out(picture, encoder, detector)
            if crop is None:
                without_face[file] = None
            else:
                batch[file] = crop
        if len(batch) == _BATCH:
            embed_batch()
        if on_progress is not None:
            on_progress(number + 1)
    embed_batch()
    if not embedded:
        raise _nothing_to_judge_by(list(without_face), list(unreadable))
    files = tuple(sorted(embedded, key=lambda file: tuple(file.rpartition("/")[::2])))
    identities = tuple(sorted({_person(file) for file in (*files, *without_face)}))
    index_of = {identity: index for index, identity in enumerate(identities)}
    return LabelledFaces(
        embeddings=np.stack([embedded[file] for file in files]),
        labels=np.array([index_of[_person(file)] for file in files], dtype=np.int64),
        identities=identities,
        files=files,
        without_face=tuple(without_face),
        notes=ReadingNotes(tuple(unreadable), tuple(passed_over), tuple(repeated), frozenset(first_of)),
    )


def read_crops_of(
    files: Collection[str], paths: Sequence[Path], encoder: Encoder, detector: FaceDetector | None
) -> dict[str, Image]:
    """Read some faces again, to look at: `IDENTITY/IMAGE` -> the crop as the encoder saw it.

    Args:
        files: Which, as `LabelledFaces.files` names them.
        paths: As `read_labelled_faces` was given.
        encoder: In whose geometry.
        detector: As `read_labelled_faces` was given.

    Raises:
        DatasetError: A picture cannot be read any more.
    """
    crops: dict[str, Image] = {}
    for picture in _pictures(paths, only=set(files)):
        crop = _cut_out(picture, encoder, detector)
        if crop is not None:
            crops[picture.file] = crop
    return crops


def read_groups(path: Path) -> dict[str, list[str]]:
    """Which people belong to each group, from a CSV file with the columns `identity` and `group`.

    Raises:
        DatasetError: It cannot be read, lacks a column, or is empty.
    """
    try:
        # Spreadsheets begin a file with a byte order mark.
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [
                {(name or "").strip(): (value or "").strip() for name, value in row.items() if isinstance(value, str)}
                for row in csv.DictReader(stream)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"The groups file '{path}' cannot be read: {error}.", hint="Check its name.") from error
    groups: dict[str, list[str]] = {}
    for row in rows:
        identity, group = row.get("identity", ""), row.get("group", "")
        if not identity or not group:
            raise DatasetError(
                f"A line of '{path}' lacks its identity or group.", hint="Its first line must be: identity,group"
            )
        groups.setdefault(group, []).append(identity)
    if not groups:
        raise DatasetError(f"The groups file '{path}' is empty.", hint="Its first line must be: identity,group")
    return dict(sorted(groups.items()))


def _person(file: str) -> str:
    return file.rpartition("/")[0]


def _pictures(
    paths: Sequence[Path], *, only: Collection[str] | None = None, on_other: Callable[[str], None] | None = None
) -> Iterator[Picture]:
    if not paths:
        raise DatasetError("No data was named.", hint="Pass one or more folders or tar files with --data.")
    for path in paths:
        yield from pictures_in(path, only=only, on_other=on_other)


def _nothing_to_judge_by(without_face: Sequence[str], unreadable: Sequence[str]) -> DatasetError:
    if not without_face and not unreadable:
        return DatasetError(
            "The data holds no picture in a folder per identity.",
            hint="Expected IDENTITY/IMAGE.jpg (png, webp) below the folder or in the tar file.",
        )
    said = []
    for files, what in ((without_face, "No face was found in {}"), (unreadable, "Nothing could be read of {}")):
        if files:
            count = "1 picture" if len(files) == 1 else f"{len(files):,} pictures"
            said.append(f"{what.format(count)} ('{files[0]}' is the first).")
    return DatasetError(
        " ".join(said),
        hint="Give pictures with one clear face each; add --aligned where they are crops of faces already.",
    )


def _cut_out(picture: Picture, encoder: Encoder, detector: FaceDetector | None) -> Image | None:
    """The face of a picture as the encoder sees it; None where there is none."""
    image = picture.image
    if image is None:
        raise DatasetError(picture.fault, hint="It could be read a moment ago: do not change the data meanwhile.")
    size = encoder.card.input.size_px
    if detector is None:
        if image.shape[0] != image.shape[1]:
            raise DatasetError(
                f"'{picture.file}' is {image.shape[1]} x {image.shape[0]} px, but a crop in the encoder's geometry is "
                "square.",
                hint="Leave out --aligned, so that faces are found and aligned.",
            )
        return fit_to_square(image, size)
    faces = detector.detect_photo(image)
    if not faces:
        return None
    middle = np.array([image.shape[1], image.shape[0]]) / 2
    face = min(faces, key=lambda found: float(np.linalg.norm(found.landmarks_px.mean(axis=0) - middle)))
    return align(image, face.landmarks_px, encoder.card.template, size)
