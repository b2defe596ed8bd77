"""The records that travel from a camera frame to an access event.

Images are RGB, uint8, shape (height, width, 3). Boxes and landmarks are pixels of the frame with
the origin at its top left. Times named `*_s` are seconds on the source's own clock (monotonic,
arbitrary zero); wall-clock instants are timezone-aware UTC `datetime`s named `*_at`.
Scores are cosine similarities of unit embeddings, in [-1, 1]: higher is more alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Embedding = NDArray[np.float32]


class QualityReason(StrEnum):
    """Why a face is not good enough to be judged or enrolled."""

    TOO_SMALL = "too_small"
    TOO_BLURRED = "too_blurred"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    LOW_CONTRAST = "low_contrast"
    TURNED_AWAY = "turned_away"
    CUT_OFF = "cut_off"
    UNCERTAIN_DETECTION = "uncertain_detection"


class Outcome(StrEnum):
    """What the door does."""

    GRANTED = "granted"
    DENIED = "denied"


class Reason(StrEnum):
    """Why a decision came out as it did; `MATCHED` alone grants."""

    MATCHED = "matched"
    UNKNOWN = "unknown"  # no enrolled person is similar enough
    AMBIGUOUS = "ambiguous"  # two enrolled people are too close to each other, or frames disagree
    UNUSABLE = "unusable"  # too few frames were good enough to judge
    NOT_NOW = "not_now"  # recognised, but suspended or outside the dates of validity
    NEEDS_PIN = "needs_pin"  # recognised, but somebody enrolled looks alike: the person's PIN is wanted as well
    WRONG_PIN = "wrong_pin"  # what was entered was not the person's PIN, or came while no try is allowed
    NO_PIN = "no_pin"  # recognised, but a PIN is wanted and the person has none
    ERROR = "error"  # something failed; anything unclear denies

    @property
    def names_person(self) -> bool:
        """Whether an event of this reason says who it was."""
        return self in (Reason.MATCHED, Reason.NOT_NOW, Reason.NEEDS_PIN, Reason.WRONG_PIN, Reason.NO_PIN)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture from a source.

    Attributes:
        image: RGB, uint8, (height, width, 3).
        time_s: When it was captured, seconds on the source's clock.
        source: The source's name as the user gave it, without credentials.
        index: Position in the source, from 0; dropped frames leave gaps.
        synthetic: Whether it was drawn, and nobody in it exists; whoever shows it says so.
    """

    image: Image
    time_s: float
    source: str
    index: int
    synthetic: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One detected face.

    Attributes:
        box_xyxy_px: Left, top, right, bottom.
        landmarks_px: float32 (5, 2), x and y of: left eye, right eye, nose tip, left and right
            mouth corner. Left and right as seen in the picture.
        probability: The detector's confidence, in [0, 1].
    """

    box_xyxy_px: tuple[float, float, float, float]
    landmarks_px: NDArray[np.float32]
    probability: float

    @property
    def size_px(self) -> float:
        """The shorter side of the box in pixels."""
        left, top, right, bottom = self.box_xyxy_px
        return min(right - left, bottom - top)


@dataclass(frozen=True, slots=True, eq=False)
class FaceCrop:
    """A face cut out of its picture with enough around it that any encoder can align it.

    Attributes:
        image: RGB, uint8, (height, width, 3).
        landmarks_px: float32 (5, 2), as a `Face` has them, in pixels of this image.
    """

    image: Image
    landmarks_px: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Quality:
    """How fit a face is for recognition.

    Attributes:
        score: In [0, 1]; 0 when any reason speaks against the face.
        size_px: Shorter side of the face's box.
        sharpness: Variance of the Laplacian of the aligned crop over its mean squared gradient, >= 0:
            blur lowers it, low contrast does not.
        brightness: Mean grey level of the inner face, in [0, 255].
        contrast: Standard deviation of the grey levels of the inner face.
        yaw_deg: Estimated turn of the head; 0 frontal, positive towards the picture's right.
        pitch_deg: Estimated nod; 0 level, positive upwards.
        roll_deg: Tilt of the line between the eyes; 0 level.
        reasons: Everything that speaks against the face, worst first; empty when usable.
    """

    score: float
    size_px: float
    sharpness: float
    brightness: float
    contrast: float
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    reasons: tuple[QualityReason, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing speaks against the face."""
        return not self.reasons


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One face followed over time.

    Attributes:
        track_id: Unique within one run of a tracker, from 1.
        face: The newest detection.
        first_seen_s: Time of the first detection.
        last_seen_s: Time of the newest detection.
        detections: How many detections the track holds.
    """

    track_id: int
    face: Face
    first_seen_s: float
    last_seen_s: float
    detections: int


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """Stored enrolment data: one embedding of one person, made by one encoder.

    Attributes:
        template_id: Row id; None before it is stored.
        person_id: Whose it is.
        embedding: Unit float32 (embedding_size,).
        encoder_id: Which encoder made it: its name, and a hash over all that an embedding depends on.
        quality: Quality score of the face it was made from, in [0, 1].
        source: Where it came from (file name or camera), for the administrator.
        created_at: UTC.
    """

    template_id: int | None
    person_id: int
    embedding: Embedding
    encoder_id: str
    quality: float
    source: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """That a person agreed to be recognised.

    Attributes:
        given_at: When; UTC.
        recorded_by: Which administrator put it on record.
        text_version: What was agreed to, such as the version of a form; may be empty.
    """

    given_at: datetime
    recorded_by: str
    text_version: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An enrolled person.

    Attributes:
        person_id: Positive, never used again after removal.
        name: As shown at the door.
        templates: How many templates are stored (of any encoder).
        created_at: UTC.
        suspended: Recognised and not let in until an administrator says otherwise.
        valid_from: First day of being let in, by the calendar at the door; None for no limit.
        valid_until: Last day of being let in, that day included; None for no limit.
        groups: Free tags, sorted.
        card: Number of a card or badge; empty without one.
        notes: Whatever the administrator wants to remember.
        consent: That the person agreed, where that is on record.
        last_seen_at: When the door last recognised the person, let in or not; UTC, None where it never did.
    """

    person_id: int
    name: str
    templates: int
    created_at: datetime
    suspended: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    groups: tuple[str, ...] = ()
    card: str = ""
    notes: str = ""
    consent: Consent | None = None
    last_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person found by a gallery search, with the best score over that person's templates."""

    person_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one usable frame of a track says.

    Attributes:
        time_s: Timestamp of the frame.
        quality: Quality score of the face, in (0, 1].
        candidates: The most similar people, best first; empty when the gallery is. At least two
            where two are enrolled, or a lead over the second could not be known.
    """

    time_s: float
    quality: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one approach to the door.

    Attributes:
        outcome: Granted or denied.
        reason: Why; `MATCHED` if and only if granted.
        person_id: Who was granted, or recognised and not let in (see `Reason.names_person`); else None.
        score: Fused score of the most similar person; None when nobody could be compared.
        threshold: The threshold it was held against.
        frames: Usable frames that it rests on.
        latency_s: From the track's first usable frame (its first frame if none was usable) to
            the decision, on the source's clock.
        explanation: One sentence for the administrator.
    """

    outcome: Outcome
    reason: Reason
    person_id: int | None
    score: float | None
    threshold: float
    frames: int
    latency_s: float
    explanation: str

    @property
    def granted(self) -> bool:
        """Whether the door may open."""
        return self.outcome is Outcome.GRANTED


