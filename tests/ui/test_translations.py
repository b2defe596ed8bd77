"""The catalogues: every text of the window is in them, translated, and compiled."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import faceapp.ui
from faceapp.ui.languages import LANGUAGES, TRANSLATIONS

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
                if name.endswith(".tr"):
                    yield (context, literal(child.args[0], path)), len(child.args) > 2
                elif name in ("QCoreApplication.translate", "QT_TRANSLATE_NOOP") and path.name not in GIVEN:
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_up_to_date(language: str, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("translations", REPOSITORY / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    compiled = tmp_path / "anew.qm"
    script.compile_catalogue(TRANSLATIONS / f"faceapp_{language}.ts", compiled)
    assert compiled.read_bytes() == (TRANSLATIONS / f"faceapp_{language}.qm").read_bytes(), ANEW
