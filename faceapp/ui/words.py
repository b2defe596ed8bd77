"""What the layers below the window say, in its language.

They speak English, and know nothing of Qt. A sentence that an administrator reads is made there
as a `faceapp.domain.messages.Message`, whose template is listed in `message_catalogue.py` for
Qt Linguist; here it is looked up, and its values filled in again. A plain text stays as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from faceapp.domain.errors import (
    CalibrationError,
    CancelledError,
    ConfigError,
    DeviceError,
    DoorError,
    FaceappError,
    FaceNotUsableError,
    ModelError,
    SourceError,
    StorageError,
)
from faceapp.domain.messages import Message


def translated(text: str) -> str:
    """A message in the window's language; any other text as it is."""
    if not isinstance(text, Message):
        return text
    values = {name: translated(value) if isinstance(value, str) else value for name, value in text.values.items()}
    return QCoreApplication.translate("Messages", text.template).format(**values)


def described(text: str) -> str:
    """What a setting says of itself, in the window's language; its words are in the catalogue, too."""
    return QCoreApplication.translate("Messages", text)


def lead_for(error: FaceappError) -> str:
    """What kind of fault an error is, in a few words of the window's language."""
    match error:
        case FaceNotUsableError():
            return QCoreApplication.translate("Errors", "The face cannot be used")
        case SourceError():
            return QCoreApplication.translate("Errors", "Camera or file")
        case StorageError():
            return QCoreApplication.translate("Errors", "Stored data")
        case ModelError() | DeviceError():
            return QCoreApplication.translate("Errors", "Recognition")
        case CalibrationError():
            return QCoreApplication.translate("Errors", "Calibration")
        case ConfigError():
            return QCoreApplication.translate("Errors", "Settings")
        case DoorError():
            return QCoreApplication.translate("Errors", "Door")
        case CancelledError():
            return QCoreApplication.translate("Errors", "Stopped")
        case _:
            return QCoreApplication.translate("Errors", "That did not work")
