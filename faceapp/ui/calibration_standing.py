"""Which threshold the door goes by, what was claimed of it, and whether it still fits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.domain import claims, claims_in_force
from faceapp.domain.operating_points import Outgrown
from faceapp.services.threshold_in_force import Standing
from faceapp.ui import icons, style
from faceapp.ui.event_words import moment_words
from faceapp.ui.words import translated


class StandingPanel(QFrame):
    """Tells what is in force.

    Signals:
        renewal_wanted: The `Outgrown` that a new threshold is to be found for.
    """

    renewal_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._standing: Standing | None = None
        self._title, self._threshold, self._target = QLabel(), QLabel(), QLabel()
        self._title.setObjectName("section")
        self._threshold.setObjectName("title")
        self._claim, self._who, self._note = QLabel(), QLabel(), QLabel()
        self._who.setObjectName("muted")
        for label in (self._target, self._claim, self._who, self._note):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        self.notice = _Notice()
        self.notice.renew.clicked.connect(self._ask_for_renewal)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._threshold)
        head.addWidget(self._target, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(head)
        layout.addWidget(self._who)
        layout.addWidget(self._note)
        layout.addWidget(self._claim)
        layout.addWidget(self.notice)
        self._retranslate()

    def show_standing(self, standing: Standing) -> None:
        """Tell this."""
        self._standing = standing
        self._retranslate()

    @property
    def text(self) -> str:
        """All that it says."""
        labels = (self._threshold, self._target, self._who, self._note, self._claim, self.notice.words)
        return " ".join(label.text() for label in labels if not label.isHidden())

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("In force"))
        standing = self._standing
        for label in (self._threshold, self._target, self._who, self._note):
            label.hide()
        outgrown = None if standing is None else standing.outgrown
        self.notice.setVisible(outgrown is not None)
        if outgrown is not None:
            self.notice.words.setText(translated(claims.claim_outgrown(outgrown)))
            self.notice.renew.setText(self.tr("Find a new threshold"))
        if standing is None:
            self._claim.setText(self.tr("Looking…"))
            return
        in_force = standing.in_force
        if in_force is None:
            said = "" if standing.fault is None else translated(standing.fault.sentence)
            self._claim.setText(
                self.tr("No threshold is in force, so the door stays shut. {reason} Find one below.").format(
                    reason=said
                )
            )
            return
        self._threshold.setText(QLocale().toString(in_force.threshold, "f", 3))
        self._threshold.show()
        applied = in_force.applied
        if applied is None:
            assert in_force.card is not None  # one of the two is in force
            self._target.setText(self.tr("the encoder's own threshold"))
            self._claim.setText(translated(claims_in_force.claim_card(in_force.card)))
        else:
            target = claims_in_force.name_target(applied.target_fmr, applied.target_days, applied.attempts_per_day)
            self._target.setText(self.tr("for {target}").format(target=translated(target)))
            moment = moment_words(applied.created_at, seconds=False)
            self._who.setText(self.tr("Since {moment}, by {author}").format(moment=moment, author=applied.author))
            self._who.show()
            self._note.setText(self.tr("“{note}”").format(note=applied.note))
            self._note.setVisible(bool(applied.note))
            self._claim.setText(translated(claims_in_force.claim_applied(applied)))
        self._target.show()

    def _ask_for_renewal(self) -> None:
        outgrown: Outgrown | None = None if self._standing is None else self._standing.outgrown
        if outgrown is not None:
            self.renewal_wanted.emit(outgrown)


class _Notice(QFrame):
    """That the gallery has outgrown its threshold."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.renew = QPushButton()
        self.renew.setObjectName("small")
        self.renew.setIconSize(QSize(18, 18))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(icons.Sign("warning", "warning", 26), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(row)
        layout.addWidget(self.renew, 0, Qt.AlignmentFlag.AlignRight)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self.renew.setIcon(icons.icon("replay", style.theme().text))
