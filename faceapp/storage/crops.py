"""Face crops kept beside templates where the settings ask for it, so that another encoder can embed them.

By default none is kept. A crop goes with its person, and all of them go together where nobody wants them kept any more;
both leave no trace in the database's files (see erasure.py).
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
from sqlite_utils import Database

from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Embedding, FaceCrop
from faceapp.imaging import decode_image, encode_png
from faceapp.storage import erasure
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.values import embedding_to_bytes, instant_to_text


def crop_row(crop: FaceCrop) -> tuple[bytes, bytes]:
    """A crop as it lies in the database: a PNG, and its landmarks as little-endian float32.

    Raises:
        ValueError: The landmarks are not five finite points, or the picture is no RGB picture.
    """
    landmarks = np.asarray(crop.landmarks_px, dtype="<f4")
    if landmarks.shape != (5, 2) or not np.isfinite(landmarks).all():
        raise ValueError(f"landmarks of shape {landmarks.shape}")
    return encode_png(crop.image), landmarks.tobytes()


def insert_crop(db: Database, person_id: int, row: tuple[bytes, bytes]) -> int:
    """Add a crop within the caller's transaction; returns its id."""
    cursor = db.execute("INSERT INTO crops (person_id, picture, landmarks) VALUES (?, ?, ?)", [person_id, *row])
    assert cursor.lastrowid is not None  # an INSERT that did not raise has made a row
    return cursor.lastrowid


class CropsRepository:
    """The crops kept in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def count(self) -> int:
        """How many are kept.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            return int(self._db.execute("SELECT count(*) FROM crops").fetchall()[0][0])

    def lacking(self, encoder_id: str) -> list[int]:
        """Ids of the crops that have no template of an encoder, the oldest first.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            rows = self._db.execute(
                "SELECT id FROM crops WHERE NOT EXISTS"
                " (SELECT 1 FROM templates WHERE crop_id = crops.id AND encoder_id = ?) ORDER BY id",
                [encoder_id],
            ).fetchall()
        return [row[0] for row in rows]

    def get(self, crop_id: int) -> FaceCrop | None:
        """A crop; None where it went with its person.

        Raises:
            StorageError: The database cannot be read, or the crop in it is damaged.
        """
        with storage_errors(self._path):
            rows = self._db.execute("SELECT picture, landmarks FROM crops WHERE id = ?", [crop_id]).fetchall()
        if not rows:
            return None
        picture, landmarks = rows[0]
        try:
            points = np.frombuffer(landmarks, dtype="<f4").astype(np.float32).reshape(5, 2)
            if not np.isfinite(points).all():
                raise ValueError("landmarks that are not finite")
            return FaceCrop(decode_image(picture, f"crop {crop_id}"), points)
        except (TypeError, ValueError, SourceError) as error:
            raise damaged(
                self._path, Message("crop {id} is unusable ({fault})", id=crop_id, fault=str(error))
            ) from error

    def best_of(self, person_id: int) -> FaceCrop | None:
        """The crop of a person's template of the highest quality, the oldest of equals; None where none is kept.

        Raises:
            StorageError: The database cannot be read, or the crop in it is damaged.
        """
        with storage_errors(self._path):
            rows = self._db.execute(
                "SELECT crop_id FROM templates WHERE person_id = ? AND crop_id IS NOT NULL"
                " ORDER BY quality DESC, id LIMIT 1",
                [int(person_id)],
            ).fetchall()
        return self.get(rows[0][0]) if rows else None

    def add_template(self, crop_id: int, encoder_id: str, embedding: Embedding, created_at: datetime) -> bool:
        """Add an encoder's template of a crop, with the quality and source of the crop's first one.

        Returns:
            Whether it was added: not where the encoder has one of this crop already, or the crop went.

        Raises:
            StorageError: The surroundings do not allow it.
            ValueError: The embedding is no unit vector.
        """
        data = embedding_to_bytes(embedding)
        with writing(self._db):
            cursor = self._db.execute(
                "INSERT INTO templates"
                " (person_id, encoder_id, embedding_size, embedding, quality, source, created_at, crop_id)"
                " SELECT person_id, ?, ?, ?, quality, source, ?, crop_id FROM templates WHERE crop_id = ?"
                " AND NOT EXISTS (SELECT 1 FROM templates WHERE crop_id = ? AND encoder_id = ?) ORDER BY id LIMIT 1",
                [encoder_id, len(data) // 4, data, instant_to_text(created_at), crop_id, crop_id, encoder_id],
            )
            return bool(cursor.rowcount)

    def erase_all(self) -> int:
        """Erase every crop and its traces in the files; templates stay.

        Returns:
            How many there were.

        Raises:
            StorageError: The surroundings do not allow it. Once they are deleted, the next opening clears what traces
                are left.
        """
        with writing(self._db):
            count = int(self._db.execute("SELECT count(*) FROM crops").fetchall()[0][0])
            self._db.execute("UPDATE templates SET crop_id = NULL WHERE crop_id IS NOT NULL")
            self._db.execute("DELETE FROM crops")
            erasure.request(self._db)
        erasure.finish(self._db, self._path)
        return count
