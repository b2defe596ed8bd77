"""The catalogues: every text of the window is in them, translated, and compiled."""

from __future__ import annotations

import ast
import errno
import importlib.util
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QFileDialog, QLabel, QMessageBox, QTreeView
from pytestqt.qtbot import QtBot

import faceapp.ui
from faceapp.domain.claims import claim_false_entries, claim_marked, claim_missed, claim_strangers
from faceapp.domain.door_rates import ApproachRate
from faceapp.domain.error_bounds import Rate
from faceapp.domain.errors import FaceappError, StorageError
from faceapp.domain.messages import Message
from faceapp.domain.simulated_approaches import Looks
from faceapp.domain.system_faults import why
from faceapp.services.settings_form import setting_sections
from faceapp.storage.faults import storage_errors
from faceapp.ui.appearance import Appearance
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.languages import LANGUAGES, TRANSLATIONS
from faceapp.ui.words import lead_for, translated

UI = Path(faceapp.ui.__file__).parent
PACKAGE = UI.parent
REPOSITORY = PACKAGE.parent
# The one place that translates what it is given; what it can be given is in the catalogue of messages.
GIVEN = {"words.py"}
ANEW = "run `python packaging/translations.py`, and translate what it finds"

Key = tuple[str, str]  # context and source text


def texts_in(path: Path) -> Iterator[tuple[Key, bool]]:
    """Every text of a file that is to be translated, and whether it has plural forms; by Python's own parser."""

    def look(node: ast.AST, context: str) -> Iterator[tuple[Key, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                name = ast.unparse(child.func)
                assert name != "tr", f"{path}:{child.lineno}: Linguist does not find this"
                if name.endswith(".tr"):
                    yield (context, literal(child.args[0], path)), len(child.args) > 2
                elif name in ("QCoreApplication.translate", "QT_TRANSLATE_NOOP"):
                    if path.name in GIVEN and not isinstance(child.args[1], ast.Constant):
                        continue
                    yield (literal(child.args[0], path), literal(child.args[1], path)), len(child.args) > 3
            yield from look(child, child.name if isinstance(child, ast.ClassDef) else context)

    return look(ast.parse(path.read_text(encoding="utf-8")), "")


def literal(node: ast.expr, path: Path) -> str:
    assert isinstance(node, ast.Constant) and isinstance(node.value, str), f"{path}:{node.lineno}: no literal text"
    return node.value


SOURCES = dict(entry for path in sorted(UI.rglob("*.py")) for entry in texts_in(path))


def not_english_alone() -> Iterator[tuple[Path, ast.Module]]:
    """Every file that may say something in the window; the command line and the lab speak English."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in ("cli", "learning"):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def templates() -> Iterator[str]:
    """The template of every `Message`."""
    for path, tree in not_english_alone():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message" and path.name != "messages.py":
                yield literal(node.args[0], path)


def of_settings() -> Iterator[str]:
    """What the settings say of themselves."""
    for section in setting_sections():
        yield from (section.title, section.description)
        for field in section.fields:
            yield from (field.title, field.description)


MESSAGES = {("Messages", text) for text in (*templates(), *of_settings(), "{said} {more}")}


def catalogue(language: str) -> dict[Key, list[str]]:
    """The finished translations of a catalogue, each in its forms."""
    root = ElementTree.parse(TRANSLATIONS / f"faceapp_{language}.ts").getroot()
    found = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            if translation.get("type") is None:
                forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
                found[context.findtext("name", ""), message.findtext("source", "")] = forms
    return found


def test_every_text_is_in_the_chinese_catalogue_translated() -> None:
    chinese = catalogue("zh_CN")
    missing = [key for key in (*SOURCES, *MESSAGES) if not all(chinese.get(key, [""]))]
    assert not missing, f"untranslated; {ANEW}"
    assert set(chinese) == {*SOURCES, *MESSAGES}, f"in no source any more; {ANEW}"


def test_every_plural_has_its_english_forms() -> None:
    english = catalogue("en")
    assert set(english) == {key for key, plural in SOURCES.items() if plural}, ANEW
    assert all(len(forms) == 2 and all(forms) for forms in english.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_source(language: str) -> None:
    for (_, source), forms in catalogue(language).items():
        for form in forms:
            for pattern in (r"\{.*?\}", "%n"):
                assert sorted(re.findall(pattern, form)) == sorted(re.findall(pattern, source)), source


# What an administrator reads as it is: a sentence, and what else of it is shown.
TELLING = {"Rejection": 1, "SourceStatus": 1, "damaged": 1}


def plain_texts(node: ast.expr) -> Iterator[ast.expr]:
    """The texts within an expression that are not part of a `Message`."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message":
        return
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        if not isinstance(node, ast.Constant) or node.value:
            yield node
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from plain_texts(child)


def told_in(tree: ast.Module) -> Iterator[ast.expr]:
    """What is said by every error that is made, and by what else is shown as it is."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        hints = [keyword.value for keyword in node.keywords if keyword.arg == "hint"]
        if name.endswith("Error") and hints:
            yield from (*node.args[:1], *hints)
        elif name in TELLING:
            yield from node.args[TELLING[name] :]


def test_everything_that_the_window_can_be_told_is_made_of_messages() -> None:
    english = [
        f"{path.relative_to(REPOSITORY)}:{text.lineno}: {ast.unparse(text)}"
        for path, tree in not_english_alone()
        for said in told_in(tree)
        for text in plain_texts(said)
    ]
    assert not english, "make it of a `Message`, and translate that"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('raise SourceError("It is gone.", hint=Message("Wait."))', 1),
        ('raise SourceError(Message("It is gone."), hint=f"Wait for {name}.")', 1),
        ('raise SourceError(Message("It is gone."), hint="Wait." if live else "Go.")', 2),
        ('Rejection(name, "It is blurred.")', 1),
        ('raise SourceError(Message("{name} is gone.", name="x"), hint=error.hint)', 0),
        ('raise ValueError("a bug")', 0),
    ],
)
def test_plain_texts_are_found(code: str, found: int) -> None:
    assert sum(1 for said in told_in(ast.parse(code)) for _ in plain_texts(said)) == found


def test_a_message_is_said_in_the_windows_language(appearance: Appearance) -> None:
    said = claim_false_entries(fpir=0.001, attempts_per_day=50)
    assert said == "With 50 strangers' attempts a day one false entry is expected in 20 days."
    assert translated(said) == said
    appearance.set_language("zh_CN")
    assert translated(said) == "按每天 50 次陌生人尝试计算，预计每 20 天误放行一次。"
    # Messages within messages are translated, too; plain texts stay.
    rate = ApproachRate(Rate(0.02, 0.01, 0.03, 1000, 900.0), people=12, looks=Looks.ONE)
    assert translated(claim_strangers(rate, 1, None)).startswith("登记 1 人时，陌生人的尝试约每 50 次中 1 次会被放行")
    assert "1,000 次尝试" in translated(claim_strangers(rate, 1, None))
    assert translated(claim_marked(1, 1)) == "标记为错误的那次放行会再次发生。"
    assert translated(claim_missed(2, 1)) == "在标记为错误的 2 次拒绝中，有 1 次会再次发生。"
    assert translated("plain") == "plain"


def test_an_error_is_told_in_any_language(qtbot: QtBot, appearance: Appearance) -> None:
    banner = ErrorBanner()
    qtbot.addWidget(banner)
    with pytest.raises(StorageError) as caught, storage_errors(Path("/data/faceapp.sqlite3")):
        raise OSError(errno.ENOSPC, "No space left on device")
    banner.show_error(caught.value)
    assert banner.accessibleName() == (
        "Stored data: The disk is full: '/data/faceapp.sqlite3' could not be written. "
        "Free some space on it and try again."
    )
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: banner.accessibleName().startswith("存储的数据"))
    assert banner.text == "磁盘已满：未能写入“/data/faceapp.sqlite3”。 请释放一些磁盘空间后重试。"
    kinds = [FaceappError, *FaceappError.__subclasses__()]
    assert all(lead_for(kind("A.", hint="B.")) for kind in kinds)


def test_values_are_written_as_the_language_writes_them(appearance: Appearance) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    told = Message(
        "{count:,} {id} {share:.1f} {rate:g} {day} {when} {why}",
        count=1234567,
        id=1234567,
        share=1234.56,
        rate=0.0001,
        day=date(2026, 3, 2),
        when=datetime(2026, 3, 2, 9, 30),
        why=Message("{count:,} more", count=1000),
    )
    assert translated(told) == "1.234.567 1234567 1.234,6 0,0001 2 März 2026 2 März 2026 09:30 1.000 more"


def test_why_the_system_refused_is_said_in_any_language(appearance: Appearance) -> None:
    appearance.set_language("zh_CN")
    assert translated(why(OSError(errno.EACCES, "Permission denied"))) == "没有访问权限"
    assert why(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"


def words_in(dialog: QDialog) -> list[str]:
    """Every text of a dialog's labels, buttons and columns."""
    parts = (*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton))
    texts = [text for part in parts for text in (part.text(), part.toolTip(), part.accessibleName())]
    for table in dialog.findChildren(QTreeView):
        model = table.model()
        texts += [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
    return texts


@pytest.mark.parametrize("saves", [False, True])
def test_a_dialog_for_files_is_in_the_windows_language(qtbot: QtBot, appearance: Appearance, saves: bool) -> None:
    appearance.set_language("zh_CN")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if saves else QFileDialog.AcceptMode.AcceptOpen)
    words = [text for text in words_in(dialog) if text]
    assert len(words) > 8
    assert not [text for text in words if re.search("[A-Za-z]{2}", text)]


def test_buttons_that_qt_names_are_in_the_windows_language(qtbot: QtBot, appearance: Appearance) -> None:
    appearance.set_language("zh_CN")
    box = QMessageBox()
    qtbot.addWidget(box)
    kinds = [kind for kind in QDialogButtonBox.StandardButton if kind is not QDialogButtonBox.StandardButton.NoButton]
    for kind in kinds:
        box.addButton(QMessageBox.StandardButton(kind.value))
    texts = [button.text() for button in box.buttons()]
    assert len(texts) == len(kinds) and not [text for text in texts if re.search("[A-Za-z]{2}", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_up_to_date(language: str, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("translations", REPOSITORY / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    compiled = tmp_path / "anew.qm"
    script.compile_catalogue(TRANSLATIONS / f"faceapp_{language}.ts", compiled)
    assert compiled.read_bytes() == (TRANSLATIONS / f"faceapp_{language}.qm").read_bytes(), ANEW
