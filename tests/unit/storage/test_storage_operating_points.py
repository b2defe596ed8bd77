"""The history of thresholds: appended to, never changed."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from faceapp.domain.errors import CalibrationError, StorageError
from faceapp.domain.operating_points import AppliedOperatingPoint
from faceapp.storage.operating_points import OperatingPointsRepository

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
POINT = AppliedOperatingPoint(
    point_id=None,
    encoder_id="tiny@0123456789ab",
    similarity="cosine",
    target_fmr=1e-4,
    threshold=0.4217,
    fmr=7.8e-5,
    fmr_upper=9.9e-5,
    fnmr=0.3,
    fnmr_upper=0.35,
    fpir=None,
    fpir_upper=None,
    gallery_size=10,
    templates=30,
    mated=200,
    non_mated=11_840_931,
    people=510,
    source="site and cohort",
    extrapolated=True,
    author="admin",
    created_at=NOW,
    note="first",
)


def test_what_is_applied_is_in_force_until_the_next(db: Database) -> None:
    points = OperatingPointsRepository(db)
    assert points.in_force() is None
    assert points.history() == []
    first = points.apply(POINT)
    assert first == replace(POINT, point_id=1)
    assert points.in_force() == first
    second = points.apply(replace(POINT, threshold=0.5, created_at=NOW + timedelta(days=1), extrapolated=False))
    assert points.in_force() == second
    assert points.history() == [second, first]


def test_an_earlier_one_comes_back_as_a_new_entry(db: Database) -> None:
    points = OperatingPointsRepository(db)
    first = points.apply(POINT)
    points.apply(replace(POINT, threshold=0.5))
    again = points.roll_back_to(1, "someone", NOW + timedelta(days=2))
    assert points.in_force() == again
    assert again.point_id == 3
    assert (again.threshold, again.author) == (first.threshold, "someone")
    assert "1" in again.note
    assert len(points.history()) == 3
    with pytest.raises(CalibrationError, match="no operating point 9"):
        points.roll_back_to(9, "someone", NOW)


def test_the_card_can_be_put_back_in_force(db: Database) -> None:
    points = OperatingPointsRepository(db)
    points.apply(POINT)
    card = points.apply(replace(POINT, threshold=None, fmr=None, fmr_upper=None, source="card"))
    assert points.in_force() == card
    assert card.threshold is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"threshold": math.nan}, "a threshold of nan"),
        ({"threshold": 1.5}, "a threshold of 1.5"),
        ({"fmr_upper": math.inf}, "not finite"),
        ({"fmr_upper": None}, "without its claim"),
        ({"point_id": 7}, "stored already"),
    ],
)
def test_what_cannot_be_claimed_is_refused(db: Database, wrong: dict[str, Any], said: str) -> None:
    points = OperatingPointsRepository(db)
    with pytest.raises(ValueError, match=said):
        points.apply(replace(POINT, **wrong))
    assert points.history() == []


def test_a_damaged_entry_is_told(db: Database) -> None:
    points = OperatingPointsRepository(db)
    points.apply(POINT)
    db.execute("UPDATE operating_points SET created_at = 'yesterday'")
    with pytest.raises(StorageError, match="operating point 1"):
        points.in_force()
