"""Enrolment from files: choose photographs and clips, or drop them here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from faceapp.ui import icons, style
from faceapp.ui.words import plain_tip

PATTERNS = "*.bmp *.jpeg *.jpg *.png *.tif *.tiff *.webp *.avi *.gif *.m4v *.mkv *.mov *.mp4 *.webm"


class FilesTab(QWidget):
    """Collects paths.

    Signals:
        changed: The chosen paths changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        self.setAcceptDrops(True)
        self._drop = QFrame()
        self._drop.setObjectName("drop")
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = QLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._choose_button = QPushButton()
        self._choose_button.clicked.connect(self._choose)
        inside = QVBoxLayout(self._drop)
        inside.setContentsMargins(20, 14, 20, 14)
        inside.setSpacing(8)
        inside.addStretch(1)
        inside.addWidget(self._sign)
        inside.addWidget(self._words)
        inside.addWidget(self._choose_button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        self._list = QListWidget()
        self._list.setObjectName("files")
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.itemSelectionChanged.connect(self._update_buttons)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._drop_chosen = QPushButton()
        self._drop_chosen.clicked.connect(self._take_off)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._take_off)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._drop_chosen)
        self._chosen = QWidget()
        right = QVBoxLayout(self._chosen)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._list, 1)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self._drop, 1)
        layout.addWidget(self._chosen, 1)
        self._retranslate()

    @property
    def paths(self) -> tuple[Path, ...]:
        """What was chosen, in order."""
        return tuple(self._paths)

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Add paths that are not there yet."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
                self._list.addItem(path.name)
                self._list.item(self._list.count() - 1).setToolTip(plain_tip(str(path)))
        self._update_buttons()
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Calm the drop area."""
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self._show_over(False)
        self.add_paths(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()

    def _choose(self) -> None:
        pictures, everything = self.tr("Photographs and clips"), self.tr("All files")
        kinds = f"{pictures} ({PATTERNS});;{everything} (*)"
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose photographs and clips"), "", kinds)
        self.add_paths(Path(name) for name in names)

    def _take_off(self) -> None:
        for row in sorted((self._list.row(item) for item in self._list.selectedItems()), reverse=True):
            self._list.takeItem(row)
            del self._paths[row]
        self._update_buttons()
        self.changed.emit()

    def _retranslate(self) -> None:
        self._sign.setPixmap(icons.pixmap("upload", style.theme().accent, 40))
        self._words.setText(self.tr("Drop photographs or clips of one person here"))
        self._choose_button.setText(self.tr("&Choose files…"))
        self._list.setAccessibleName(self.tr("Chosen files"))
        self._drop_chosen.setText(self.tr("&Take off the list"))
        self._update_buttons()

    def _update_buttons(self) -> None:
        count = len(self._paths)
        self._chosen.setVisible(count > 0)
        self._count.setText(self.tr("%n file(s)", None, count))
        self._drop_chosen.setEnabled(bool(self._list.selectedItems()))

    def _show_over(self, over: bool) -> None:
        self._drop.setProperty("over", over)
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)
