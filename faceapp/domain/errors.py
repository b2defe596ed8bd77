"""The errors that a user can meet: each says what happened and what to do next.

Faults of the surroundings (a missing file, a busy camera) are `FaceappError`; anything else that
is raised is a bug of ours and is shown as such.

What an administrator can meet in the window is made of `Message`s, so that the window says it in
its language; the lab and the command line speak English, and may give plain texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from faceapp.domain.messages import Message
from faceapp.domain.redaction import redacted


class FaceappError(Exception):
    """A fault that the user can do something about.

    Args:
        sentence: What happened, one sentence that ends with a full stop.
        hint: What to do next, one sentence.
        details: What there is to say one by one where the sentence sums several things up, a sentence each.

    Attributes:
        exit_code: What the program ends with when it ends by this.

    Example:
        `StorageError(Message("'{path}' may not be written.", path=path), hint=Message("Check your rights to it."))`
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, sentence: str, *, hint: str, details: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.details = tuple(details)

    @property
    def message(self) -> Message:
        """What happened, its details, and what to do next, one after the other."""
        said = Message("{said}", said=self.sentence)
        for more in (*self.details, self.hint):
            if more:
                said = Message("{said} {more}", said=said, more=more)
        return said

    def __str__(self) -> str:
        return str(self.message)


def words_of(error: BaseException) -> str:
    """What is said of an error within another sentence: a fault's own words, or those of a bug without credentials."""
    return error.message if isinstance(error, FaceappError) else redacted(str(error))


class ConfigError(FaceappError):
    """A setting or settings file that cannot be used."""


class SettingsFileError(ConfigError):
    """A settings file with entries that cannot be used; without them it could be. Each is one of the details."""


class SourceError(FaceappError):
    """A camera, stream, clip, image or folder that cannot be opened or read."""


class FaceNotUsableError(FaceappError):
    """An image without a face, with several, or with one too poor to enrol or compare."""


class ModelError(FaceappError):
    """An encoder's card or weights that are missing, damaged or do not fit."""


class DeviceError(FaceappError):
    """A compute device (CUDA, MPS) that was asked for and is not there."""


class StorageError(FaceappError):
    """The database cannot be opened, written or understood."""


class PersonNameError(StorageError):
    """A name that nobody can be enrolled under: empty, too long, unreadable, or taken."""


class PersonDetailsError(StorageError):
    """Details of a person that cannot be: dates that contradict each other, a card that is taken, text too long."""


class DataDirectoryBusyError(StorageError):
    """Another faceapp already uses this data directory."""

    exit_code = 3


class ImportUnderWayError(StorageError):
    """People are being imported into this data directory already."""

    exit_code = 3


class UnknownPersonError(FaceappError):
    """No person has the id that was asked for."""


class EventError(FaceappError):
    """An event that is not on record, or a mark that does not fit it."""


class PinError(FaceappError):
    """Digits that cannot be a PIN, or a PIN that is kept and cannot be read."""


class GuardError(FaceappError):
    """A pair of people that cannot be guarded, or is not."""


class DatasetError(FaceappError):
    """Training or evaluation data, or the files of a training run, that are missing, malformed or not writable."""


class CalibrationError(FaceappError):
    """A threshold that cannot be found, or cannot be used, as it stands."""


class CancelledError(FaceappError):
    """Work that was stopped on request; nothing was changed."""


class DoorError(FaceappError):
    """The door's actuator did not answer; the door is treated as closed."""
