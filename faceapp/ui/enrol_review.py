"""What an enrolment's templates are worth, before they are stored: agreement, the nearest people, warnings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.lookalikes import Likeness
from faceapp.services.enrolment_desk import EnrolmentDraft, EnrolmentReview
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.ui import icons, style
from faceapp.ui.people_words import pose_of_source, source_words, templates_words


class EnrolReview(QScrollArea):
    """Shows one review.

    Signals:
        belongs_to: The `Person` whom the templates belong to instead, as the user says.
    """

    belongs_to = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: EnrolmentReview | None = None
        self._draft: EnrolmentDraft | None = None
        self._known = False
        # Not at once: Qt goes through all widgets when the theme changes, and must not lose some on its way.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fill)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def words(self) -> str:
        """All that it says."""
        return " | ".join(label.text() for label in self.findChildren(QLabel))

    def show_review(self, review: EnrolmentReview, draft: EnrolmentDraft, *, known: bool) -> None:
        """Show a review.

        Args:
            review: What the templates are worth.
            draft: The templates, and what could not be used.
            known: Whether they are added to somebody who is enrolled already.
        """
        self._review, self._draft, self._known = review, draft, known
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and self._review is not None:
            self._later.start()
        super().changeEvent(event)

    def _fill(self) -> None:
        review, draft = self._review, self._draft
        assert review is not None and draft is not None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        for warning in review.warnings:
            column.addWidget(self._warning(warning))
        self.setAccessibleName(templates_words(len(review.sources)))
        column.addWidget(_heading(templates_words(len(review.sources))))
        if review.agreement:
            column.addWidget(_muted(self._agreement_words(review)))
            column.addWidget(_AgreementChart(review))
        else:
            column.addWidget(_muted(self.tr("One picture shows one look only. More make the door surer.")))
        column.addWidget(_heading(self.tr("Most alike of those enrolled")))
        for line in self._nearest_lines(review):
            column.addWidget(_muted(line))
        if draft.rejected:
            column.addWidget(_heading(self.tr("Not used")))
        for rejection in draft.rejected:
            column.addWidget(
                _muted(self.tr("{source}: {why}").format(source=source_words(rejection.source), why=rejection.sentence))
            )
        column.addStretch(1)
        self.setWidget(inside)

    def _agreement_words(self, review: EnrolmentReview) -> str:
        least = min(review.agreement)
        if review.threshold is None:
            return self.tr("How alike each is to the others:")
        if least >= review.threshold:
            return self.tr("They agree: each is more alike to the others than the door asks for.")
        if least >= 0.5 * review.threshold:
            return self.tr("They differ from each other, as pictures of one person from all sides do.")
        return self.tr("One of them hardly resembles the others: is it the same person?")

    def _nearest_lines(self, review: EnrolmentReview) -> list[str]:
        if not review.nearest:
            return [self.tr("Nobody else is enrolled yet.")]
        lines = [
            self.tr("{name}: {score}").format(name=near.name, score=_number(near.score)) for near in review.nearest[:3]
        ]
        if review.threshold is not None:
            lines.append(self.tr("The door accepts from {threshold} on.").format(threshold=_number(review.threshold)))
        return lines

    def _warning(self, warning: LookalikeWarning) -> QFrame:
        frame = QFrame()
        frame.setObjectName("row")
        sign = QLabel()
        sign.setPixmap(icons.pixmap("warning", style.theme().warning, 26))
        above = warning.score >= warning.threshold
        if warning.likeness is Likeness.SAME:
            told = self.tr("This may be {name}, who is enrolled already (score {score}).")
        elif above:
            told = self.tr(
                "This looks like {name}, who is enrolled already (score {score}). If it is somebody else, the door "
                "could take one for the other: take more pictures of both, or ask both for a PIN."
            )
        else:
            told = self.tr(
                "This is nearly as alike to {name} as the door asks for (score {score}): it could take one for the "
                "other now and then. More pictures of both help."
            )
        words = QLabel(told.format(name=warning.person.name, score=_number(warning.score)))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(words, 1)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addLayout(head)
        if above and not self._known:
            same = QPushButton(self.tr("Add to that person instead"))
            same.clicked.connect(lambda: self.belongs_to.emit(warning.person))
            layout.addWidget(same)
        return frame


class _AgreementChart(QWidget):
    """A bar for each template, with the door's threshold as a line."""

    _ROW_PX = 26

    def __init__(self, review: EnrolmentReview) -> None:
        super().__init__()
        self._review = review
        self.setFixedHeight(self._ROW_PX * len(review.sources))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        lines = zip(review.sources, review.agreement, strict=True)
        self.setAccessibleName("; ".join(f"{source_words(source)}: {_number(score)}" for source, score in lines))

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(280, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        theme, review = style.theme(), self._review
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        label, number = 0.42 * self.width(), metrics.horizontalAdvance("0.00") + 8
        room = self.width() - label - number - 8
        for row, (source, score) in enumerate(zip(review.sources, review.agreement, strict=True)):
            line = QRectF(0, row * self._ROW_PX, self.width(), self._ROW_PX)
            painter.setPen(QColor(theme.muted))
            words = metrics.elidedText(pose_of_source(source) or source, Qt.TextElideMode.ElideMiddle, label - 8)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _number(score))
            track = QRectF(label, line.center().y() - 5, room, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(track, 5, 5)
            track.setWidth(max(10.0, room * min(1.0, max(0.0, score))))
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(track, 5, 5)
        if review.threshold is not None and 0 < review.threshold < 1:
            x = label + room * review.threshold
            painter.setPen(QPen(QColor(theme.text), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(round(x), 2, round(x), self.height() - 2)
        painter.end()


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("section")
    label.setWordWrap(True)
    return label


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _number(score: float) -> str:
    return QLocale().toString(score, "f", 2)
