"""Every setting below its section's heading: made one after the other, found by words, and jumped to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from faceapp.config import Settings
from faceapp.domain.messages import Message
from faceapp.services.settings_form import Key, SettingField, SettingSection, Value, setting_sections, value_of
from faceapp.ui.admin_pin_panel import AdminPinPanel
from faceapp.ui.camera_panel import CameraPanel
from faceapp.ui.setting_row import SettingRow
from faceapp.ui.words import described

PIN_SECTION = "admin-pin"


class SettingsList(QScrollArea):
    """The rows, with the camera's panel before those of the camera and the PIN's panel after them all.

    Args:
        camera: Chooses and tries cameras.
        pin: The administrator's PIN.
        parent: Qt's parent.

    Signals:
        edited: Something else is typed or chosen.
        built: Every row is there.
        section_shown: The section that was scrolled to.
    """

    edited = Signal()
    built = Signal()
    section_shown = Signal(str)

    def __init__(self, camera: CameraPanel, pin: AdminPinPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera, self.pin = camera, pin
        self.rows: dict[Key, SettingRow] = {}
        self._settings: Settings | None = None
        self._words = ""
        self._to_build: list[tuple[SettingSection, SettingField]] = []
        self._next_row = QTimer(self, interval=0)
        self._next_row.timeout.connect(self._build_next)
        self._headings: dict[str, tuple[QLabel, QLabel]] = {}
        self._last_edited: SettingRow | None = None
        self._jumping = False
        self._nothing = QLabel()
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(10)
        for widget in (camera, pin, self._nothing):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        pin.hide()  # until its turn comes
        self._retranslate()

    # What there is

    @property
    def building(self) -> bool:
        """Whether rows are still being made."""
        return self._next_row.isActive()

    @property
    def complete(self) -> bool:
        """Whether every row is there."""
        return bool(self.rows) and not self._to_build

    @property
    def changes(self) -> dict[Key, Value]:
        """What is typed or chosen and not saved."""
        return {key: row.value for key, row in self.rows.items() if row.changed}

    # What is shown

    def begin(self) -> None:
        """Make the rows, unless they are there: most who start the program never look here."""
        if not self.rows and not self._to_build:
            self._to_build = [(section, field) for section in setting_sections() for field in section.fields]
            self._next_row.start()

    def show_settings(self, settings: Settings | None) -> None:
        """Show what the file says; None: it cannot be read, and nothing can be edited."""
        self._settings = settings
        for key, row in self.rows.items():
            row.setEnabled(settings is not None)
            if settings is not None:
                row.set_value(value_of(settings, key))
                row.show_fault(None)

    def take_as_saved(self) -> None:
        """What is typed was saved."""
        for row in self.rows.values():
            row.set_value(row.value)

    def show_faults(self, faults: Mapping[Key, Message]) -> None:
        """Tell what is wrong with values."""
        for key, row in self.rows.items():
            row.show_fault(faults.get(key))

    def filter(self, words: str) -> None:
        """Show what is called so; without words, everything."""
        self._words = words
        shown = 0
        for section in setting_sections():
            rows = [self.rows[field.key] for field in section.fields if field.key in self.rows]
            found = [row.matches(words) for row in rows]
            for row, fits in zip(rows, found, strict=True):
                row.setVisible(fits)
            self._show_heading(section.name, any(found))
            if section.name == "camera":
                self.camera.setVisible(all(found))
            shown += sum(found)
        if PIN_SECTION in self._headings:
            fits = self.pin.matches(words)
            self.pin.setVisible(fits)
            self._show_heading(PIN_SECTION, fits)
            shown += fits
        self._nothing.setVisible(not shown)
        self.verticalScrollBar().setValue(0)

    def jump_to(self, section: str) -> None:
        """Scroll to a section's heading."""
        inside = self.widget()
        if inside is not None and (layout := inside.layout()) is not None:
            layout.activate()
            self._jumping = True  # a section near the end does not come to the top, and was chosen all the same
            self.verticalScrollBar().setValue(self._headings[section][0].y())
            self._jumping = False

    def edit_on(self) -> None:
        """Put the keyboard where something was typed or chosen last."""
        row = self._last_edited
        if row is not None and row.isVisibleTo(self):
            self.ensureWidgetVisible(row)
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # What happens

    @Slot(int)
    def _on_scrolled(self, top_px: int) -> None:
        if self._jumping or not self.complete:
            return
        # Looked for at the top where the list begins, and at the bottom where it ends: so each has its turn.
        share = top_px / max(1, self.verticalScrollBar().maximum())
        looked_at_px = top_px + share * self.viewport().height()
        shown = [name for name, (heading, _) in self._headings.items() if heading.isVisibleTo(self)]
        if shown:
            above = [name for name in shown if self._headings[name][0].y() <= looked_at_px]
            self.section_shown.emit(above[-1] if above else shown[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put words and values below each other where it is narrow."""
        super().resizeEvent(event)
        for row in self.rows.values():
            row.fit(self._row_width)
        self.camera.fit(self._row_width)
        self.pin.fit(self._row_width)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    @property
    def _row_width(self) -> int:
        return self.viewport().width() - 6

    @Slot()
    def _build_next(self) -> None:
        """Make one field. They are too many to be made at one go without the window standing still."""
        section, field = self._to_build.pop(0)
        if section.name not in self._headings:
            self._add_heading(section.name)
            if section.name == "camera":
                self._append(self.camera)
        row = self.rows[field.key] = SettingRow(field)
        if self._settings is not None:
            row.set_value(value_of(self._settings, field.key))
        row.setEnabled(self._settings is not None)
        row.fit(self._row_width)
        row.edited.connect(partial(self._on_edited, row))
        self._append(row)
        row.setVisible(row.matches(self._words))
        if not self._to_build:
            self._next_row.stop()
            self._add_heading(PIN_SECTION)
            self._append(self.pin)
            self.pin.fit(self._row_width)
            self.pin.show()
            if self._words:
                self.filter(self._words)
            self.built.emit()

    def _add_heading(self, section: str) -> None:
        heading, about = self._headings[section] = QLabel(), QLabel()
        heading.setObjectName("section")
        heading.setContentsMargins(0, 8, 0, 0)  # goes with it when it is hidden
        about.setObjectName("muted")
        about.setWordWrap(True)
        self._name_headings()
        self._append(heading)
        self._append(about)
        self._show_heading(section, True)  # at once: a layout shows what is new only later

    def _show_heading(self, section: str, shown: bool) -> None:
        for label in self._headings.get(section, ()):
            label.setVisible(shown and bool(label.text()))

    def _append(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        self._column.insertWidget(self._column.count() - 2, widget)  # before "nothing found" and the stretch

    def _on_edited(self, row: SettingRow) -> None:
        self._last_edited = row
        self.edited.emit()

    def _retranslate(self) -> None:
        self._nothing.setText(self.tr("No setting is called like that."))
        self._name_headings()

    def _name_headings(self) -> None:
        for section in setting_sections():
            if section.name in self._headings:
                heading, about = self._headings[section.name]
                heading.setText(described(section.title))
                about.setText(described(section.description))
        if PIN_SECTION in self._headings:
            self._headings[PIN_SECTION][0].setText(self.tr("Administrator's PIN"))
