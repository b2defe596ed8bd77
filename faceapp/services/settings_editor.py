"""The settings file under the hands of an administrator: read, changed, and never overwritten while it is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from faceapp.config import Settings, TakesEffect, read_settings, write_settings
from faceapp.services.settings_form import Key, SettingField, Value, setting_field, setting_sections, value_of


class SettingsEditor:
    """Changes a settings file, and lets what runs know.

    Args:
        path: The file; it need not exist.
        in_force: The settings that the program runs with.
        check: Raises a `FaceappError` where the program could not start with such settings.
        adopt: Takes settings up, as far as that is possible without a start of the program.
    """

    def __init__(
        self,
        path: Path,
        *,
        in_force: Callable[[], Settings],
        check: Callable[[Settings], None],
        adopt: Callable[[Settings], None],
    ) -> None:
        self.path = path
        self._in_force, self._check, self._adopt = in_force, check, adopt

    def read(self) -> Settings:
        """What the file says.

        Raises:
            ConfigError: It cannot be read, or it is broken.
        """
        return read_settings(self.path, self.path.parent) if self.path.exists() else Settings()

    def save(self, changes: Mapping[Key, Value]) -> frozenset[TakesEffect]:
        """Write values to the file, all of them or none, and take them up.

        What is set to its default is taken out of the file.

        Args:
            changes: Values by section and name.

        Returns:
            What must be started again for all of them to hold.

        Raises:
            ConfigError: The file is broken or cannot be written, or a value is not possible; it is untouched.
            FaceappError: The program could not start with that; the file is untouched.
        """
        write_settings(
            self.path,
            {key: None if value == setting_field(key).default else value for key, value in changes.items()},
            check=self._check,
        )
        self._adopt(self.read())
        return frozenset(setting_field(key).takes_effect for key in changes)

    def waiting(self, settings: Settings) -> tuple[SettingField, ...]:
        """Settings in the file that hold only after the program is started again.

        Args:
            settings: What the file says.
        """
        in_force = self._in_force()
        return tuple(
            field
            for section in setting_sections()
            for field in section.fields
            if field.takes_effect == "program" and value_of(settings, field.key) != value_of(in_force, field.key)
        )
