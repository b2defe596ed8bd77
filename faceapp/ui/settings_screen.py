"""The settings: found, explained, checked as they are typed, and written into the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from faceapp.config import Settings, TakesEffect
from faceapp.domain.errors import FaceappError
from faceapp.domain.messages import Message
from faceapp.services.settings_editor import SettingsEditor
from faceapp.services.settings_form import Key, SettingField, Value, faults, setting_sections, with_changes
from faceapp.ui import icons
from faceapp.ui.admin_lock import GuardsAdministration
from faceapp.ui.admin_pin_panel import AdminPinPanel
from faceapp.ui.camera_panel import CameraPanel, Cameras
from faceapp.ui.choice_box import ChoiceBox
from faceapp.ui.page_margins import WIDTH_AT_MOST_PX
from faceapp.ui.setting_row import SettingRow
from faceapp.ui.settings_bar import SettingsBar
from faceapp.ui.settings_list import PIN_SECTION, SettingsList
from faceapp.ui.unsaved_question import UnsavedQuestion
from faceapp.ui.words import described, translated
from faceapp.ui.work_queue import WorkQueue

_SOURCE, _WIDTH, _HEIGHT = ("camera", "source"), ("camera", "width_px"), ("camera", "height_px")
_JUMP_FROM_WIDTH_PX = 560
_LOW_PX = 560  # below, every line that is not a setting costs one that is


class SettingsScreen(QWidget):
    """Edits the settings file, and the administrator's PIN, which is in no file.

    Args:
        editor: Reads and writes the file.
        administration: Keeps the PIN.
        cameras: What the camera's panel needs of the program.
        take_camera: See `CameraPanel`.
        give_camera: See `CameraPanel`.
        mirrored: Show the camera's picture as a mirror does.
        parent: Qt's parent.

    Signals:
        failed: A `FaceappError` to be shown.
        camera_start_wanted: The camera should be started again, so that what was saved holds.
        saved: Changes were saved.
        pin_changed: The administrator's PIN was set, changed or removed.
    """

    failed = Signal(object)
    camera_start_wanted = Signal()
    saved = Signal()
    pin_changed = Signal()

    def __init__(
        self,
        editor: SettingsEditor,
        administration: GuardsAdministration,
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
        self._leaving: Callable[[], None] | None = None
        self._news = False
        self._queue = WorkQueue(self)
        self.camera = CameraPanel(
            cameras, self._queue, take_camera=take_camera, give_camera=give_camera, mirrored=mirrored
        )
        self.pin = AdminPinPanel(administration)
        self.list = SettingsList(self.camera, self.pin)
        self.bar = SettingsBar()
        self.question: UnsavedQuestion | None = None
        self._title, self._broken = QLabel(), QLabel()
        self._broken.setTextFormat(Qt.TextFormat.PlainText)  # what stands in the file is no markup
        self._search = QLineEdit()
        self._jump: ChoiceBox[str] = ChoiceBox()
        self._again = QPushButton()
        self._build()
        self._retranslate()
        self._connect()

    def stop(self) -> None:
        """End what runs in the background; what was not saved is lost."""
        self.camera.wait()
        self.pin.wait()
        self._queue.stop()

    @property
    def rows(self) -> dict[Key, SettingRow]:
        """The rows that are there by now."""
        return self.list.rows

    @property
    def idle(self) -> bool:
        """Whether every field is there, and nothing is being read or written."""
        return not self._queue.busy and not self.list.building and not self.pin.busy and not self.camera.busy

    @property
    def changes(self) -> dict[Key, Value]:
        """What is typed or chosen and not saved."""
        return self.list.changes if self._settings is not None else {}

    @Slot()
    def read(self) -> None:
        """Read the file anew, unless something was typed and not saved."""
        if not self.changes:
            self._queue.run("read", self._editor.read, self._take_settings, self._on_broken)

    # Leaving

    @property
    def unfinished(self) -> bool:
        """Whether anything would be lost if the program ended now."""
        return bool(self.changes)

    def leave_then(self, go_on: Callable[[], None]) -> None:
        """Go on at once, or ask first what becomes of that which is not saved.

        Args:
            go_on: Called once it was saved or discarded; not at all if the user stays.
        """
        changes = self.changes
        if not changes:
            go_on()
            return
        self.question = question = UnsavedQuestion(len(changes), len(self._faults(changes)), self)

        def save() -> None:
            self._leaving = go_on
            self._on_save()

        def discard() -> None:
            self._on_discard()
            go_on()

        question.save_chosen.connect(save)
        question.discard_chosen.connect(discard)
        question.stay_chosen.connect(self.list.edit_on)
        question.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew, and look for cameras."""
        super().showEvent(event)
        self.list.begin()
        self.read()
        self.camera.look_for_cameras()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._jump.setVisible(self.width() >= _JUMP_FROM_WIDTH_PX)
        low = self._low
        self._layout.setContentsMargins(24, 8 if low else 18, 18, 6 if low else 10)
        self._layout.setSpacing(6 if low else 10)
        self._show_bar()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    # Building

    def _build(self) -> None:
        self._title.setObjectName("title")
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(140)
        self._search_action = QAction(self._search)
        self._search.addAction(self._search_action, QLineEdit.ActionPosition.LeadingPosition)
        self.setFocusProxy(self._search)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._search, 2)
        head.addWidget(self._jump, 2)
        for wants_rows in (self._jump, self.camera):
            wants_rows.setEnabled(False)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH_AT_MOST_PX)
        self._layout = QVBoxLayout(middle)
        self._layout.addLayout(head)
        self._layout.addWidget(self._build_broken())
        self._layout.addWidget(self.list, 1)
        self._layout.addWidget(self.bar)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(middle)

    def _build_broken(self) -> QFrame:
        self._broken_panel = QFrame()
        self._broken_panel.setObjectName("notice")
        self._broken.setWordWrap(True)
        self._again.setObjectName("small")
        layout = QHBoxLayout(self._broken_panel)
        layout.setContentsMargins(16, 10, 10, 10)
        layout.addWidget(self._broken, 1)
        layout.addWidget(self._again)
        self._broken_panel.hide()
        return self._broken_panel

    def _connect(self) -> None:
        self._queue.failed.connect(self.failed)
        self._search.textChanged.connect(self.list.filter)
        self._jump.activated.connect(self._on_jump)
        self._again.clicked.connect(self.read)
        self.bar.save_wanted.connect(self._on_save)
        self.bar.discard_wanted.connect(self._on_discard_pressed)
        self.bar.start_wanted.connect(self._on_start)
        self.list.edited.connect(self._on_edited)
        self.list.built.connect(self._on_built)
        self.list.section_shown.connect(self._jump.choose)
        self.pin.changed.connect(self.pin_changed)
        self.pin.failed.connect(self.failed)
        self.camera.source_chosen.connect(self._choose_source)
        self.camera.size_chosen.connect(self._choose_size)
        self.camera.try_wanted.connect(self._try)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        self._search.setPlaceholderText(self.tr("Find a setting"))
        self._search.setAccessibleName(self.tr("Find a setting"))
        self._search_action.setIcon(icons.icon("search"))
        self._jump.setAccessibleName(self.tr("Go to"))
        sections = [(described(section.title), section.name) for section in setting_sections()]
        self._jump.offer([*sections, (self.tr("Administrator's PIN"), PIN_SECTION)])
        self._again.setText(self.tr("Read it again"))
        self._tell()

    @Slot()
    def _on_built(self) -> None:
        self._jump.setEnabled(True)
        self.camera.setEnabled(True)
        self._show_camera()
        self._tell()

    # The file

    def _take_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.list.show_settings(settings)
        self._broken_panel.hide()
        self._show_camera()
        self._tell()

    def _on_broken(self, error: FaceappError) -> None:
        self._settings = None
        self.list.show_settings(None)
        told = self.tr("{fault} Nothing is written into it until it is mended; the program goes on as it was started.")
        self._broken.setText(told.format(fault=translated(error.message)))
        self._broken_panel.show()
        self._tell()

    @Slot()
    def _on_save(self) -> None:
        changes = self.changes
        if self._settings is None or not changes or self._faults(changes):
            return
        self.bar.save.setEnabled(False)
        self._queue.run("save", lambda: self._editor.save(changes), self._on_saved, self._on_not_saved)

    def _on_saved(self, effects: frozenset[TakesEffect]) -> None:
        self._effects |= effects
        self.saved.emit()
        self.list.take_as_saved()
        self._queue.run("read", self._editor.read, self._take_settings, self._on_broken)
        go_on, self._leaving = self._leaving, None
        if go_on is None:
            self.list.edit_on()
        else:
            go_on()

    def _on_not_saved(self, error: FaceappError) -> None:
        self._leaving = None
        self._tell()
        self.list.edit_on()
        self.failed.emit(error)

    def _on_discard(self) -> None:
        if self._settings is not None:
            self._take_settings(self._settings)

    @Slot()
    def _on_discard_pressed(self) -> None:
        self._on_discard()
        self.list.edit_on()

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
        self.list.show_faults(self._faults(self.changes))
        self._show_camera()
        self._tell()

    def _faults(self, changes: dict[Key, Value]) -> dict[Key, Message]:
        return {} if self._settings is None else faults(self._settings, changes)

    def _tell(self) -> None:
        changes = self.changes
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
        start = self._settings is not None and not changes and "camera" in self._effects
        self.bar.show_state(words, changed=bool(changes), usable=not wrong, start=start)
        self._news = bool(changes) or bool(waiting) or "camera" in self._effects
        self._show_bar()

    @property
    def _low(self) -> bool:
        return self.height() < _LOW_PX

    def _show_bar(self) -> None:
        """Show the bar; on a low screen only if there is more to say than that all is well."""
        self.bar.setVisible(self._settings is not None and (self._news or not self._low))

    def _saved_words(self, waiting: tuple[SettingField, ...]) -> str:
        lines = []
        if "camera" in self._effects:
            lines.append(self.tr("Saved. Some of it holds after a start of the camera."))
        if waiting:
            told = self.tr("After a start of the program: {settings}.")
            lines.append(told.format(settings=", ".join(described(field.title) for field in waiting)))
        return "\n".join(lines) or self.tr("All is saved in {file}.").format(file=self._editor.path)

    @Slot()
    def _on_jump(self) -> None:
        self._search.clear()
        self.list.jump_to(self._jump.value)

    # The camera

    def _show_camera(self) -> None:
        if not self.list.complete:
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
