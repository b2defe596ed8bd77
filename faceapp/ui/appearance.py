"""Theme and language of the running window, switched for every widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from faceapp.ui.languages import Languages
from faceapp.ui.restyling import Restyling
from faceapp.ui.style import DARK, LIGHT, Theme, apply_style, theme


def theme_for(choice: str, system: Qt.ColorScheme) -> Theme:
    """The theme that a choice means: dark, light, or (auto) the system's; dark where that is not known."""
    if choice == "auto":
        return LIGHT if system is Qt.ColorScheme.Light else DARK
    return LIGHT if choice == "light" else DARK


class Appearance(QObject):
    """How the window looks and speaks; follows the system where it is asked to.

    Args:
        app: The application; becomes the parent.
        theme_choice: "auto", "dark" or "light".
        language_choice: "auto" or a key of `LANGUAGES`.
    """

    def __init__(self, app: QApplication, *, theme_choice: str, language_choice: str) -> None:
        super().__init__(app)
        self._app = app
        self._languages = Languages(app)
        self._restyling = Restyling(app)
        self._theme_choice = ""
        self.set_language(language_choice)
        self.set_theme(theme_choice)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def language(self) -> str:
        """The language in use, a key of `LANGUAGES`."""
        return self._languages.current

    @property
    def theme_choice(self) -> str:
        """What was chosen: "auto", "dark" or "light"."""
        return self._theme_choice

    @property
    def idle(self) -> bool:
        """Whether every widget was told of the theme in use; some fill themselves anew in one of the next turns."""
        return self._restyling.idle

    @Slot(str)
    def set_theme(self, choice: str) -> None:
        """Use a theme from now on; every widget is told by a `QEvent.Type.PaletteChange`, in one of the next turns."""
        self._theme_choice = choice
        wanted = theme_for(choice, self._app.styleHints().colorScheme())
        if not self._app.styleSheet():
            apply_style(self._app, wanted)
        elif wanted is not theme():
            self._restyling.begin(wanted)

    @Slot(str)
    def set_language(self, choice: str) -> None:
        """Speak a language from now on; every widget is told by a `QEvent.Type.LanguageChange`."""
        self._languages.use(choice)

    def retire(self) -> None:
        """Follow the system no more, and take the catalogues out."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        self._restyling.stop()
        self._languages.remove()

    @Slot()
    def _follow_system(self) -> None:
        self.set_theme(self._theme_choice)
