"""Every setting: its type, its range, its default and what it does, said once.

Every entry is optional; an unknown one is an error, because a misspelt setting of a door must not
be silently without effect.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from faceapp.domain.messages import Message

TakesEffect = Literal["at_once", "camera", "program"]


class SettingsRuleError(ValueError):
    """Settings that are possible one by one, and not together.

    Args:
        rule: What must hold between them.
        names: The settings, all of one section.
    """

    def __init__(self, rule: Message, *names: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.names = names


class _Section(BaseModel):
    """What settings have in common.

    Attributes:
        heading: What the section is called.
        takes_effect: What must be started again for a change to hold: nothing, the camera and what recognises in its
            pictures, or the program. A setting may have its own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: ClassVar[str] = ""
    takes_effect: ClassVar[TakesEffect] = "program"


class CameraSettings(_Section):
    """Where the pictures come from."""

    heading: ClassVar[str] = "Camera"
    takes_effect: ClassVar[TakesEffect] = "camera"

    source: str = Field(
        "0",
        title="Source of the pictures",
        description="Camera index or device, stream URL, clip, image, folder, or 'demo'",
    )
    width_px: int = Field(640, ge=160, le=7680, title="Width", description="Width asked of a camera, in pixels")
    height_px: int = Field(480, ge=120, le=4320, title="Height", description="Height asked of a camera, in pixels")
    fps: float = Field(30.0, gt=0, le=240, title="Picture rate", description="Frames per second asked of a camera")
    backend: Literal["auto", "v4l2", "msmf", "dshow", "avfoundation", "ffmpeg", "gstreamer"] = Field(
        "auto", title="Interface to the camera", description="OpenCV's capture backend"
    )


class DetectionSettings(_Section):
    """Which faces are looked for."""

    heading: ClassVar[str] = "Finding faces"
    takes_effect: ClassVar[TakesEffect] = "camera"

    min_face_px: int = Field(
        48,
        ge=20,
        le=1000,
        title="Smallest face looked for",
        description="Smallest face looked for, in pixels of the picture as searched (see max_side_px)",
    )
    max_side_px: int = Field(
        640,
        ge=160,
        le=7680,
        title="Longest side searched",
        description="Larger pictures are searched at this longer side",
    )


class QualitySettings(_Section):
    """Which faces are good enough to be judged."""

    heading: ClassVar[str] = "Usable faces"
    takes_effect: ClassVar[TakesEffect] = "camera"

    min_size_px: float = Field(
        40.0, ge=16, le=2000, title="Smallest usable face", description="Smallest side of a usable face, in pixels"
    )
    max_yaw_deg: float = Field(
        35.0, gt=0, le=90, title="Largest turn", description="Largest turn of the head to a side, in degrees"
    )
    max_pitch_deg: float = Field(40.0, gt=0, le=90, title="Largest nod", description="Largest nod, in degrees")
    max_roll_deg: float = Field(35.0, gt=0, le=90, title="Largest tilt", description="Largest tilt, in degrees")


