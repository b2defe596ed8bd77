"""The thresholds that were put in force, one after the other; none is ever changed or forgotten."""

from __future__ import annotations

import builtins
import math
from dataclasses import astuple, fields, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from faceapp.domain.errors import CalibrationError
from faceapp.domain.messages import Message
from faceapp.domain.operating_points import AppliedOperatingPoint
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.values import instant_from_text, instant_to_text, storable_text

_COLUMNS = tuple(field.name for field in fields(AppliedOperatingPoint))[1:]
_INSERT = f"INSERT INTO operating_points ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


class OperatingPointsRepository:
    """Applied operating points in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def apply(self, point: AppliedOperatingPoint) -> AppliedOperatingPoint:
        """Put an operating point in force.

        Args:
            point: One without an id.

        Returns:
            The point with its id.

        Raises:
            StorageError: The surroundings do not allow it; what was in force still is.
            ValueError: The point has an id already, a number is not finite, or the threshold has no claim.
        """
        if point.point_id is not None:
            raise ValueError(f"operating point {point.point_id} is stored already")
        if point.threshold is not None:
            if not -1 <= point.threshold <= 1:
                raise ValueError(f"a threshold of {point.threshold}")
            if point.fmr is None or point.fmr_upper is None:
                raise ValueError("a threshold without its claim")
        clean = replace(
            point,
            author=storable_text(point.author),
            note=storable_text(point.note),
            source=storable_text(point.source),
        )
        row = [_to_sqlite(value) for value in astuple(clean)[1:]]
        with writing(self._db):
            point_id = self._db.execute(_INSERT, row).lastrowid
        return replace(clean, point_id=point_id)

    def in_force(self) -> AppliedOperatingPoint | None:
        """The one that was put in force last; None where none ever was.

        Raises:
            StorageError: The database cannot be read, or the entry is damaged.
        """
        found = self._select("ORDER BY id DESC LIMIT 1")
        return found[0] if found else None

    def history(self) -> builtins.list[AppliedOperatingPoint]:
        """All, the newest first.

        Raises:
            StorageError: The database cannot be read, or an entry is damaged.
        """
        return self._select("ORDER BY id DESC")

    def roll_back_to(self, point_id: int, author: str, now: datetime) -> AppliedOperatingPoint:
        """Put an earlier one in force again, as a new entry.

        Raises:
            CalibrationError: There is none with this id.
            StorageError: The surroundings do not allow it.
        """
        found = [point for point in self.history() if point.point_id == point_id]
        if not found:
            raise CalibrationError(
                Message("There is no operating point {point_id}.", point_id=point_id),
                hint=Message("`faceapp calibrate --history` lists them."),
            )
        return self.apply(
            replace(found[0], point_id=None, author=author, created_at=now, note=f"Back to number {point_id}.")
        )

    def _select(self, rest: str) -> builtins.list[AppliedOperatingPoint]:
        with storage_errors(self._path):
            rows = list(self._db.query(f"SELECT * FROM operating_points {rest}"))
        return [self._point_of_row(row) for row in rows]

    def _point_of_row(self, row: dict[str, Any]) -> AppliedOperatingPoint:
        try:
            values = dict(row)
            point_id = values.pop("id")
            values["extrapolated"] = bool(values["extrapolated"])
            values["created_at"] = instant_from_text(values["created_at"])
            return AppliedOperatingPoint(point_id=point_id, **values)
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("operating point {id} is unreadable ({fault})", id=row["id"], fault=str(error))
            ) from error


def _to_sqlite(value: object) -> object:
    if isinstance(value, datetime):
        return instant_to_text(value)
    if isinstance(value, bool):
        return int(value)
    # SQLite would store a NaN as NULL, which reads as "not known".
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("an operating point with a number that is not finite")
    return value
