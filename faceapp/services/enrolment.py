"""From photographs and clips to templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceapp.devices.files import VIDEO_SUFFIXES
from faceapp.devices.sources import open_source
from faceapp.domain.errors import FaceNotUsableError, SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Embedding, Face, FaceCrop, Image, Person, Quality, QualityReason
from faceapp.domain.system_faults import why
from faceapp.imaging import IMAGE_SUFFIXES, read_image
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.storage.people import NewTemplate
from faceapp.vision.alignment import align, cut_out
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder
from faceapp.vision.quality import QualityLimits, assess

# A second face this large beside the first makes it unclear who is being enrolled.
RIVAL_SHARE = 0.6
# Templates taken from one clip, one of each stretch of time, so that they differ.
TEMPLATES_PER_CLIP = 6
# How often a clip is looked at.
CLIP_STEP_S = 0.2
# Frames of one clip that are less alike than this are not of one person.
SAME_PERSON = 0.3

# Ends the source of a template that was taken from a clip.
_MOMENT = re.compile(r" at \d+\.\d s$")
# The sources of templates that were taken before a camera, all at one time: see `camera_session`.
_CAMERA = re.compile(r"^(camera \d{4}-\d\d-\d\d \d\d:\d\d:\d\d), .+$")
# As faceapp 0.1 named them, whatever the day: taken for one session, which claims less than there may be.
_NUMBERED = re.compile(r"^(Picture) \d+$")

# What is said of each reason, and what to do about it.
REASON_SENTENCES: dict[QualityReason, tuple[Message, Message]] = {
    QualityReason.TOO_SMALL: (
        Message("The face is too small."),
        Message("Come closer, or use a larger picture."),
    ),
    QualityReason.TOO_BLURRED: (
        Message("The face is blurred."),
        Message("Hold still, or use a sharper picture."),
    ),
    QualityReason.TOO_DARK: (
        Message("The face is too dark."),
        Message("Add light."),
    ),
    QualityReason.TOO_BRIGHT: (
        Message("The face is too bright."),
        Message("Reduce the light."),
    ),
    QualityReason.LOW_CONTRAST: (
        Message("The face has hardly any contrast."),
        Message("Light it from the front."),
    ),
    QualityReason.TURNED_AWAY: (
        Message("The face is turned away."),
        Message("Look at the camera."),
    ),
    QualityReason.CUT_OFF: (
        Message("The face is cut off."),
        Message("Move to the middle of the picture."),
    ),
    QualityReason.UNCERTAIN_DETECTION: (
        Message("It is not certain that this is a face."),
        Message("Use a clearer picture."),
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture to enrol from.

    Attributes:
        image: RGB, uint8, (height, width, 3).
        source: What to call it.
    """

    image: Image
    source: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a picture or clip was not used, in one or two sentences."""

    source: str
    sentence: str


@dataclass(frozen=True, slots=True)
class EnrolmentReport:
    """What an enrolment did.

    Attributes:
        person: Who was enrolled.
        accepted: Where each new template comes from.
        rejected: What was not used.
        lookalikes: Whom the person looks like to the encoder, the most similar first; a warning, no more.
    """

    person: Person
    accepted: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    lookalikes: tuple[LookalikeWarning, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ExaminedFace:
    """A face with its quality and embedding.

    Attributes:
        face: Where it is.
        quality: How good it is.
        embedding: Unit float32 (embedding_size,), also of a face that is not usable.
    """

    face: Face
    quality: Quality
    embedding: NDArray[np.float32]


class FaceExaminer:
    """Finds, judges and embeds the faces of photographs and clips.

    Args:
        detector: Finds faces.
        encoder: Embeds them.
        limits: What makes a face usable.
    """

    def __init__(self, detector: FaceDetector, encoder: Encoder, limits: QualityLimits) -> None:
        self._detector = detector
        self._encoder = encoder
        self._limits = limits

    @property
    def encoder(self) -> Encoder:
        """The encoder of the embeddings."""
        return self._encoder

    def photo_faces(self, image: Image) -> list[ExaminedFace]:
        """Every face of a photograph, biggest first; empty when there is none."""
        return self._examine(image, self._detector.detect_photo(image))

    def frame_faces(self, image: Image) -> list[ExaminedFace]:
        """Every face of a video frame, biggest first."""
        return self._examine(image, self._detector.detect(image))

    def only_face(self, image: Image) -> ExaminedFace:
        """The one usable face of a photograph.

        Raises:
            FaceNotUsableError: There is none, there are several, or it is not good enough.
        """
        faces = self.photo_faces(image)
        if not faces:
            raise FaceNotUsableError(
                Message("No face was found."), hint=Message("Use a picture in which one face looks at the camera.")
            )
        if _has_rival(faces):
            raise FaceNotUsableError(
                Message("{count} faces were found.", count=len(faces)),
                hint=Message("Use a picture of one person alone, or cut it to one face."),
            )
        if not faces[0].quality.usable:
            sentence, hint = REASON_SENTENCES[faces[0].quality.reasons[0]]
            raise FaceNotUsableError(sentence, hint=hint)
        return faces[0]

    def embed_crop(self, crop: FaceCrop) -> Embedding | None:
        """The embedding of a face that was cut out; None where its landmarks allow no alignment."""
        card = self._encoder.card
        try:
            aligned = align(crop.image, crop.landmarks_px, card.template, card.input.size_px)
        except FaceNotUsableError:
            return None
        embedding: Embedding = self._encoder.encode(aligned[np.newaxis])[0]
        return embedding

    def _examine(self, image: Image, faces: Sequence[Face]) -> list[ExaminedFace]:
        card = self._encoder.card
        aligned: list[tuple[Face, Image]] = []
        for face in faces:
            with suppress(FaceNotUsableError):  # landmarks that allow no alignment are no face's
                aligned.append((face, align(image, face.landmarks_px, card.template, card.input.size_px)))
        if not aligned:
            return []
        embeddings = self._encoder.encode(np.stack([crop for _, crop in aligned]))
        return [
            ExaminedFace(face, assess(image, face, crop, self._limits), embedding)
            for (face, crop), embedding in zip(aligned, embeddings, strict=True)
        ]


class Enroller:
    """Makes templates from pictures and files; stores nothing.

    Args:
        examiner: Finds and embeds faces.
        keep_crops: Give each template its face too, for other encoders to embed.
    """

    def __init__(self, examiner: FaceExaminer, *, keep_crops: bool = False) -> None:
        self._examiner = examiner
        self._keep_crops = keep_crops

    def templates(
        self,
        pictures: Sequence[Picture],
        files: Sequence[Path],
        on_progress: Callable[[float, str], None] | None = None,
    ) -> tuple[list[NewTemplate], list[Rejection]]:
        """Make templates.

        Args:
            pictures: One template each.
            files: Photographs (one template each), clips (several), folders of both.
            on_progress: Called with the share done, in [0, 1], and what is being looked at; also within a
                clip. What it raises ends the work.

        Returns:
            The templates, and what could not be used, each with its reason.

        Raises:
            SourceError: A file is absent or of a kind that cannot be read, or a folder is empty.
        """
        tell = on_progress if on_progress is not None else _tell_nobody
        listed = [entry for file in files for entry in _expand(file)]
        total = max(1, len(pictures) + len(listed))
        templates: list[NewTemplate] = []
        rejected: list[Rejection] = []
        jobs: list[Picture | Path] = [*pictures, *listed]
        for index, job in enumerate(jobs):
            name = job.source if isinstance(job, Picture) else job.name
            still_here = partial(tell, index / total, name)
            still_here()
            try:
                if isinstance(job, Picture):
                    templates.append(self._from_image(job.image, job.source))
                elif job.suffix.lower() in VIDEO_SUFFIXES:
                    templates.extend(self._from_clip(job, still_here))
                else:
                    templates.append(self._from_image(read_image(job), job.name))
            except (FaceNotUsableError, SourceError) as error:
                rejected.append(Rejection(name, error.message))
        tell(1.0, "")
        return templates, rejected

    def _from_image(self, image: Image, source: str) -> NewTemplate:
        face = self._examiner.only_face(image)
        crop = cut_out(image, face.face) if self._keep_crops else None
        return NewTemplate(face.embedding, self._examiner.encoder.encoder_id, face.quality.score, source, crop)

    def _from_clip(self, path: Path, still_here: Callable[[], None]) -> list[NewTemplate]:
        usable: list[tuple[float, ExaminedFace]] = []
        refused: list[QualityReason] = []
        crowded = seen = 0
        source = open_source(str(path))
        source.open()
        try:
            next_s = -1.0
            while (frame := source.read()) is not None:
                if frame.time_s < next_s:
                    continue
                next_s = frame.time_s + CLIP_STEP_S
                still_here()  # a long clip can be called off in its middle
                faces = self._examiner.frame_faces(frame.image)
                seen += bool(faces)
                if _has_rival(faces):
                    crowded += 1
                elif faces and faces[0].quality.usable:
                    usable.append((frame.time_s, faces[0]))
                elif faces:
                    refused.append(faces[0].quality.reasons[0])
        finally:
            source.close()
        if not usable:
            raise _unusable_clip(seen, crowded, refused)
        embeddings = np.stack([face.embedding for _, face in usable])
        # Held against the frame that most others resemble: the mean of two people resembles both.
        similar = embeddings @ embeddings.T >= SAME_PERSON
        alike = similar[similar.sum(axis=1).argmax()]
        if alike.mean() < 0.9:
            raise FaceNotUsableError(
                Message("The clip seems to show more than one person."), hint=Message("Use a clip of one person alone.")
            )
        kept = [entry for entry, same in zip(usable, alike, strict=True) if same]
        stretches = np.array_split(np.arange(len(kept)), min(TEMPLATES_PER_CLIP, len(kept)))
        best = [
            max((kept[index] for index in stretch), key=lambda entry: entry[1].quality.score) for stretch in stretches
        ]
        encoder_id = self._examiner.encoder.encoder_id
        crops = _cut_from_clip(path, best) if self._keep_crops else {}
        return [
            NewTemplate(
                face.embedding,
                encoder_id,
                face.quality.score,
                f"{path.name} at {time_s:.1f} s",
                crops.get(time_s),
            )
            for time_s, face in best
        ]


def session_of(source: str) -> str:
    """The occasion that a template's source names: pictures of one clip, or of one time before the camera, are one.

    Example:
        "walk-in.mp4 at 2.4 s" is of "walk-in.mp4", and "camera 2026-03-31 09:15:02, left" of that morning.
    """
    found = _CAMERA.match(source) or _NUMBERED.match(source)
    return found[1] if found else _MOMENT.sub("", source)


def camera_session(begun_at: datetime) -> str:
    """How the sources of pictures begin that are taken of one person before a camera, one after the other.

    Args:
        begun_at: By the clock on the wall.
    """
    return f"camera {begun_at:%Y-%m-%d %H:%M:%S}"


def camera_source(session: str, what: str) -> str:
    """The source of one of those pictures; the same in every language, as it is stored."""
    return f"{session}, {what}"


def person_folders(directory: Path) -> list[Path]:
    """The folders of a folder of people, by name.

    Raises:
        SourceError: It is absent, cannot be read, or holds no folder.
    """
    if not directory.is_dir():
        raise SourceError(
            Message("There is no folder '{directory}'.", directory=directory),
            hint=Message("Name a folder that holds a folder per person."),
        )
    try:
        folders = sorted(entry for entry in directory.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    except OSError as error:
        raise SourceError(
            Message("The folder '{directory}' cannot be read: {why}.", directory=directory, why=why(error)),
            hint=Message("Check that you may read it."),
        ) from error
    if not folders:
        raise SourceError(
            Message("The folder '{directory}' holds no folder.", directory=directory),
            hint=Message("It needs a folder for each person."),
        )
    return folders


def _cut_from_clip(path: Path, faces: Sequence[tuple[float, ExaminedFace]]) -> dict[float, FaceCrop]:
    """The few faces that were chosen, by their times: read again, because a long clip's frames fill the memory."""
    wanted = dict(faces)
    crops: dict[float, FaceCrop] = {}
    source = open_source(str(path))
    source.open()
    try:
        while len(crops) < len(wanted) and (frame := source.read()) is not None:
            if frame.time_s in wanted and frame.time_s not in crops:
                crops[frame.time_s] = cut_out(frame.image, wanted[frame.time_s].face)
    finally:
        source.close()
    return crops


