"""Choices made in the running program that belong to the data and not to the settings file."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

from sqlite_utils import Database

from faceapp.domain.messages import Message
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"


class SettingsRepository:
    """JSON values by key in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def get(self, key: str, default: JsonValue = None) -> JsonValue:
        """The value of a key, or the default when it was never set.

        Raises:
            StorageError: The database cannot be read, or the value in it is damaged.
        """
        with storage_errors(self._path):
            rows = self._db.execute("SELECT value FROM settings WHERE key = ?", [key]).fetchall()
        return self._parse(key, rows[0][0]) if rows else default

    def set(self, key: str, value: JsonValue) -> None:
        """Store a value, in place of an earlier one.

        Raises:
            StorageError: The surroundings do not allow it.
            ValueError: The key is empty, or the value has no JSON form (NaN and infinity have none).
        """
        self.change({key: value})

    def change(
        self,
        values: Mapping[str, JsonValue],
        *,
        forget: Collection[str] = (),
        note: Callable[[], None] = lambda: None,
        unless: str = "",
    ) -> bool:
        """Store values and forget keys, all of it or nothing.

        Args:
            values: By key, each in place of an earlier one.
            forget: Keys that are to have no value.
            note: Called within the same transaction, to put the change on record with the same connection.
            unless: Change nothing where this key has a value; looked up within the same transaction.

        Returns:
            Whether it was changed.

        Raises:
            StorageError: The surroundings do not allow it.
            ValueError: A key is empty, or a value has no JSON form (NaN and infinity have none).
        """
        if not all(values):
            raise ValueError("a setting without a key")
        texts = [(key, json.dumps(value, allow_nan=False, sort_keys=True)) for key, value in values.items()]
        with writing(self._db):
            if unless and self._db.execute("SELECT 1 FROM settings WHERE key = ?", [unless]).fetchone():
                return False
            for key in forget:
                self._db.execute("DELETE FROM settings WHERE key = ?", [key])
            for key, text in texts:
                self._db.execute(
                    "INSERT INTO settings (key, value) VALUES (?, ?)"
                    " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    [key, text],
                )
            note()
        return True

    def delete(self, key: str) -> None:
        """Forget a key; one that was never set is forgotten already.

        Raises:
            StorageError: The surroundings do not allow it.
        """
        self.change({}, forget=[key])

    def all(self) -> dict[str, JsonValue]:
        """Every key and value.

        Raises:
            StorageError: The database cannot be read, or a value in it is damaged.
        """
        with storage_errors(self._path):
            rows = self._db.execute("SELECT key, value FROM settings ORDER BY key").fetchall()
        return {key: self._parse(key, text) for key, text in rows}

    def _parse(self, key: str, text: str) -> JsonValue:
        try:
            value: JsonValue = json.loads(text)
        except (TypeError, ValueError) as error:
            raise damaged(self._path, Message("the setting '{key}' is unreadable", key=key)) from error
        return value
