"""A folder per person before an import: what is enrolled, what is not, and why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image as PillowImage

from faceapp.domain.errors import CancelledError, SourceError
from faceapp.services.folder_preview import FolderPreview, ImportPlan, ImportPreview, Unused, preview_folders

JPEG = b"\xff\xd8\xff\xe0 and so on"


def put(path: Path, data: bytes = JPEG) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def look(directory: Path, *taken: str) -> dict[str, FolderPreview]:
    return {entry.folder.name: entry for entry in preview_folders(directory, taken).folders}


def unused(entry: FolderPreview) -> dict[str, Unused]:
    return {one.path.name: one.why for one in entry.unused}


def test_what_is_enrolled_from_and_what_else_lies_there(tmp_path: Path) -> None:
    for name in ("2.PNG", "1.jpg", ".hidden.jpg", "Thumbs.db", "letter.txt", "holiday/3.jpg"):
        put(tmp_path / "Ada" / name)
    put(tmp_path / "Ada" / "walk.mp4", b"whatever a container begins with")
    put(tmp_path / "Ada" / "empty.mp4", b"")
    put(tmp_path / "Ada" / "page.jpg", b"<html>not found</html>")
    (tmp_path / "Ada" / "folder.jpg").mkdir()
    (ada,) = look(tmp_path).values()
    assert (ada.plan, ada.name) == (ImportPlan.ENROL, "Ada")
    assert [path.name for path in ada.pictures] == ["1.jpg", "2.PNG"]
    assert [path.name for path in ada.clips] == ["walk.mp4"]
    assert unused(ada) == {
        "empty.mp4": Unused.EMPTY,
        "folder.jpg": Unused.FOLDER,
        "holiday": Unused.FOLDER,
        "letter.txt": Unused.OTHER_KIND,
        "page.jpg": Unused.NO_PICTURE,
    }
    assert all(why.sentence.endswith(".") for why in Unused)


def test_what_lies_beside_the_folders_is_told(tmp_path: Path) -> None:
    put(tmp_path / "Ada" / "1.jpg")
    put(tmp_path / "ben.mp4")
    put(tmp_path / ".DS_Store")
    found = preview_folders(tmp_path, ())
    assert [(entry.path.name, entry.why) for entry in found.beside] == [("ben.mp4", Unused.BESIDE)]


def test_names_that_are_taken_or_read_the_same(tmp_path: Path) -> None:
    for name in ("Ada", "Ben", "ben", "BEN ", "Cem", "cem"):
        put(tmp_path / name / "1.jpg")
    if len(list(tmp_path.iterdir())) < 6:
        pytest.skip("this file system takes names that differ in case for one")
    found = look(tmp_path, "Ada", "ＣEM")
    assert {name: entry.plan for name, entry in found.items()} == {
        "Ada": ImportPlan.ALREADY_THERE,
        "Ben": ImportPlan.ENROL,
        "ben": ImportPlan.READS_LIKE_FOLDER,
        "BEN ": ImportPlan.READS_LIKE_FOLDER,
        "Cem": ImportPlan.READS_LIKE_PERSON,
        "cem": ImportPlan.READS_LIKE_PERSON,
    }
    assert found["ben"].reads_like == "Ben"
    assert "enrolled already" in found["cem"].sentence and "ＣEM" in found["cem"].sentence


def test_folders_that_nobody_can_be_enrolled_from(tmp_path: Path) -> None:
    put(tmp_path / "\u202e" / "1.jpg")
    put(tmp_path / "Letters" / "letter.txt")
    put(tmp_path / "Staff" / "Ada" / "1.jpg")
    (tmp_path / "Void").mkdir()
    found = look(tmp_path)
    assert {name: entry.plan for name, entry in found.items()} == {
        "\u202e": ImportPlan.BAD_NAME,
        "Letters": ImportPlan.NOTHING,
        "Staff": ImportPlan.NOTHING,
        "Void": ImportPlan.NOTHING,
    }
    assert "Are these the people?" in found["Staff"].sentence
    assert "folders" not in found["Void"].sentence


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser reads everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path / "Ada" / "1.jpg").chmod(0)
    put(tmp_path / "Ben" / "1.jpg").parent.chmod(0)
    found = look(tmp_path)
    (tmp_path / "Ben").chmod(0o700)
    assert unused(found["Ada"]) == {"1.jpg": Unused.UNREADABLE}
    assert found["Ben"].plan is ImportPlan.UNREADABLE


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    put(tmp_path / "Ada" / "1.jpg")
    (tmp_path / "Ada" / "2.jpg").symlink_to(tmp_path / "nowhere.jpg")
    assert unused(look(tmp_path)["Ada"]) == {"2.jpg": Unused.UNREADABLE}


@pytest.mark.parametrize("kind", ["BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP"])
def test_pictures_are_known_by_their_beginning_whatever_they_are_called(tmp_path: Path, kind: str) -> None:
    (tmp_path / "Ada").mkdir()
    PillowImage.new("RGB", (8, 8)).save(tmp_path / "Ada" / "1.jpg", format=kind)
    assert [path.name for path in look(tmp_path)["Ada"].pictures] == ["1.jpg"]


def test_a_look_can_be_followed_and_stopped(tmp_path: Path) -> None:
    for name in ("Ada", "Ben", "Cem", "Dan"):
        put(tmp_path / name / "1.jpg")
    told: list[tuple[float, str]] = []
    preview_folders(tmp_path, (), on_progress=lambda share, name: told.append((share, name)))
    assert told == [(0.0, "Ada"), (0.25, "Ben"), (0.5, "Cem"), (0.75, "Dan")]
    with pytest.raises(CancelledError):
        preview_folders(tmp_path, (), should_stop=lambda: True)


def test_no_folder_of_folders(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        preview_folders(tmp_path / "nowhere", ())
    put(tmp_path / "1.jpg")
    with pytest.raises(SourceError, match="holds no folder"):
        preview_folders(tmp_path, ())


def test_folders_by_plan(tmp_path: Path) -> None:
    for name in ("Ada", "Ben"):
        put(tmp_path / name / "1.jpg")
    found = preview_folders(tmp_path, ("Ben",))
    assert [entry.name for entry in found.planned(ImportPlan.ENROL)] == ["Ada"]
    assert len(found.planned(*ImportPlan)) == 2 and ImportPreview(tmp_path, ()).planned(*ImportPlan) == []
    assert all(FolderPreview(tmp_path, "x", plan).sentence for plan in ImportPlan)
