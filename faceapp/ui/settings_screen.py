"""The settings: found, explained, checked as they are typed, and written into the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceapp.config import Settings, TakesEffect
from faceapp.domain.errors import FaceappError
from faceapp.domain.messages import Message
from faceapp.services.settings_editor import SettingsEditor
from faceapp.services.settings_form import (
    Key,
    SettingField,
    SettingSection,
    Value,
    faults,
    setting_sections,
    value_of,
    with_changes,
)
from faceapp.ui import icons, style
from faceapp.ui.camera_panel import CameraPanel, Cameras
from faceapp.ui.choice_box import ChoiceBox
from faceapp.ui.page_margins import WIDTH_AT_MOST_PX
from faceapp.ui.setting_row import SettingRow
from faceapp.ui.words import described, translated
from faceapp.ui.work_queue import WorkQueue

_SOURCE, _WIDTH, _HEIGHT = ("camera", "source"), ("camera", "width_px"), ("camera", "height_px")


class SettingsScreen(QWidget):
    """Edits the settings file.

    Args:
        editor: Reads and writes it.
        cameras: What the camera's panel needs of the program.
        take_camera: See `CameraPanel`.
        give_camera: See `CameraPanel`.
        mirrored: Show the camera's picture as a mirror does.
        parent: Qt's parent.

    Signals:
        failed: A `FaceappError` to be shown.
        camera_start_wanted: The camera should be started again, so that what was saved holds.
        saved: Changes were saved.
    """

    failed = Signal(object)
    camera_start_wanted = Signal()
    saved = Signal()

    def __init__(
        self,
        editor: SettingsEditor,
        cameras: Cameras,
        *,
        take_camera: Callable[[], Callable[[], None]],
        give_camera: Callable[[], None],
        mirrored: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._editor = editor
        self._settings: Settings | None = None
        self._effects: set[TakesEffect] = set()
        self._queue = WorkQueue(self)
        self.camera = CameraPanel(
            cameras, self._queue, take_camera=take_camera, give_camera=give_camera, mirrored=mirrored
        )
        self.rows: dict[Key, SettingRow] = {}
        self._to_build: list[tuple[SettingSection, SettingField]] = []
        self._next_row = QTimer(self, interval=0)
        self._headings: dict[str, tuple[QLabel, QLabel]] = {}
        self._title, self._state, self._nothing, self._broken = QLabel(), QLabel(), QLabel(), QLabel()
        self._search = QLineEdit()
        self._jump: ChoiceBox[str] = ChoiceBox()
        self._save, self._discard, self._start, self._again = (QPushButton() for _ in range(4))
        self._area = QScrollArea()
        self._build()
        self._retranslate()
        self._connect()

    def stop(self) -> None:
        """End what runs in the background; what was not saved is lost."""
        self.camera.end()
        self._queue.stop()

    @property
    def idle(self) -> bool:
        """Whether every field is there, and nothing is being read or written."""
        return not self._queue.busy and not self._next_row.isActive()

    @property
    def changes(self) -> dict[Key, Value]:
        """What is typed or chosen and not saved."""
        return {key: row.value for key, row in self.rows.items() if row.changed}

    @Slot()
    def read(self) -> None:
        """Read the file anew, unless something was typed and not saved."""
        if not self.changes:
            self._queue.run("read", self._editor.read, self._take_settings, self._on_broken)

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew, and look for cameras."""
        super().showEvent(event)
        if not self.rows and not self._to_build:
            # The fields are made once they are wanted: most who start the program never look here.
            self._to_build = [(section, field) for section in setting_sections() for field in section.fields]
            self._next_row.start()
        self.read()
        self.camera.look_for_cameras()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put words and values below each other where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _row_width(self) -> int:
        return min(self.width(), WIDTH_AT_MOST_PX) - 48

    def _fit(self) -> None:
        for row in self.rows.values():
            row.fit(self._row_width)
        self.camera.fit(self._row_width)
        self._jump.setVisible(self.width() >= 560)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    # Building

    def _build(self) -> None:
        self._title.setObjectName("title")
        self._nothing.setObjectName("muted")
        self._nothing.hide()
        for label in (self._state, self._broken, self._nothing):
            label.setWordWrap(True)
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(140)
        self._search_action = QAction(self._search)
        self._search.addAction(self._search_action, QLineEdit.ActionPosition.LeadingPosition)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._search, 2)
        head.addWidget(self._jump, 2)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.camera)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        for wants_rows in (self._jump, self.camera):
            wants_rows.setEnabled(False)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH_AT_MOST_PX)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(24, 18, 18, 10)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._build_broken())
        layout.addWidget(self._area, 1)
        layout.addWidget(self._build_bar())
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(middle)

    @Slot()
    def _build_next(self) -> None:
        """Make one field. They are too many to be made at one go without the window standing still."""
        section, field = self._to_build.pop(0)
        if section.name not in self._headings:
            self._build_heading(section)
        row = self.rows[field.key] = SettingRow(field)
        if self._settings is not None:
            row.set_value(value_of(self._settings, field.key))
        row.setEnabled(self._broken_panel.isHidden())
        row.fit(self._row_width)
        row.edited.connect(self._on_edited)
        self._append(row)
        row.setVisible(row.matches(self._search.text()))
        if not self._to_build:
            self._next_row.stop()
            self._on_built()

    def _build_heading(self, section: SettingSection) -> None:
        heading, about = self._headings[section.name] = QLabel(), QLabel()
        heading.setObjectName("section")
        heading.setContentsMargins(0, 8, 0, 0)  # goes with it when it is hidden
        about.setObjectName("muted")
        about.setWordWrap(True)
        self._name_section(section)
        for label in (heading, about):
            self._append(label)
            label.show()  # at once: a layout shows what is new only later
        if section.name == "camera":
            self._column.removeWidget(self.camera)
            self._append(self.camera)

    def _append(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 2, widget)  # before "nothing found" and the stretch

    def _on_built(self) -> None:
        self._jump.setEnabled(True)
        self.camera.setEnabled(True)
        if self._search.text():
            self._filter()
        self._show_camera()
        self._tell()

    def _build_broken(self) -> QFrame:
        self._broken_panel = QFrame()
        self._broken_panel.setObjectName("notice")
        self._again.setObjectName("small")
        layout = QHBoxLayout(self._broken_panel)
        layout.setContentsMargins(16, 10, 10, 10)
        layout.addWidget(self._broken, 1)
        layout.addWidget(self._again)
        self._broken_panel.hide()
        return self._broken_panel

    def _build_bar(self) -> QFrame:
        self._bar = QFrame()
        self._bar.setObjectName("panel")
        self._bar.setMinimumHeight(62)
        for button in (self._discard, self._start):
            button.setObjectName("small")
        self._save.setObjectName("primary")
        layout = QHBoxLayout(self._bar)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._state, 1)
        for button in (self._start, self._discard, self._save):
            layout.addWidget(button)
        return self._bar

    def _connect(self) -> None:
        self._next_row.timeout.connect(self._build_next)
        self._queue.failed.connect(self.failed)
        self._search.textChanged.connect(self._filter)
        self._jump.activated.connect(self._on_jump)
        self._save.clicked.connect(self._on_save)
        self._discard.clicked.connect(self._on_discard)
        self._start.clicked.connect(self._on_start)
        self._again.clicked.connect(self.read)
        self.camera.source_chosen.connect(self._choose_source)
        self.camera.size_chosen.connect(self._choose_size)
        self.camera.try_wanted.connect(self._try)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        self._search.setPlaceholderText(self.tr("Find a setting"))
        self._search.setAccessibleName(self.tr("Find a setting"))
        self._search_action.setIcon(icons.icon("search"))
        self._jump.setAccessibleName(self.tr("Go to"))
        self._jump.offer([(described(section.title), section.name) for section in setting_sections()])
        for section in setting_sections():
            if section.name in self._headings:
                self._name_section(section)
        self._nothing.setText(self.tr("No setting is called like that."))
        self._save.setText(self.tr("Save"))
        self._discard.setText(self.tr("Discard"))
        self._start.setText(self.tr("Start the camera again"))
        self._start.setIcon(icons.icon("replay", style.theme().text))
        self._start.setIconSize(QSize(18, 18))
        self._again.setText(self.tr("Read it again"))
        self._tell()

    def _name_section(self, section: SettingSection) -> None:
        heading, about = self._headings[section.name]
        heading.setText(described(section.title))
        about.setText(described(section.description))

    # The file

    def _take_settings(self, settings: Settings) -> None:
        self._settings = settings
        for key, row in self.rows.items():
            row.set_value(value_of(settings, key))
            row.show_fault(None)
            row.setEnabled(True)
        self._broken_panel.hide()
        self._show_camera()
        self._tell()

    def _on_broken(self, error: FaceappError) -> None:
        self._settings = None
        for row in self.rows.values():
            row.setEnabled(False)
        told = self.tr("{fault} Nothing is written into it until it is mended; the program goes on as it was started.")
        self._broken.setText(told.format(fault=translated(error.message)))
        self._broken_panel.show()
        self._tell()

    @Slot()
    def _on_save(self) -> None:
        changes = self.changes
        if self._settings is None or not changes or self._faults(changes):
            return
        self._save.setEnabled(False)
        self._queue.run("save", lambda: self._editor.save(changes), self._on_saved, self._on_not_saved)

    def _on_saved(self, effects: frozenset[TakesEffect]) -> None:
        self._effects |= effects
        self.saved.emit()
        for row in self.rows.values():
            row.set_value(row.value)
        self._queue.run("read", self._editor.read, self._take_settings, self._on_broken)

    def _on_not_saved(self, error: FaceappError) -> None:
        self._tell()
        self.failed.emit(error)

    @Slot()
    def _on_discard(self) -> None:
        if self._settings is not None:
            self._take_settings(self._settings)

    @Slot()
    def _on_start(self) -> None:
        self._effects.discard("camera")
        self.camera.end()
        self.camera_start_wanted.emit()
        self._tell()

    # Editing

    @Slot()
    def _on_edited(self) -> None:
        if self._settings is None:
            return
        found = self._faults(self.changes)
        for key, row in self.rows.items():
            row.show_fault(found.get(key))
        self._show_camera()
        self._tell()

    def _faults(self, changes: dict[Key, Value]) -> dict[Key, Message]:
        return {} if self._settings is None else faults(self._settings, changes)

    def _tell(self) -> None:
        changes = self.changes if self._settings is not None else {}
        wrong = len(self._faults(changes))
        waiting = self._editor.waiting(self._settings) if self._settings is not None and not changes else ()
        if self._settings is None:
            words = ""
        elif wrong:
            words = self.tr("%Ln value(s) cannot be used yet.", None, wrong)
        elif changes:
            words = self.tr("%Ln change(s) are not saved.", None, len(changes))
        else:
            words = self._saved_words(waiting)
        self._state.setText(words)
        self._save.setVisible(bool(changes))
        self._save.setEnabled(bool(changes) and not wrong)
        self._discard.setVisible(bool(changes))
        self._start.setVisible(self._settings is not None and not changes and "camera" in self._effects)
        self._bar.setVisible(self._settings is not None)

    def _saved_words(self, waiting: tuple[SettingField, ...]) -> str:
        lines = []
        if "camera" in self._effects:
            lines.append(self.tr("Saved. Some of it holds after a start of the camera."))
        if waiting:
            told = self.tr("After a start of the program: {settings}.")
            lines.append(told.format(settings=", ".join(described(field.title) for field in waiting)))
        return "\n".join(lines) or self.tr("All is saved in {file}.").format(file=self._editor.path)

    @Slot()
    def _filter(self) -> None:
        words = self._search.text()
        shown = 0
        for section in setting_sections():
            rows = [self.rows[field.key] for field in section.fields if field.key in self.rows]
            found = [row.matches(words) for row in rows]
            for row, fits in zip(rows, found, strict=True):
                row.setVisible(fits)
            for label in self._headings.get(section.name, ()):
                label.setVisible(any(found))
            if section.name == "camera":
                self.camera.setVisible(all(found))
            shown += sum(found)
        self._nothing.setVisible(not shown)
        self._area.verticalScrollBar().setValue(0)

    @Slot()
    def _on_jump(self) -> None:
        self._search.clear()
        heading, _ = self._headings[self._jump.value]
        inside = self._area.widget()
        if inside is not None and (layout := inside.layout()) is not None:
            layout.activate()
            self._area.verticalScrollBar().setValue(heading.mapTo(inside, heading.rect().topLeft()).y())

    # The camera

    def _show_camera(self) -> None:
        if self._to_build:
            return
        width, height = self.rows[_WIDTH].value, self.rows[_HEIGHT].value
        if isinstance(width, int) and isinstance(height, int):
            self.camera.show_values(str(self.rows[_SOURCE].value), (width, height))

    @Slot(str)
    def _choose_source(self, source: str) -> None:
        self.rows[_SOURCE].put(source)

    @Slot(int, int)
    def _choose_size(self, width: int, height: int) -> None:
        self.rows[_WIDTH].put(width)
        self.rows[_HEIGHT].put(height)

    @Slot()
    def _try(self) -> None:
        changes = {key: value for key, value in self.changes.items() if key[0] == "camera"}
        if self._settings is not None and not self._faults(changes):
            self.camera.try_settings(with_changes(self._settings, changes))