class DecisionSettings(_Section):
    """When a face counts as recognised."""

    heading: ClassVar[str] = "Decision"
    takes_effect: ClassVar[TakesEffect] = "camera"

    target_fmr: float = Field(
        1e-4,
        gt=0,
        lt=1,
        title="Target false match rate",
        description="False match rate of a comparison at the threshold",
        json_schema_extra={"takes_effect": "program"},
    )
    margin: float = Field(
        0.05, ge=0, le=1, title="Lead over the second", description="Lead in score over the second most similar person"
    )
    min_frames: int = Field(
        4, ge=2, le=100, title="Pictures for a grant", description="Usable frames that a grant needs"
    )
    min_span_s: float = Field(
        0.3,
        ge=0,
        le=10,
        title="Shortest time of a grant",
        description="Time that the frames of a grant must span, in seconds",
    )
    agreement: float = Field(
        0.75, gt=0.5, le=1, title="Agreement", description="Share of the frames that must name the same person"
    )
    window_s: float = Field(
        2.0, gt=0, le=30, title="Time that counts", description="How far back frames count, in seconds"
    )
    patience_s: float = Field(
        3.0, gt=0, le=30, title="Patience", description="How long evidence is gathered before a denial, in seconds"
    )
    unusable_after_s: float = Field(
        5.0,
        gt=0,
        le=60,
        title="Patience with unusable faces",
        description="How long a face may stay unusable before a denial",
    )
    scorer: str = Field(
        "",
        title="Learned scorer",
        description="Directory of a learned scorer that replaces the cosine; empty: none",
        json_schema_extra={"takes_effect": "program"},
    )
    rearm_s: float = Field(
        1.0,
        gt=0,
        le=30,
        title="Pause between approaches",
        description="How long a face must be gone before it may approach again",
    )

    @model_validator(mode="after")
    def _window_has_room(self) -> DecisionSettings:
        if self.min_span_s >= self.window_s:
            raise SettingsRuleError(
                Message(
                    "The shortest time of a grant (min_span_s) must be less than the time that counts (window_s), "
                    "or nobody could ever be granted."
                ),
                "min_span_s",
                "window_s",
            )
        return self


class EnrolmentSettings(_Section):
    """What is stored of a person."""

    heading: ClassVar[str] = "Enrolment"
    takes_effect: ClassVar[TakesEffect] = "at_once"

    keep_crops: bool = Field(
        False,
        title="Keep faces",
        description="Store each template's face too, so that another encoder needs no new pictures",
    )


class EncoderSettings(_Section):
    """Which encoder, and where it computes."""

    heading: ClassVar[str] = "Encoder"

    model: str = Field(
        "default", title="Encoder", description="Name of an encoder that ships or was imported, or its directory"
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = Field("auto", title="Device", description="Where networks run")
    threads: int = Field(
        0,
        ge=0,
        le=256,
        title="Processor threads",
        description="Processor threads of the networks; 0: one a core, at most 4",
    )


class DoorSettings(_Section):
    """The door's actuator."""

    heading: ClassVar[str] = "Door"
    takes_effect: ClassVar[TakesEffect] = "camera"

    kind: Literal["simulated", "none"] = Field("simulated", title="Door", description="What opens the door")


class EventsSettings(_Section):
    """How long decisions are kept."""

    heading: ClassVar[str] = "Events"
    takes_effect: ClassVar[TakesEffect] = "at_once"

    keep_days: int = Field(
        0,
        ge=0,
        le=36500,
        title="Keep events for",
        description="Decisions that are older are erased for good, in days; 0: kept for ever",
    )


class UiSettings(_Section):
    """How the window looks and behaves."""

    heading: ClassVar[str] = "Window"
    takes_effect: ClassVar[TakesEffect] = "at_once"

    language: Literal["auto", "en", "zh_CN"] = Field(
        "auto", title="Language", description="Language of the window; auto: the system's"
    )
    theme: Literal["auto", "dark", "light"] = Field(
        "auto", title="Colours", description="Colours of the window; auto: the system's"
    )
    sound: bool = Field(False, title="Sound", description="Play a short sound when somebody is let in or denied")
    lock_after_s: float = Field(
        120.0,
        ge=10,
        le=3600,
        title="Lock after",
        description="How long nobody may touch the window until administration locks, in seconds",
    )


class Settings(_Section):
    """Everything that can be set."""

    camera: CameraSettings = CameraSettings()
    detection: DetectionSettings = DetectionSettings()
    quality: QualitySettings = QualitySettings()
    decision: DecisionSettings = DecisionSettings()
    enrolment: EnrolmentSettings = EnrolmentSettings()
    encoder: EncoderSettings = EncoderSettings()
    door: DoorSettings = DoorSettings()
    events: EventsSettings = EventsSettings()
    ui: UiSettings = UiSettings()