def _tell_nobody(_share: float, _words: str) -> None:
    pass


def _has_rival(faces: Sequence[ExaminedFace]) -> bool:
    return len(faces) > 1 and faces[1].face.size_px >= RIVAL_SHARE * faces[0].face.size_px


def _expand(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            inside = sorted(entry for entry in path.iterdir() if _can_be_enrolled_from(entry))
            if not inside:
                raise SourceError(
                    Message("The folder '{path}' holds no picture or clip.", path=path),
                    hint=Message("Choose another folder."),
                )
            return inside
        if not path.exists():
            raise SourceError(Message("There is no file '{path}'.", path=path), hint=Message("Check the name."))
    except OSError as error:
        raise SourceError(
            Message("'{path}' cannot be read: {why}.", path=path, why=why(error)),
            hint=Message("Check that you may read it."),
        ) from error
    if not _can_be_enrolled_from(path):
        raise SourceError(
            Message("'{path}' is neither a picture nor a clip.", path=path),
            hint=Message("Use JPEG, PNG, WebP, MKV, MP4 or GIF."),
        )
    return [path]


def _can_be_enrolled_from(path: Path) -> bool:
    return path.suffix.lower() in IMAGE_SUFFIXES | VIDEO_SUFFIXES and not path.name.startswith(".")


def _unusable_clip(seen: int, crowded: int, refused: Sequence[QualityReason]) -> FaceNotUsableError:
    if seen == 0:
        return FaceNotUsableError(
            Message("No face was found in the clip."), hint=Message("Use a clip of one face before the camera.")
        )
    if crowded >= len(refused):
        return FaceNotUsableError(
            Message("The clip shows several faces."), hint=Message("Use a clip of one person alone.")
        )
    commonest = max(set(refused), key=lambda reason: (refused.count(reason), reason))
    sentence, hint = REASON_SENTENCES[commonest]
    return FaceNotUsableError(Message("Throughout the clip: {sentence}", sentence=sentence), hint=hint)
