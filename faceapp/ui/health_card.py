"""One finding on the screen: a sign, the state in words, what was found, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from faceapp.domain.health import Finding, HealthState, Subject
from faceapp.ui import marks, style
from faceapp.ui.words import translated


def state_words(state: HealthState) -> str:
    """A state in words."""
    match state:
        case HealthState.FINE:
            return QCoreApplication.translate("Health", "Fine")
        case HealthState.LOOK_AFTER:
            return QCoreApplication.translate("Health", "Look after it")
        case HealthState.BROKEN:
            return QCoreApplication.translate("Health", "Broken")


def subject_words(subject: Subject) -> str:
    """What a part is called."""
    match subject:
        case Subject.CAMERA:
            return QCoreApplication.translate("Health", "Camera")
        case Subject.SPEED:
            return QCoreApplication.translate("Health", "Recognition")
        case Subject.ENCODER:
            return QCoreApplication.translate("Health", "Encoder")
        case Subject.DEVICE:
            return QCoreApplication.translate("Health", "Device")
        case Subject.GALLERY:
            return QCoreApplication.translate("Health", "Gallery")
        case Subject.THRESHOLD:
            return QCoreApplication.translate("Health", "Threshold")
        case Subject.SCORES:
            return QCoreApplication.translate("Health", "Scores")
        case Subject.DATABASE:
            return QCoreApplication.translate("Health", "Database")
        case Subject.DISK:
            return QCoreApplication.translate("Health", "Disk")
        case Subject.BACKUP:
            return QCoreApplication.translate("Health", "Backup")
        case Subject.PROGRAM:
            return QCoreApplication.translate("Health", "Program")


class StateSign(QWidget):
    """A disc with a tick, a triangle with a bar and a dot, or an octagon with a cross.

    Args:
        side_px: Width and height.
        parent: Qt's parent.
    """

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = HealthState.FINE
        self.setFixedSize(side_px, side_px)

    def show_state(self, state: HealthState) -> None:
        """Show this state."""
        self._state = state
        self.setAccessibleName(state_words(state))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        theme = style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        half = self.width() / 2
        centre = QPointF(half, half)
        match self._state:
            case HealthState.FINE:
                painter.setBrush(QColor(theme.granted_fill))
                painter.drawEllipse(centre, half - 1, half - 1)
                marks.draw_tick(painter, centre, half, QColor("#ffffff"))
            case HealthState.BROKEN:
                painter.setBrush(QColor(theme.denied_fill))
                painter.drawPolygon(marks.octagon(centre, half))
                marks.draw_cross(painter, centre, half, QColor("#ffffff"))
            case HealthState.LOOK_AFTER:
                painter.setBrush(QColor(theme.warning))
                top, low = 0.06 * self.height(), 0.94 * self.height()
                painter.drawPolygon(QPolygonF([QPointF(half, top), QPointF(2 * half, low), QPointF(0, low)]))
                painter.setBrush(QColor(theme.ground))
                painter.drawRoundedRect(
                    round(half - half / 9), round(0.36 * self.height()), round(half / 4.5), round(half * 0.62), 1, 1
                )
                painter.drawEllipse(QPointF(half, 0.82 * self.height()), half / 8, half / 8)
        painter.end()


class HealthCard(QFrame):
    """Shows a finding.

    Args:
        finding: What was found.
        parent: Qt's parent.
    """

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._finding = finding
        self._sign = StateSign(30)
        self._title, self._state, self._sentence, self._advice, self._details = (QLabel() for _ in range(5))
        self._title.setObjectName("section")
        self._details.setObjectName("muted")
        self._state.setObjectName("muted")
        self._advice.setObjectName("strong")
        for label in (self._sentence, self._advice, self._details):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # a file's or a camera's name is no markup
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._sign)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(6)
        layout.addLayout(head)
        for label in (self._sentence, self._advice, self._details):
            layout.addWidget(label)
        layout.addStretch(1)
        self.show_finding(finding)

    @property
    def finding(self) -> Finding:
        """What is shown."""
        return self._finding

    def show_finding(self, finding: Finding) -> None:
        """Show another finding of the same part."""
        self._finding = finding
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        finding = self._finding
        self._sign.show_state(finding.state)
        self._title.setText(subject_words(finding.subject))
        self._state.setText(state_words(finding.state))
        self._sentence.setText(translated(finding.sentence))
        self._advice.setText(translated(finding.advice))
        self._advice.setVisible(bool(finding.advice))
        # Long hashes and paths may be broken anywhere.
        lines = [translated(line).replace("/", "/\u200b") for line in finding.details]
        self._details.setText("\n".join(_breakable(line) for line in lines))
        self._details.setVisible(bool(lines))
        self.setAccessibleName(f"{self._title.text()}: {self._state.text()}")
        self.setAccessibleDescription(f"{self._sentence.text()} {self._advice.text()}".strip())


def _breakable(line: str) -> str:
    return " ".join(
        word if len(word) < 40 else "\u200b".join(word[at : at + 16] for at in range(0, len(word), 16))
        for word in line.split(" ")
    )
