"""Update and compile the window's translations with Qt Linguist's tools.

Usage: python packaging/translations.py             update the .ts files from the sources, and compile them
                                                (and from the `Message`s that the layers below make)
       python packaging/translations.py --missing   write what is untranslated as JSON: {context: {source: ""}}
       python packaging/translations.py --fill FILE  take translations from such a file, then update and compile

After a merge with conflicts in them, take either side of the .ts and .qm files and run it.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import PySide6

REPOSITORY = Path(__file__).resolve().parent.parent
UI = REPOSITORY / "faceapp" / "ui"
TRANSLATIONS = UI / "translations"
# English is what the sources are written in: its catalogue has the plurals alone.
CATALOGUES = {"en": ("-pluralonly",), "zh_CN": ()}
# Speak English alone, on the command line.
ENGLISH = ("cli", "learning")


def tool(name: str) -> str:
    directory = Path(PySide6.__file__).parent
    return str(next(path for path in (directory / name, directory / f"{name}.exe") if path.exists()))


def sources() -> Iterator[Path]:
    """Every file that may make a `Message` which the window shows."""
    package = UI.parent
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0] not in ENGLISH:
            yield path


def messages() -> list[str]:
    """The templates of every `Message`, and what the settings say of themselves."""
    found: dict[str, None] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message":
                template = node.args[0]
                if isinstance(template, ast.Constant):
                    found[str(template.value)] = None
    found.update(dict.fromkeys(settings_words()))
    return sorted(found)


def settings_words() -> list[str]:
    """Titles and descriptions of the settings, and what their sections are called and about."""
    words: list[str] = []
    package = UI.parent
    paths = [*package.glob("config.py"), *sorted(package.glob("config/*.py"))]
    nodes = (node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    for node in nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Field":
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            values = [given.get("title"), given.get("description")]
            words += [str(value.value) for value in values if isinstance(value, ast.Constant)]
        elif isinstance(node, ast.ClassDef) and node.name.endswith("Settings") and node.name != "Settings":
            words.append((ast.get_docstring(node) or "").split("\n")[0])
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "heading":
            words += [str(node.value.value)] if isinstance(node.value, ast.Constant) else []
    return [word for word in words if word]


def write_messages(path: Path) -> None:
    """List the messages as Linguist's tool wants to find them."""
    lines = [f'QT_TRANSLATE_NOOP("Messages", {json.dumps(template, ensure_ascii=False)})\n' for template in messages()]
    path.write_text("".join(lines), encoding="utf-8")


def update() -> None:
    TRANSLATIONS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        listed = Path(directory) / "messages.py"
        write_messages(listed)
        texts = [str(listed), *(str(path.relative_to(REPOSITORY)) for path in sorted(UI.rglob("*.py")))]
        for language, options in CATALOGUES.items():
            target = str((TRANSLATIONS / f"faceapp_{language}.ts").relative_to(REPOSITORY))
            # Without line numbers, which would change with every commit.
            common = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", language]
            command = [tool("lupdate"), *texts, *common, *options, "-ts", target]
            subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)


def compile_catalogue(source: Path, target: Path) -> None:
    subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


def compile_all() -> None:
    for language in CATALOGUES:
        source = TRANSLATIONS / f"faceapp_{language}.ts"
        compile_catalogue(source, source.with_suffix(".qm"))


def unfinished(root: ElementTree.Element) -> dict[str, dict[str, str]]:
    missing: dict[str, dict[str, str]] = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") == "unfinished":
                missing.setdefault(context.findtext("name", ""), {})[message.findtext("source", "")] = ""
    return missing


def fill(root: ElementTree.Element, given: dict[str, dict[str, str | list[str]]]) -> int:
    filled = 0
    for context in root.iter("context"):
        words = given.get(context.findtext("name", ""), {})
        for message in context.iter("message"):
            value, translation = words.get(message.findtext("source", "")), message.find("translation")
            if not value or translation is None:
                continue
            forms = [value] if isinstance(value, str) else value
            places = translation.findall("numerusform") or [translation]
            for place, form in zip(places, forms, strict=True):
                place.text = form
            translation.attrib.pop("type", None)
            filled += 1
    return filled


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--language", choices=tuple(CATALOGUES), default="zh_CN")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--fill", type=Path)
    options = parser.parse_args()
    update()
    path = TRANSLATIONS / f"faceapp_{options.language}.ts"
    tree = ElementTree.parse(path)
    if options.missing:
        json.dump(unfinished(tree.getroot()), sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    if options.fill is not None:
        given = json.loads(options.fill.read_text(encoding="utf-8"))
        print(f"{fill(tree.getroot(), given)} filled", file=sys.stderr)
        tree.write(path, encoding="utf-8", xml_declaration=True)
        update()
    compile_all()
    for language in CATALOGUES:
        left = unfinished(ElementTree.parse(TRANSLATIONS / f"faceapp_{language}.ts").getroot())
        count = sum(map(len, left.values()))
        print(f"{language}: {count} untranslated", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
