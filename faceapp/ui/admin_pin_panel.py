"""The administrator's PIN among the settings: whether there is one, since when, and changing it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.domain.pins import PinChange, PinChangeKind
from faceapp.ui.admin_lock import GuardsAdministration
from faceapp.ui.admin_pin_dialog import AdminPinDialog, PinWish
from faceapp.ui.background import Report
from faceapp.ui.event_words import moment_words
from faceapp.ui.task_group import TaskGroup

_NARROW_PX = 640


class AdminPinPanel(QFrame):
    """Tells of the PIN, and opens the keypad.

    Args:
        administration: Keeps the PIN.
        parent: Qt's parent.

    Signals:
        changed: It was set, changed or removed.
        failed: A `FaceappError`: it cannot be told whether there is one.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, administration: GuardsAdministration, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._administration = administration
        self._tasks = TaskGroup(self._on_error, self)
        self._protected: bool | None = None
        self._last: PinChange | None = None
        self.dialog: AdminPinDialog | None = None
        self._about, self._since = QLabel(), QLabel()
        self.set, self.remove = QPushButton(), QPushButton()
        self._build()
        self._retranslate()
        self.set.clicked.connect(self._on_set)
        self.remove.clicked.connect(self._on_remove)

    @property
    def busy(self) -> bool:
        """Whether anything is being read or stored."""
        return self._tasks.busy

    @Slot()
    def read(self) -> None:
        """Read anew whether there is a PIN."""

        def work(_report: Report) -> tuple[bool, list[PinChange]]:
            return self._administration.is_protected(), self._administration.pin_changes(1)

        self._tasks.start(work, self._show)

    def matches(self, words: str) -> bool:
        """Whether it is what somebody looks for."""
        title = self.tr("Administrator's PIN")
        told = f"{title} {self._about.text()} admin.pin".casefold()
        return all(word in told for word in words.casefold().split())

    def fit(self, width: int) -> None:
        """Put words and buttons beside each other, or below each other where it is narrow."""
        narrow = width < _NARROW_PX
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)

    def wait(self) -> None:
        """Wait for what is being stored."""
        self._tasks.wait()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: the command line may have changed it."""
        super().showEvent(event)
        self.read()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _build(self) -> None:
        self._since.setObjectName("muted")
        for label in (self._about, self._since):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for button in (self.set, self.remove):
            button.setObjectName("small")
            button.setEnabled(False)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._about)
        words.addWidget(self._since)
        words.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.set)
        buttons.addWidget(self.remove)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(16, 12, 12, 12)
        self._layout.setSpacing(12)
        self._layout.addLayout(words, 1)
        self._layout.addLayout(buttons)

    def _show(self, found: tuple[bool, list[PinChange]]) -> None:
        self._protected, changes = found
        self._last = changes[0] if changes else None
        self._retranslate()

    def _on_error(self, error: FaceappError) -> None:
        self._protected, self._last = None, None
        self._retranslate()
        self.failed.emit(error)

    @Slot()
    def _on_set(self) -> None:
        self._open(PinWish.CHANGE if self._protected else PinWish.SET)

    @Slot()
    def _on_remove(self) -> None:
        self._open(PinWish.REMOVE)

    def _open(self, wish: PinWish) -> None:
        dialog = AdminPinDialog(self._administration, self._tasks, wish, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.stored.connect(self._on_stored)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _on_stored(self) -> None:
        self.read()
        self.changed.emit()

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None
        self.set.setFocus(Qt.FocusReason.OtherFocusReason)  # also after "Remove", which goes

    def _retranslate(self) -> None:
        self.set.setEnabled(self._protected is not None)
        self.remove.setEnabled(self._protected is not None)
        self.remove.setVisible(bool(self._protected))
        if self._protected is None:
            self._about.setText("")
        elif self._protected:
            self._about.setText(
                self.tr(
                    "It locks everything but the door's screen. If it is forgotten: faceapp admin reset-pin, on this "
                    "computer."
                )
            )
        else:
            self._about.setText(self.tr("None is set: whoever comes to this screen can open every screen."))
        self.set.setText(self.tr("Change the PIN…") if self._protected else self.tr("Set a PIN…"))
        self.remove.setText(self.tr("Remove it…"))
        self.remove.setAccessibleName(self.tr("Remove the administrator's PIN"))
        self._since.setText("" if self._last is None else self._change_words(self._last))
        self._since.setVisible(self._last is not None)

    def _change_words(self, change: PinChange) -> str:
        words = {
            PinChangeKind.SET: self.tr("Set {moment}, by {author}."),
            PinChangeKind.CHANGED: self.tr("Changed {moment}, by {author}."),
            PinChangeKind.REMOVED: self.tr("Removed {moment}, by {author}."),
        }[change.kind]
        return words.format(moment=moment_words(change.changed_at, seconds=False), author=change.author)
