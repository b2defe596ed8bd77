"""The table of an import: a row for each folder and each stray file, with what happens or happened to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from faceapp.services.folder_import import ImportOutcome
from faceapp.services.folder_preview import FolderPreview, ImportPlan, ImportPreview, UnusedEntry
from faceapp.ui import icons, style
from faceapp.ui.words import plain_tip, translated

WHO, HOLDS, WHAT = range(3)
_COLUMNS = 3
_Index = QModelIndex | QPersistentModelIndex


class ImportModel(QAbstractTableModel):
    """What was found, and what became of it. Words are made for the rows that are looked at alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = ImportPreview(Path(), ())
        self._outcomes: dict[Path, ImportOutcome] = {}
        self._rows: dict[Path, int] = {}
        self._signs: dict[str, QIcon] = {}

    @property
    def preview(self) -> ImportPreview:
        """What was found."""
        return self._preview

    @property
    def outcomes(self) -> tuple[ImportOutcome, ...]:
        """What became of it so far, in the order of the work."""
        return tuple(self._outcomes.values())

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what was found."""
        self.beginResetModel()
        self._preview = preview
        self._outcomes.clear()
        self._rows = {entry.folder: row for row, entry in enumerate(preview.folders)}
        self.endResetModel()

    def add_outcome(self, outcome: ImportOutcome) -> int:
        """Show what became of a folder; returns its row."""
        self._outcomes[outcome.folder] = outcome
        row = self._rows[outcome.folder]
        self.dataChanged.emit(self.index(row, 0), self.index(row, _COLUMNS - 1))
        return row

    def retranslate(self) -> None:
        """Take the words of the language in use, and the signs of the theme."""
        self._signs.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, _COLUMNS - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many folders and stray files there are."""
        return 0 if parent.isValid() else len(self._preview.folders) + len(self._preview.beside)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """What a column holds."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Person"), self.tr("Holds"), self.tr("What happens"))[section]
        return None

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What a cell says."""
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == WHAT:
            return self._sign(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            details = self.details(row)
            words = self._words(row, index.column())
            return plain_tip(f"{words}\n{details}" if details and index.column() == WHAT else words)
        return None

    def details(self, row: int) -> str:
        """Line by line, which files of a row were not used, and why; empty where there is none."""
        if row >= len(self._preview.folders):
            return ""
        entry = self._preview.folders[row]
        outcome = self._outcomes.get(entry.folder)
        left_out = () if outcome is None else outcome.left_out
        lines = [(one.source, one.sentence) for one in left_out]
        lines += [(one.path.name, one.why.sentence) for one in entry.unused]
        return "\n".join(
            self.tr("{file}: {reason}").format(file=file, reason=translated(sentence)) for file, sentence in lines
        )

    def _words(self, row: int, column: int) -> str:
        if row >= len(self._preview.folders):
            return self._words_beside(self._preview.beside[row - len(self._preview.folders)], column)
        entry = self._preview.folders[row]
        if column == WHO:
            return entry.name
        return self._holds(entry) if column == HOLDS else self._what(entry)

    def _words_beside(self, entry: UnusedEntry, column: int) -> str:
        if column == WHO:
            return entry.path.name
        return self.tr("A file") if column == HOLDS else translated(entry.why.sentence)

    def _holds(self, entry: FolderPreview) -> str:
        parts = []
        if entry.pictures:
            parts.append(self.tr("%n picture(s)", None, len(entry.pictures)))
        if entry.clips:
            parts.append(self.tr("%n clip(s)", None, len(entry.clips)))
        if entry.unused:
            parts.append(self.tr("%n not used", None, len(entry.unused)))
        if not parts:
            return self.tr("Nothing") if entry.plan is ImportPlan.NOTHING else ""  # others were not looked into
        return QLocale().createSeparatedList(parts)

    def _what(self, entry: FolderPreview) -> str:
        outcome = self._outcomes.get(entry.folder)
        if outcome is None:
            return translated(entry.sentence)
        if outcome.report is None:
            return self.tr("Not enrolled: {reason}").format(reason=translated(outcome.reason))
        made = self.tr("Enrolled with %n template(s)", None, len(outcome.report.accepted))
        if not outcome.left_out:
            return made
        return self.tr("{made}; %n picture(s) left out", None, len(outcome.left_out)).format(made=made)

    def _sign(self, row: int) -> QIcon:
        """A tick for who is or will be there, a warning for what is left out: not by colour alone."""
        theme = style.theme()
        name, colour = "warning", theme.warning
        if row < len(self._preview.folders):
            entry = self._preview.folders[row]
            outcome = self._outcomes.get(entry.folder)
            if outcome is not None and outcome.report is not None:
                name, colour = "check", theme.granted
            elif outcome is None and entry.plan is ImportPlan.ENROL:
                name, colour = "person-add", theme.muted
            elif outcome is None and entry.plan is ImportPlan.ALREADY_THERE:
                name, colour = "check", theme.muted
        key = f"{name} {colour}"
        if key not in self._signs:
            self._signs[key] = icons.icon(name, colour)
        return self._signs[key]
