"""A quiet notice that scores are falling, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from faceapp.domain.drift import Drift, DriftFinding
from faceapp.ui import event_words, icons, style

_MOST = 3


class DriftNotice(QFrame):
    """Hidden where no score falls, and once it was dismissed until something else is found.

    Args:
        name_of: The name of a person id, None when the person was removed.
        parent: Qt's parent.
    """

    def __init__(self, name_of: Callable[[int], str | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._name_of = name_of
        self._most = _MOST
        self._findings: tuple[DriftFinding, ...] = ()
        self._dismissed: frozenset[tuple[int | None, str]] = frozenset()
        self._sign, self._title, self._words = QLabel(), QLabel(), QLabel()
        self._title.setStyleSheet("font-weight: 700;")
        for label in (self._title, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        self._close = QToolButton()
        self._close.setObjectName("quiet")
        self._close.setMinimumSize(44, 44)
        self._close.setIconSize(QSize(18, 18))
        self._close.clicked.connect(self._dismiss)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(14)
        layout.addWidget(self._sign)
        layout.addLayout(column, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._retranslate()
        self.hide()

    def show_drift(self, drift: Drift) -> None:
        """Tell what was found."""
        self._findings = drift.findings
        self._retranslate()
        self.setVisible(bool(drift.findings) and self._about() != self._dismissed)

    def set_compact(self, compact: bool) -> None:
        """Tell only the clearest where there is little room."""
        most = 1 if compact else _MOST
        if most != self._most:
            self._most = most
            self._retranslate()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    def _retranslate(self) -> None:
        self._sign.setPixmap(icons.pixmap("warning", style.theme().warning, 26))
        self._close.setIcon(icons.icon("close", style.theme().text))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._title.setText(self.tr("Scores are falling"))
        lines = [event_words.drift_words(finding, self._name_of) for finding in self._findings[: self._most]]
        if len(self._findings) > self._most:
            lines.append(
                self.tr("And %Ln more: `faceapp events drift` lists all.", None, len(self._findings) - self._most)
            )
        self._words.setText("\n".join(lines))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._words.text())

    def _about(self) -> frozenset[tuple[int | None, str]]:
        return frozenset((finding.person_id, finding.camera) for finding in self._findings)

    @Slot()
    def _dismiss(self) -> None:
        self._dismissed = self._about()
        self.hide()
