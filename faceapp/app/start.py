"""Beginning the work on a data directory, and what can be done where that fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from faceapp.app.application import Application
from faceapp.config import CONFIG_FILE, Settings, leave_out_mistakes, read_settings, salvage_settings
from faceapp.domain.errors import StorageError
from faceapp.services.administration import Administration
from faceapp.storage.database import DATABASE_NAME, open_database


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
            SettingsFileError: The settings file has mistakes; `leave_out_mistakes` would help.
            FaceappError: Something else is in the way.
        """
        settings = read_settings(self.settings_file, self.data_dir)
        return Application.open(self.data_dir, settings, settings_file=self.settings_file)

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
        return leave_out_mistakes(self.settings_file or self.data_dir / CONFIG_FILE, now)

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
