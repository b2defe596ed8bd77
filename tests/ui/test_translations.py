"""The catalogues: every text of the window is in them, translated, and compiled."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

import faceapp.ui
from faceapp.domain.claims import claim_false_entries, claim_strangers
from faceapp.domain.door_rates import ApproachRate
from faceapp.domain.error_bounds import Rate
from faceapp.domain.errors import FaceappError, StorageError
from faceapp.domain.simulated_approaches import Looks
from faceapp.services.settings_form import setting_sections
from faceapp.ui.appearance import Appearance
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.languages import LANGUAGES, TRANSLATIONS
from faceapp.ui.message_catalogue import MESSAGES
from faceapp.ui.words import lead_for, translated

UI = Path(faceapp.ui.__file__).parent
REPOSITORY = UI.parent.parent
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
    missing = [key for key in SOURCES if not all(chinese.get(key, [""]))]
    assert not missing, f"untranslated; {ANEW}"
    assert set(chinese) == set(SOURCES), f"in no source any more; {ANEW}"


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


def below() -> Iterator[str]:
    """The templates of every `Message` that is made below the window."""
    for path in sorted(UI.parent.rglob("*.py")):
        if UI in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message" and path.name != "messages.py":
                yield literal(node.args[0], path)


def of_settings() -> Iterator[str]:
    """What the settings say of themselves."""
    for section in setting_sections():
        yield from (section.title, section.description)
        for field in section.fields:
            yield from (field.title, field.description)


def test_what_the_layers_below_say_is_in_the_catalogue() -> None:
    assert set(MESSAGES) == {*below(), *of_settings(), "{said} {more}"}, ANEW


def test_a_message_is_said_in_the_windows_language(appearance: Appearance) -> None:
    said = claim_false_entries(fpir=0.001, attempts_per_day=50)
    assert said == "With 50 strangers' attempts a day one false entry is expected in 20 days."
    assert translated(said) == said
    appearance.set_language("zh_CN")
    assert translated(said) == "按每天 50 次陌生人尝试计算，预计每 20 天误放行一次。"
    # Messages within messages are translated, too; plain texts stay.
    rate = ApproachRate(Rate(0.02, 0.01, 0.03, 1000, 900.0), people=12, looks=Looks.ONE)
    assert translated(claim_strangers(rate, 1, None)).startswith("登记 1 人时，陌生人的尝试约每 50 次中 1 次会被放行")
    assert translated("plain") == "plain"


def test_an_errors_kind_is_told_in_any_language(qtbot: QtBot, appearance: Appearance) -> None:
    banner = ErrorBanner()
    qtbot.addWidget(banner)
    banner.show_error(StorageError("The disk is full.", hint="Free some space."))
    assert banner.accessibleName() == "Stored data: The disk is full. Free some space."
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: banner.accessibleName().startswith("存储的数据"))
    assert banner.text == "The disk is full. Free some space."
    kinds = [FaceappError, *FaceappError.__subclasses__()]
    assert all(lead_for(kind("A.", hint="B.")) for kind in kinds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_up_to_date(language: str, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("translations", REPOSITORY / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    compiled = tmp_path / "anew.qm"
    script.compile_catalogue(TRANSLATIONS / f"faceapp_{language}.ts", compiled)
    assert compiled.read_bytes() == (TRANSLATIONS / f"faceapp_{language}.qm").read_bytes(), ANEW
