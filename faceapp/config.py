"""Settings: typed, ranged and described once, read from a TOML file.

The file is optional and so is every entry; an unknown entry is an error, because a misspelt
setting of a door must not be silently without effect.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar, Literal

import platformdirs
import tomlkit
import tomlkit.exceptions
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from faceapp.domain.errors import ConfigError

CONFIG_FILE = "faceapp.toml"
DATA_DIR_VARIABLE = "FACEAPP_DATA_DIR"


SettingValue = bool | int | float | str
TakesEffect = Literal["at_once", "camera", "program"]


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
        40.0, ge=16, title="Smallest usable face", description="Smallest side of a usable face, in pixels"
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
            raise ValueError("min_span_s must be shorter than window_s, or nobody could ever be granted")
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

    camera: CameraSettings = CameraSettings()  # type: ignore[call-arg]
    detection: DetectionSettings = DetectionSettings()  # type: ignore[call-arg]
    quality: QualitySettings = QualitySettings()  # type: ignore[call-arg]
    decision: DecisionSettings = DecisionSettings()  # type: ignore[call-arg]
    enrolment: EnrolmentSettings = EnrolmentSettings()  # type: ignore[call-arg]
    encoder: EncoderSettings = EncoderSettings()  # type: ignore[call-arg]
    door: DoorSettings = DoorSettings()  # type: ignore[call-arg]
    events: EventsSettings = EventsSettings()  # type: ignore[call-arg]
    ui: UiSettings = UiSettings()  # type: ignore[call-arg]


def default_data_dir() -> Path:
    """The user's data directory, unless `FACEAPP_DATA_DIR` names another."""
    named = os.environ.get(DATA_DIR_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("faceapp", appauthor=False))


def write_setting(path: Path, section: str, name: str, value: SettingValue) -> None:
    """Change one setting in a file; see `write_settings`."""
    write_settings(path, {(section, name): value})


def write_settings(
    path: Path,
    changes: Mapping[tuple[str, str], SettingValue | None],
    *,
    check: Callable[[Settings], None] = lambda _: None,
) -> None:
    """Change settings in a file, all of them or none, and leave everything else in it, comments too, as it is.

    Args:
        path: The file; made when absent, for its owner alone: an address in it may hold a password.
        changes: New values by table and entry; None takes an entry out.
        check: Asked whether the result can be used; what it raises leaves the file untouched.

    Raises:
        ConfigError: The file is no valid settings file, before or after, or cannot be written; it is untouched then.
    """
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        Settings.model_validate(document.unwrap())
        for (section, name), value in changes.items():
            if value is not None:
                document.setdefault(section, tomlkit.table())[name] = value
            elif section in document and name in document[section]:
                document[section].remove(name)
        result = Settings.model_validate(document.unwrap())
    except ValidationError as error:
        raise ConfigError(
            f"The settings file '{path}' cannot be changed: {_first_fault(error)}.",
            hint="Mend it, or edit it by hand.",
        ) from error
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.TOMLKitError) as error:
        raise ConfigError(
            f"The settings file '{path}' cannot be changed: {error}.", hint="Mend it, or edit it by hand."
        ) from error
    check(result)
    partial = path.with_name(path.name + ".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o600
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(tomlkit.dumps(document))
        partial.chmod(mode)
        partial.replace(path)
    except OSError as error:
        raise ConfigError(
            f"The settings file '{path}' cannot be written: {error.strerror}.", hint="Allow writing there."
        ) from error


def read_settings(path: Path | None, data_dir: Path) -> Settings:
    """Read the settings.

    Args:
        path: The file named by the user, which must exist; None for `faceapp.toml` in the data
            directory, if there is one.
        data_dir: The data directory.

    Raises:
        ConfigError: The file cannot be read, is no TOML, or holds an unknown or impossible
            setting; the sentence names it.
    """
    file = path if path is not None else data_dir / CONFIG_FILE
    try:
        # Some editors put a byte order mark at the beginning.
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        if path is None and isinstance(error, FileNotFoundError | NotADirectoryError):
            return Settings()
        raise ConfigError(
            f"The settings file '{file}' cannot be read: {error.strerror}.", hint="Check its name and permissions."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"The settings file '{file}' is not valid TOML: {error}.", hint="Mend that line.") from error
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise ConfigError(
            f"The settings file '{file}' is not valid: {_first_fault(error)}.",
            hint="README says what can be set and where the ranges are listed.",
        ) from error


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    setting = ".".join(str(part) for part in first["loc"])
    what = "there is no such setting" if first["type"] == "extra_forbidden" else str(first["msg"])
    return f"{setting}: {what}"
