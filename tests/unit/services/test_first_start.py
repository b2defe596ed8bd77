"""When the first steps are offered, on a real database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from faceapp.services.first_start import FirstStart
from faceapp.storage.database import open_database
from faceapp.storage.people import NewTemplate, PeopleRepository


def test_the_first_steps_are_offered_once(tmp_path: Path) -> None:
    first_start = FirstStart(lambda: open_database(tmp_path / "faceapp.db"))
    assert first_start.is_due()
    first_start.finish()
    assert not first_start.is_due()


def test_they_are_not_offered_where_somebody_is_enrolled(tmp_path: Path) -> None:
    database = open_database(tmp_path / "faceapp.db")
    template = NewTemplate(np.array([1.0, 0.0], np.float32), "tiny@0", 0.9, "a.jpg")
    PeopleRepository(database).enrol("Maria", [template], datetime.now(UTC))
    database.close()
    assert not FirstStart(lambda: open_database(tmp_path / "faceapp.db")).is_due()
