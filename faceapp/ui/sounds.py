"""A short sound for a grant or a denial, by whatever the system plays sounds with."""

from __future__ import annotations

import logging
import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from faceapp.resources import assets_dir
from faceapp.ui.prompts import PromptKind

log = logging.getLogger(__name__)

_SOUNDS = {PromptKind.WELCOME: "granted", PromptKind.REFUSED: "denied", PromptKind.NOT_NOW: "denied"}
# Each plays a file and ends; tried in this order.
_PLAYERS = ("pw-play", "paplay", "aplay", "afplay")


class Chimes:
    """Plays a chime when a verdict appears; stays silent where it is off or there is nothing to play it with.

    Args:
        on: Whether to play.
    """

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self._last: PromptKind | None = None
        self._player: str | None = None
        self._looked = False

    def note(self, kind: PromptKind) -> None:
        """Take note of what the kiosk says, and play its sound if it has just begun to say so."""
        changed, self._last = kind is not self._last, kind
        name = _SOUNDS.get(kind)
        if changed and self.on and name is not None:
            self.play(assets_dir() / "sounds" / f"{name}.wav")

    def play(self, file: Path) -> None:
        """Play a file, without waiting for its end."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            return
        if not self._looked:
            self._looked = True
            self._player = next((path for name in _PLAYERS if (path := shutil.which(name))), None)
            if self._player is None:
                log.info("there is nothing to play a sound with: %s", ", ".join(_PLAYERS))
        if self._player is None:
            return
        process = QProcess()
        process.setProgram(self._player)
        process.setArguments([str(file)])
        # Without a device the player complains and ends; nobody at the door needs to know.
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.startDetached()
