"""Kept crops: what goes in comes out, another encoder's templates come of them, and they go without a trace."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.domain.records import Embedding, FaceCrop
from faceapp.imaging import encode_png
from faceapp.storage import erasure, migrations
from faceapp.storage.crops import CropsRepository
from faceapp.storage.database import check_database, open_database, writing
from faceapp.storage.people import NewTemplate, PeopleRepository

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TINY, BIG = "tiny@0123456789ab", "big@ba9876543210"

MakeTemplates = Callable[..., list[NewTemplate]]
FilesHold = Callable[..., list[bool]]


def crop(seed: int) -> FaceCrop:
    random = np.random.default_rng(seed)
    image = random.integers(0, 256, (40, 30, 3), dtype=np.uint8)
    return FaceCrop(image, random.uniform(0, 30, (5, 2)).astype(np.float32))


def unit(size: int, at: int) -> Embedding:
    return np.eye(size, dtype=np.float32)[at]


@pytest.fixture
def with_crops(make_templates: MakeTemplates) -> list[NewTemplate]:
    """Three templates, of which the first two have their crops."""
    first, second, third = make_templates(3)
    return [replace(first, crop=crop(0)), replace(second, crop=crop(1)), third]


def test_a_crop_comes_back_as_it_was(db: Database, with_crops: list[NewTemplate]) -> None:
    PeopleRepository(db).enrol("A", with_crops, NOW)
    crops = CropsRepository(db)
    assert crops.count() == 2
    assert crops.lacking(TINY) == []
    assert crops.lacking(BIG) == [1, 2]
    for crop_id, template in zip((1, 2), with_crops, strict=False):
        found = crops.get(crop_id)
        assert found is not None
        assert template.crop is not None
        np.testing.assert_array_equal(found.image, template.crop.image)
        np.testing.assert_array_equal(found.landmarks_px, template.crop.landmarks_px)
    assert crops.get(3) is None


def test_by_default_no_crop_is_kept(db: Database, make_templates: MakeTemplates) -> None:
    PeopleRepository(db).enrol("A", make_templates(2), NOW)
    assert CropsRepository(db).count() == 0


def test_another_encoder_gets_one_template_of_each_crop(db: Database, with_crops: list[NewTemplate]) -> None:
    people, crops = PeopleRepository(db), CropsRepository(db)
    person = people.enrol("A", with_crops, NOW)
    assert crops.add_template(2, BIG, unit(512, 5), NOW)
    assert crops.lacking(BIG) == [1]
    assert not crops.add_template(2, BIG, unit(512, 6), NOW)  # as when two programs do it at once
    assert not crops.add_template(7, BIG, unit(512, 6), NOW)
    (template,) = people.templates(BIG)
    assert template.person_id == person.person_id
    np.testing.assert_array_equal(template.embedding, unit(512, 5))
    assert (template.source, template.quality) == (with_crops[1].source, with_crops[1].quality)
    assert len(people.templates(TINY)) == 3
    with pytest.raises(ValueError, match="length"):
        crops.add_template(1, BIG, 2 * unit(512, 0), NOW)
    assert crops.lacking(BIG) == [1]
    check_database(db)


def test_a_removed_persons_crops_leave_no_trace(
    db: Database, db_path: Path, with_crops: list[NewTemplate], make_templates: MakeTemplates, files_hold: FilesHold
) -> None:
    people = PeopleRepository(db)
    people.enrol("Kept", [replace(make_templates(1, seed=9)[0], crop=crop(9))], NOW)
    gone = people.enrol("Gone", with_crops, NOW)
    assert CropsRepository(db).add_template(2, BIG, unit(512, 5), NOW)
    pngs = [encode_png(crop(seed).image) for seed in (0, 1)]
    # Pieces from within pages: longer ones lie on several, with numbers of pages in between.
    pieces = [png[at : at + 16] for png in pngs for at in range(100, len(png) - 16, 97)]
    assert all(files_hold(db_path.parent, *pieces))
    people.remove(gone.person_id)
    assert not any(files_hold(db_path.parent, *pieces))
    assert CropsRepository(db).count() == 1
    assert people.templates(BIG) == []
    check_database(db)


def test_all_crops_are_forgotten_and_templates_stay(
    db: Database, db_path: Path, with_crops: list[NewTemplate], files_hold: FilesHold
) -> None:
    people, crops = PeopleRepository(db), CropsRepository(db)
    people.enrol("A", with_crops, NOW)
    piece = encode_png(crop(0).image)[100:116]
    assert files_hold(db_path.parent, piece) == [True]
    assert crops.erase_all() == 2
    assert files_hold(db_path.parent, piece) == [False]
    assert not erasure.pending(db, db_path)
    assert crops.erase_all() == crops.count() == 0
    assert len(people.templates(TINY)) == 3
    assert crops.lacking(BIG) == []


def test_an_unusable_crop_is_refused_before_anything_is_written(db: Database, make_templates: MakeTemplates) -> None:
    good = crop(0)
    (template,) = make_templates(1)
    for bad in (
        FaceCrop(good.image, good.landmarks_px[:4]),
        FaceCrop(good.image, good.landmarks_px * np.float32(np.nan)),
        FaceCrop(good.image[..., 0], good.landmarks_px),
    ):
        with pytest.raises(ValueError, match=r"landmarks|picture"):
            PeopleRepository(db).enrol("A", [replace(template, crop=bad)], NOW)
    assert PeopleRepository(db).list() == []
    assert CropsRepository(db).count() == 0


@pytest.mark.parametrize("fault", ["picture = x'00'", f"landmarks = x'{40 * 'ff'}'", "picture = 7"])
def test_a_damaged_crop_is_named(db: Database, with_crops: list[NewTemplate], fault: str) -> None:
    PeopleRepository(db).enrol("A", with_crops, NOW)
    db.execute(f"UPDATE crops SET {fault} WHERE id = 2")
    db.conn.commit()
    with pytest.raises(StorageError, match=r"crop 2 is unusable"):
        CropsRepository(db).get(2)


def test_a_database_from_before_crops_is_taken_along(db_path: Path, make_templates: MakeTemplates) -> None:
    db_path.parent.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:1])
        old = open_database(db_path)
        template = make_templates(1)[0]
        with writing(old):
            old.execute("INSERT INTO people (name, created_at) VALUES ('A', ?)", [NOW.isoformat()])
            old.execute(
                "INSERT INTO templates (person_id, encoder_id, embedding_size, embedding, quality, source, created_at)"
                " VALUES (1, ?, 128, ?, 0.5, 's', ?)",
                [TINY, template.embedding.tobytes(), NOW.isoformat()],
            )
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            old.execute("SELECT * FROM crops")
        old.close()
    db = open_database(db_path)
    (found,) = PeopleRepository(db).templates(TINY)
    np.testing.assert_array_equal(found.embedding, template.embedding)
    assert CropsRepository(db).count() == 0
    check_database(db)
