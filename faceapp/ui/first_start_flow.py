"""When the first steps are offered, and what is kept of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from faceapp.app import Application
from faceapp.domain.errors import FaceappError
from faceapp.ui.first_start import FirstStartDialog

_HIGH_PX, _HIGH_IN_PORTRAIT_PX = 620, 900
_WIDE_PX = 960


class FirstStartFlow(QObject):
    """Offers the first steps over a window, once.

    Args:
        application: Knows whether they are due; keeps the language and the PIN.
        window: What they are shown over.

    Signals:
        failed: A `FaceappError`: something could not be read or kept.
    """

    failed = Signal(object)

    def __init__(self, application: Application, window: QWidget) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self.dialog: FirstStartDialog | None = None

    def offer(self, language: str, *, mirrored: bool) -> FirstStartDialog | None:
        """Show them if they are due and no PIN is set: they lie before the lock.

        Args:
            language: The language in use.
            mirrored: Show the live picture as a mirror does.
        """
        try:
            if self._application.demo or not self._application.first_start.is_due():
                return None
            if self._application.administration.is_protected():
                # The steps would set another PIN, and whoever walks up to the door is the first to see them.
                return None
        except FaceappError as error:
            self.failed.emit(error)
            return None
        dialog = FirstStartDialog(
            self._application.administration, language=language, mirrored=mirrored, parent=self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        width, height = self._window.width(), self._window.height()
        high = _HIGH_IN_PORTRAIT_PX if height > width else _HIGH_PX
        dialog.resize(min(_WIDE_PX, round(0.96 * width)), min(high, round(0.94 * height)))
        dialog.language_chosen.connect(self._keep_language)
        dialog.finished.connect(self._finish)
        self.dialog = dialog
        dialog.open()
        return dialog

    def wait(self) -> None:
        """Wait for work under way."""
        if self.dialog is not None:
            self.dialog.wait()

    @Slot(str)
    def _keep_language(self, language: str) -> None:
        try:
            self._application.keep_language(language)
        except FaceappError as error:
            self.failed.emit(error)

    @Slot()
    def _finish(self) -> None:
        self.dialog = None
        try:
            self._application.first_start.finish()
        except FaceappError as error:
            self.failed.emit(error)
