"""What an enrolment's templates are worth, before they are stored: agreement, the nearest people, warnings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from faceapp.domain.lookalikes import Likeness
from faceapp.services.enrolment_desk import EnrolmentDraft, EnrolmentReview
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.ui import icons
from faceapp.ui.people_words import pose_of_source, source_words, templates_words
from faceapp.ui.similarity_bars import Bar, SimilarityBars, said
from faceapp.ui.words import translated

# Of the threshold: pictures of one person from different sides can be less alike than the door asks for, but not this.
_HARDLY = 0.5


class EnrolReview(QScrollArea):
    """Shows one review.

    Signals:
        belongs_to: The `Person` whom the templates belong to instead, as the user says.
        glasses_wanted: Take some more pictures with the glasses on or off.
    """

    belongs_to = Signal(object)
    glasses_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: EnrolmentReview | None = None
        self._draft: EnrolmentDraft | None = None
        self._known = self._may_add_glasses = False
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
        inside = self.widget()
        parts = [] if inside is None else inside.findChildren(QWidget)
        return " | ".join(
            part.text() if isinstance(part, QLabel) else part.accessibleName()
            for part in parts
            if isinstance(part, QLabel | SimilarityBars)
        )

    def show_review(
        self, review: EnrolmentReview, draft: EnrolmentDraft, *, known: bool, may_add_glasses: bool = False
    ) -> None:
        """Show a review.

        Args:
            review: What the templates are worth.
            draft: The templates, and what could not be used.
            known: Whether they are added to somebody who is enrolled already.
            may_add_glasses: Whether pictures with the glasses the other way can be added.
        """
        self._review, self._draft, self._known = review, draft, known
        self._may_add_glasses = may_add_glasses
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
        if self._is_good(review):
            column.addWidget(
                self._remark(
                    "check", "granted", self.tr("Ready to be saved: one person, and nobody enrolled looks alike.")
                )
            )
        self.setAccessibleName(templates_words(len(review.sources)))
        column.addWidget(_heading(templates_words(len(review.sources))))
        if review.agreement:
            column.addWidget(_muted(self._agreement_words(review)))
            doubtful = self._doubtful(review)
            bars = [
                Bar(pose_of_source(source) or source, score, place in doubtful)
                for place, (source, score) in enumerate(zip(review.sources, review.agreement, strict=True))
            ]
            column.addWidget(SimilarityBars(bars, review.threshold))
        else:
            column.addWidget(_muted(self.tr("One picture shows one look only. More make the door surer.")))
        if self._may_add_glasses:
            glasses = QPushButton(self.tr("Add some with the glasses on or off"))
            glasses.setObjectName("small")
            glasses.clicked.connect(self.glasses_wanted)
            column.addWidget(glasses, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_heading(self.tr("Most alike of those enrolled")))
        if review.nearest:
            warned = {warning.person.person_id for warning in review.warnings}
            near = [Bar(near.name, near.score, near.person_id in warned) for near in review.nearest]
            column.addWidget(SimilarityBars(near, review.threshold))
        else:
            column.addWidget(_muted(self.tr("Nobody else is enrolled yet.")))
        if review.threshold is not None:
            column.addWidget(
                _muted(
                    self.tr("The dashed line: the door accepts from {threshold} on.").format(
                        threshold=said(review.threshold)
                    )
                )
            )
        if draft.rejected:
            column.addWidget(_heading(self.tr("Not used")))
        for rejection in draft.rejected:
            column.addWidget(
                _muted(
                    self.tr("{source}: {why}").format(
                        source=source_words(rejection.source), why=translated(rejection.sentence)
                    )
                )
            )
        column.addStretch(1)
        self.setWidget(inside)

    @staticmethod
    def _doubtful(review: EnrolmentReview) -> list[int]:
        """The places of those that hardly resemble the others."""
        if review.threshold is None:
            return []
        limit = _HARDLY * review.threshold
        return [place for place, score in enumerate(review.agreement) if score < limit]

    @classmethod
    def _is_good(cls, review: EnrolmentReview) -> bool:
        """Whether nothing speaks against saving, as far as this can be told."""
        known = review.threshold is not None and bool(review.agreement)
        return known and not review.warnings and not cls._doubtful(review)

    def _agreement_words(self, review: EnrolmentReview) -> str:
        if review.threshold is None:
            return self.tr("How alike each is to the others:")
        if doubtful := self._doubtful(review):
            if len(doubtful) == len(review.sources):
                return self.tr("They hardly resemble each other: are they all of the same person?")
            first = review.sources[doubtful[0]]
            return self.tr("“{picture}” hardly resembles the others: is it the same person?").format(
                picture=pose_of_source(first) or first
            )
        if min(review.agreement) >= review.threshold:
            return self.tr("They agree: each is more alike to the others than the door asks for.")
        return self.tr("They differ from each other, as pictures of one person from all sides do.")

    def _warning(self, warning: LookalikeWarning) -> QFrame:
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
        frame = self._remark("warning", "warning", told.format(name=warning.person.name, score=said(warning.score)))
        if above and not self._known:
            same = QPushButton(self.tr("Add to that person instead"))
            same.clicked.connect(lambda: self.belongs_to.emit(warning.person))
            layout = frame.layout()
            assert layout is not None
            layout.addWidget(same)
        return frame

    @staticmethod
    def _remark(sign: str, ink: str, told: str) -> QFrame:
        frame = QFrame()
        frame.setObjectName("row")
        words = QLabel(told)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(icons.Sign(sign, ink, 26), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(words, 1)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addLayout(head)
        return frame


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
