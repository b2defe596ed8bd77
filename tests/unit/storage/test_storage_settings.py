"""Settings: JSON in, the same JSON out."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.storage.database import open_database
from faceapp.storage.settings import JsonValue, SettingsRepository


@pytest.mark.parametrize("value", [None, True, 0, -1.5, "Tür", [], [1, [2, None]], {"fmr": 1e-4, "encoder": {"a": []}}])
def test_a_value_comes_back_after_reopening(db_path: Path, value: JsonValue) -> None:
    db = open_database(db_path)
    SettingsRepository(db).set("key", value)
    db.close()
    settings = SettingsRepository(open_database(db_path))
    assert settings.get("key", default="never set") == value
    assert settings.all() == {"key": value}


def test_a_key_that_was_never_set_has_its_default(db: Database) -> None:
    settings = SettingsRepository(db)
    assert settings.get("key") is None
    assert settings.get("key", default=3) == 3
    assert settings.all() == {}


def test_the_newest_value_counts_until_it_is_deleted(db: Database) -> None:
    settings = SettingsRepository(db)
    settings.set("a", 1)
    settings.set("b", 2)
    settings.set("a", 3)
    assert settings.all() == {"a": 3, "b": 2}
    settings.delete("a")
    settings.delete("a")
    assert settings.all() == {"b": 2}


def test_what_json_cannot_say_is_refused(db: Database) -> None:
    settings = SettingsRepository(db)
    settings.set("a", 1)
    with pytest.raises(ValueError):
        settings.set("a", float("nan"))
    with pytest.raises(ValueError):
        settings.set("", 1)
    assert settings.all() == {"a": 1}


def test_a_damaged_value_is_named(db: Database) -> None:
    settings = SettingsRepository(db)
    settings.set("a", 1)
    db.execute("UPDATE settings SET value = '{'")
    with pytest.raises(StorageError, match="'a'"):
        settings.get("a")
    with pytest.raises(StorageError, match="'a'"):
        settings.all()
