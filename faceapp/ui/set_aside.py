"""Dialogs that are open when the window locks: hidden with all they hold, and shown again after the PIN."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

# More dialogs than this never lie over each other; one that would not go must not hold the lock up.
_MOST = 20


class SetAside:
    """Keeps what somebody was in the middle of, out of sight of whoever comes next."""

    def __init__(self) -> None:
        self._dialogs: list[QDialog] = []

    @property
    def any(self) -> bool:
        """Whether anything waits to be shown again."""
        return any(shiboken6.isValid(dialog) for dialog in self._dialogs)

    def hide(self) -> None:
        """Hide every dialog and close every menu.

        A question that holds up the program until it is answered is not kept: it is answered by what its Esc does.
        """
        for _ in range(_MOST):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        for _ in range(_MOST):
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            if isinstance(dialog, QDialog) and dialog.windowModality() == Qt.WindowModality.WindowModal:
                self._dialogs.append(dialog)
                # What it waited for may come while it is hidden: then it is done, and nothing to come back to.
                dialog.finished.connect(partial(self._forget, dialog), Qt.ConnectionType.SingleShotConnection)
                dialog.hide()
            elif not dialog.close():
                dialog.hide()

    def _forget(self, dialog: QDialog, _result: int = 0) -> None:
        self._dialogs = [kept for kept in self._dialogs if kept is not dialog]

    def show_again(self) -> None:
        """Show what was hidden, as it lay."""
        dialogs, self._dialogs = self._dialogs, []
        for dialog in reversed(dialogs):
            if shiboken6.isValid(dialog):
                dialog.open()
