"""The languages of the window: which there are, which one is meant, and switching while it runs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

# As each calls itself, so that its readers find it.
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
TRANSLATIONS = Path(__file__).parent / "translations"


def resolve(choice: str, system: Sequence[str] | None = None) -> str:
    """The language that a choice means.

    Args:
        choice: A key of `LANGUAGES`, or "auto" for the first of the system's that there is.
        system: The system's languages as BCP 47 tags, the favourite first; None asks the system.
    """
    if choice in LANGUAGES:
        return choice
    for tag in QLocale.system().uiLanguages() if system is None else system:
        language = tag.replace("_", "-").split("-")[0].casefold()
        for known in LANGUAGES:
            if known.split("_")[0] == language:
                return known
    return "en"


def locale_for(language: str) -> QLocale:
    """How dates and numbers are written: as the system does it, where it speaks the language."""
    system, wanted = QLocale.system(), QLocale(language if "_" in language else f"{language}_GB")
    return system if system.language() == wanted.language() else wanted


class Languages:
    """Installs a language's catalogues, Qt's own among them, in place of those before.

    Every widget is told by a `QEvent.Type.LanguageChange`.

    Args:
        app: The application.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.current = ""

    def use(self, choice: str) -> None:
        """Speak the language that a choice means; see `resolve`."""
        language = resolve(choice)
        if language == self.current:
            return
        self.current = language
        self.remove()
        QLocale.setDefault(locale_for(language))
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"
        for file in (qt, TRANSLATIONS / f"faceapp_{language}.qm"):
            translator = QTranslator(self._app)
            if translator.load(str(file)):
                self._app.installTranslator(translator)
                self._installed.append(translator)
            elif language != "en" or file.parent == TRANSLATIONS:  # English is what Qt's own texts are written in
                log.warning("the translation '%s' cannot be read", file.name)

    def remove(self) -> None:
        """Take all catalogues out again."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