@dataclass(frozen=True, slots=True)
class AccessEvent:
    """A decision as it is kept on record.

    Attributes:
        event_id: Row id; None before it is stored.
        occurred_at: UTC.
        source: The camera's name.
        track_id: The track that was judged.
        outcome: Granted or denied.
        reason: Why.
        person_id: Who was granted, or recognised and not let in (see `Reason.names_person`), kept after the person is
            removed; else None.
        score: Fused score, if anybody could be compared.
        threshold: The threshold in force.
        frames: Usable frames judged.
        latency_s: From first usable frame to decision.
        encoder_id: Encoder in use.
        door: What became of the door: "opened", "closed", or the fault's sentence, a `Message` where it is known
            what that is made of.
        similarity: What made the score: "cosine", or the id of what scores in its place; None where that is not on
            record.
    """

    event_id: int | None
    occurred_at: datetime
    source: str
    track_id: int
    outcome: Outcome
    reason: Reason
    person_id: int | None
    score: float | None
    threshold: float
    frames: int
    latency_s: float
    encoder_id: str
    door: str = "closed"
    similarity: str | None = None


class TrackState(StrEnum):
    """What the kiosk shows for one face."""

    WAITING = "waiting"  # judged, but no usable frame yet
    GATHERING = "gathering"  # judged, evidence is coming in
    GRANTED = "granted"
    DENIED = "denied"
    IGNORED = "ignored"  # a bystander


@dataclass(frozen=True, slots=True, eq=False)
class TrackResult:
    """One face of a frame as the screen needs it.

    Attributes:
        track: The track.
        state: What is shown for it.
        quality: Quality of this frame's face; None when it was not measured.
        decision: The decision that the track carries, once made.
        person: Name of the granted person, else None.
        progress: Share of the evidence needed that is there, in [0, 1].
    """

    track: Track
    state: TrackState
    quality: Quality | None
    decision: Decision | None
    person: str | None
    progress: float


@dataclass(frozen=True, slots=True)
class PinRequest:
    """Somebody at the door is asked for a PIN; whose it is, others who read along need not know.

    Attributes:
        track_id: Whose face; together with `asked_s` it names the request.
        asked_s: Time of the frame with which it began, on the source's clock.
        tries: Answers to this request so far, all of them wrong.
        left_s: Seconds until it lapses.
        pause_s: Seconds until a try is allowed; 0 when one is.
    """

    track_id: int
    asked_s: float
    tries: int
    left_s: float
    pause_s: float


@dataclass(frozen=True, slots=True, eq=False)
class FrameResult:
    """All that recognition says of one frame.

    Attributes:
        frame: The frame.
        tracks: Every face in it; at most one is judged, the others are ignored.
        events: Events made by this frame (also of tracks that ended with it).
        elapsed_s: Processing time of the frame, wall clock.
        dropped: Frames dropped by the mailbox since the run began.
        fault: What went wrong on this frame, a sentence or two; empty when nothing did. A frame
            with a fault grants nothing.
        pin: Who is asked for a PIN as of this frame, if anybody.
    """

    frame: Frame
    tracks: tuple[TrackResult, ...]
    events: tuple[AccessEvent, ...]
    elapsed_s: float
    dropped: int
    fault: str = ""
    pin: PinRequest | None = None
