"""An error in the window: all of it is told."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from faceapp.domain.errors import SettingsFileError
from faceapp.ui.error_banner import ErrorBanner


def test_what_an_error_sums_up_is_told_one_by_one(qtbot: QtBot) -> None:
    banner = ErrorBanner()
    qtbot.addWidget(banner)
    banner.show_error(SettingsFileError("There are 2 mistakes.", hint="Mend them.", details=["Line 2.", "Line 5."]))
    assert banner.text == "There are 2 mistakes. Line 2. Line 5. Mend them."
