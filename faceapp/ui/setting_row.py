"""One setting on the screen: what it is, its value, its range, and what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.messages import Message
from faceapp.services.settings_form import Kind, SettingField, Value, range_words
from faceapp.ui.choice_box import ChoiceBox
from faceapp.ui.words import described, translated

_NARROW_PX = 640


class SettingRow(QFrame):
    """Edits one setting.

    Args:
        field: The setting.
        parent: Qt's parent.

    Signals:
        edited: Something else is typed or chosen.
    """

    edited = Signal()

    def __init__(self, field: SettingField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.field = field
        self._saved: Value = field.default
        self._title, self._about, self._unit, self._fault, self._effect = (QLabel() for _ in range(5))
        for label in (self._fault, self._effect):
            label.setTextFormat(Qt.TextFormat.PlainText)  # what was typed is no markup
        self._default = QPushButton()
        self._editor = _editor_for(field.kind)
        self._build()
        self._retranslate()
        self.set_value(field.default)
        if isinstance(self._editor, QCheckBox):
            self._editor.toggled.connect(self._on_edited)
        elif isinstance(self._editor, ChoiceBox):
            self._editor.currentIndexChanged.connect(self._on_edited)
        else:
            self._editor.textChanged.connect(self._on_edited)
        self._default.clicked.connect(self._take_default)

    @property
    def value(self) -> Value:
        """What is typed or chosen; a text that is no number stays a text."""
        if isinstance(self._editor, QCheckBox):
            return self._editor.isChecked()
        if isinstance(self._editor, ChoiceBox):
            return self._editor.value
        text = self._editor.text().strip()
        if self.field.kind is Kind.TEXT:
            return text
        number, is_number = QLocale().toDouble(text)
        if not is_number:
            number, is_number = QLocale.c().toDouble(text)
        if not is_number:
            return text
        whole = self.field.kind is Kind.WHOLE
        return int(number) if whole and number.is_integer() else number

    @property
    def changed(self) -> bool:
        """Whether it differs from what the file says."""
        return self.value != self._saved

    def set_value(self, value: Value) -> None:
        """Show what the file says; nothing was edited by that."""
        blocked = self.blockSignals(True)
        self._show(value)
        # As the field gives it back: a number is shown with a few of its digits, a text without blanks around it.
        self._saved = self.value
        self._update()
        self.blockSignals(blocked)

    def put(self, value: Value) -> None:
        """Type or choose a value, as the user would."""
        self._show(value)

    def show_fault(self, fault: Message | None) -> None:
        """Tell what is wrong with the value; None: nothing."""
        words = "" if fault is None else translated(fault)
        if words == self._fault.text() and self._fault.isHidden() == (fault is None):
            return
        self._fault.setText(words)
        self._fault.setVisible(fault is not None)
        self._editor.setAccessibleDescription(self._fault.text() or self._about.text())
        self._update()

    def matches(self, words: str) -> bool:
        """Whether it is what somebody looks for."""
        told = f"{self._title.text()} {self._about.text()} {self.field.section}.{self.field.name}".casefold()
        return all(word in told for word in words.casefold().split())

    def fit(self, width: int) -> None:
        """Put words and value beside each other, or below each other where it is narrow."""
        narrow = width < _NARROW_PX
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)

    @property
    def editor(self) -> QWidget:
        """Where the value is typed or chosen."""
        return self._editor

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _build(self) -> None:
        self._title.setObjectName("strong")
        for label in (self._about, self._unit, self._effect):
            label.setObjectName("muted")
        self._fault.setObjectName("refused")
        self._fault.hide()
        self._default.setObjectName("small")
        for label in (self._title, self._about, self._fault, self._effect):
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._title, self._about, self._effect):
            words.addWidget(label)
        words.addStretch(1)
        value = QHBoxLayout()
        value.setSpacing(10)
        value.addWidget(self._editor, 1)
        value.addWidget(self._unit)
        value.addWidget(self._default)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(value)
        right.addWidget(self._fault)
        right.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(16, 12, 12, 12)
        self._layout.setSpacing(12)
        self._layout.addLayout(words, 5)
        self._layout.addLayout(right, 6)

    def _retranslate(self) -> None:
        field = self.field
        self._title.setText(described(field.title))
        bounds = range_words(field)
        about = self.tr("{description}.").format(description=described(field.description))
        parts = [about, "" if bounds is None else translated(bounds)]
        self._about.setText(" ".join(part for part in parts if part))
        self._unit.setText(translated(field.unit))
        self._unit.setVisible(bool(field.unit))
        if isinstance(self._editor, QCheckBox):
            self._editor.setText(self.tr("On"))
        elif isinstance(self._editor, ChoiceBox):
            self._editor.offer([(_choice_words(choice), choice) for choice in field.choices])
        self._effect.setText(
            {
                "program": self.tr("Holds after a start of the program."),
                "camera": self.tr("Holds after a start of the camera."),
            }.get(field.takes_effect, self.tr("Holds at once."))
        )
        self._default.setText(self.tr("Default"))
        self._default.setToolTip(self.tr("Default: {value}").format(value=self._value_words(field.default)))
        self._default.setAccessibleName(
            self.tr("{title}: back to the default, {value}").format(
                title=self._title.text(), value=self._value_words(field.default)
            )
        )
        self._editor.setAccessibleName(f"{self._title.text()} {self._unit.text()}".strip())
        self._editor.setAccessibleDescription(self._about.text())

    def _value_words(self, value: Value) -> str:
        if isinstance(value, bool):
            return self.tr("on") if value else self.tr("off")
        if isinstance(value, int | float):
            return number_words(value)
        return _choice_words(value) if self.field.kind is Kind.CHOICE else value or self.tr("empty")

    def _show(self, value: Value) -> None:
        if isinstance(self._editor, QCheckBox):
            self._editor.setChecked(bool(value))
        elif isinstance(self._editor, ChoiceBox):
            self._editor.choose(str(value))
        else:
            text = number_words(value) if isinstance(value, int | float) else value
            if text != self._editor.text():
                self._editor.setText(text)
        self._update()

    @Slot()
    def _on_edited(self) -> None:
        self._update()
        self.edited.emit()

    @Slot()
    def _take_default(self) -> None:
        self._show(self.field.default)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _update(self) -> None:
        self._default.setEnabled(self.value != self.field.default)
        for name, holds in (("changed", self.changed), ("wrong", not self._fault.isHidden())):
            if self.property(name) != holds:
                self.setProperty(name, holds)
                self.style().unpolish(self)
                self.style().polish(self)


def _editor_for(kind: Kind) -> QCheckBox | ChoiceBox[str] | QLineEdit:
    if kind is Kind.SWITCH:
        return QCheckBox()
    return ChoiceBox[str]() if kind is Kind.CHOICE else QLineEdit()


def number_words(value: float) -> str:
    """A number to be typed: without grouping, with the sign that this language puts before decimals."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if isinstance(value, int):
        return locale.toString(value)
    return locale.toString(value, "g", 6)


def _choice_words(choice: str) -> str:
    """A choice in words; one that is a name stays as it is."""
    match choice:
        case "auto":
            return QCoreApplication.translate("Choices", "Automatic")
        case "none":
            return QCoreApplication.translate("Choices", "None")
        case "simulated":
            return QCoreApplication.translate("Choices", "Simulated")
        case "dark":
            return QCoreApplication.translate("Choices", "Dark")
        case "light":
            return QCoreApplication.translate("Choices", "Light")
        case "cpu":
            return QCoreApplication.translate("Choices", "Processor (cpu)")
        case "cuda":
            return QCoreApplication.translate("Choices", "NVIDIA graphics card (cuda)")
        case "mps":
            return QCoreApplication.translate("Choices", "Apple graphics (mps)")
        case "en":
            return "English"
        case "zh_CN":
            return "简体中文"
    return choice
