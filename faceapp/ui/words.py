"""What the layers below the window say, in its language.

They speak English, and know nothing of Qt. A sentence that an administrator reads is made there
as a `faceapp.domain.messages.Message`, whose template `packaging/translations.py` finds for Qt
Linguist; here it is looked up, and its values filled in again: numbers, days and moments as the
language writes them. A plain text stays as it is.
"""

from __future__ import annotations

import html
import re
import string
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import Qt

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
from faceapp.ui.event_words import day_words, moment_words

_FLOAT = re.compile(r"(,?)(?:\.(\d+))?([fg])$")
_G_DIGITS = 6  # of the format "g", where it names none


class _ByLocale(string.Formatter):
    """Writes values as `QLocale` does; a number without a format is an id, and stays as it is."""

    def format_field(self, value: object, format_spec: str) -> str:
        match value:
            case Message():
                return translated(value)
            case datetime():
                return moment_words(value, seconds=False)
            case date():
                return day_words(value)
            case int() if format_spec == ",":
                return QLocale().toString(value)
            case int() | float() if found := _FLOAT.match(format_spec):
                digits = int(found[2]) if found[2] else _G_DIGITS
                return QLocale().toString(float(value), found[3], digits)
            case _:
                return str(format(value, format_spec))


_BY_LOCALE = _ByLocale()


def translated(text: str) -> str:
    """A message in the window's language; any other text as it is."""
    if not isinstance(text, Message):
        return text
    return _BY_LOCALE.vformat(QCoreApplication.translate("Messages", text.template), (), text.values)


def plain_tip(text: str) -> str:
    """A text as a tooltip that shows it as it is: Qt takes what looks like markup for markup there."""
    if not Qt.mightBeRichText(text):
        return text
    return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>"


def told(error: FaceappError) -> str:
    """What happened and what to do next, in the window's language."""
    return translated(error.message)


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
