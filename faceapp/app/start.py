"""Beginning the work on a data directory, and what can be done where that fails."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from faceapp.app.application import Application
from faceapp.config import CONFIG_FILE, Settings, leave_out_mistakes, read_settings, salvage_settings, where_set
from faceapp.config.fields import Key
from faceapp.domain.errors import ModelError, SettingsFileError, StorageError
from faceapp.services.administration import Administration
from faceapp.storage.database import DATABASE_NAME, open_database
from faceapp.vision.card import read_card
from faceapp.vision.model_store import model_directory
from faceapp.vision.scorer import LearnedScorer


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a door; each method may be tried again and again.

    Attributes:
        data_dir: The data directory.
        settings_file: The settings file that was asked for; None for that of the data directory.
    """

    data_dir: Path
    settings_file: Path | None

    def open(self) -> Application:
        """Open the application, as the only one that runs a door on its data; takes a moment.

        Raises:
            SettingsFileError: The settings file has mistakes, or asks for an encoder, a scorer or a target that cannot
                be used; `leave_out_mistakes` would help.
            FaceappError: Something else is in the way.
        """
        settings = read_settings(self.settings_file, self.data_dir)
        try:
            return Application.open(self.data_dir, settings, settings_file=self.settings_file)
        except ModelError as error:
            place = where_set(self._file, self._blamed(settings))
            if place is None:  # what ships with faceapp is at fault
                raise
            raise SettingsFileError(error.sentence, hint=error.hint, details=[place]) from error

    def salvaged_settings(self) -> Settings:
        """As much as can be read of the settings: enough for saying what is wrong, and never for a door."""
        return salvage_settings(self.settings_file, self.data_dir)

    def leave_out_mistakes(self, now: datetime) -> Path:
        """Take out of the settings file what cannot be used: then its defaults hold.

        Args:
            now: Names the copy.

        Returns:
            The file as it was before.

        Raises:
            ConfigError: The file cannot be read or written; it is untouched.
        """
        also: list[Key] = []
        with suppress(SettingsFileError):
            also.append(self._blamed(read_settings(self.settings_file, self.data_dir)))
        return leave_out_mistakes(self._file, now, also)

    def administration(self) -> Administration | None:
        """Who guards what is said and done at a start that failed: None where no PIN is set, or none can be read.

        A database that cannot be read guards nothing: its PIN could never be entered, and nobody could mend it.
        """
        path = self.data_dir / DATABASE_NAME
        if not path.exists():
            return None
        administration = Administration(lambda: open_database(path))
        try:
            return administration if administration.is_protected() else None
        except StorageError:
            return None

    @property
    def _file(self) -> Path:
        return self.settings_file or self.data_dir / CONFIG_FILE

    def _blamed(self, settings: Settings) -> Key:
        """Which of the settings names what the application could not be opened with."""
        try:
            card = read_card(model_directory(settings.encoder.model, self.data_dir))
        except ModelError:
            return "encoder", "model"
        if settings.decision.scorer:
            try:
                LearnedScorer.load(Path(settings.decision.scorer), card.encoder_id)
            except ModelError:
                return "decision", "scorer"
        return "decision", "target_fmr"
