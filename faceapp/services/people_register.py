"""The people as an administrator keeps them: look up, change, suspend, remove. Nothing here looks for faces."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Final

import numpy as np
from sqlite_utils import Database

from faceapp.domain.errors import FaceNotUsableError
from faceapp.domain.records import FaceCrop, Image, Person, Template
from faceapp.storage.crops import CropsRepository
from faceapp.storage.people import PeopleRepository
from faceapp.vision.alignment import align

# Where eyes, nose and mouth lie in a thumbnail, as shares of its side: a whole head with some room.
_PORTRAIT: Final = np.array([[0.39, 0.42], [0.61, 0.42], [0.5, 0.56], [0.4, 0.66], [0.6, 0.66]])
THUMBNAIL_PX = 96


class PeopleRegister:
    """Works on the people of one database; its methods may be called from any thread.

    Args:
        database: Opens a connection for the calling thread, which is closed again.
    """

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def people(self) -> list[Person]:
        """Everybody, by name.

        Raises:
            StorageError: The database cannot be read.
        """
        with closing(self._database()) as database:
            return PeopleRepository(database).list()

    def get(self, person_id: int) -> Person:
        """The person with this id.

        Raises:
            UnknownPersonError: Nobody has it.
            StorageError: The database cannot be read.
        """
        with closing(self._database()) as database:
            return PeopleRepository(database).get(person_id)

    def change(self, person_id: int, edit: Callable[[Person], Person]) -> Person:
        """Change what an administrator may of a person; see `PeopleRepository.change`."""
        with closing(self._database()) as database:
            return PeopleRepository(database).change(person_id, edit)

    def templates(self, person_id: int) -> list[Template]:
        """Every template of a person, of any encoder, oldest first; see `PeopleRepository.templates_of`."""
        with closing(self._database()) as database:
            return PeopleRepository(database).templates_of(person_id)

    def remove_template(self, person_id: int, template_id: int) -> Person:
        """Remove one of a person's templates and every trace of it; see `PeopleRepository.remove_template`."""
        with closing(self._database()) as database:
            return PeopleRepository(database).remove_template(person_id, template_id)

    def remove(self, person_id: int) -> Person:
        """Remove a person and every trace of name and face; see `PeopleRepository.remove`."""
        with closing(self._database()) as database:
            return PeopleRepository(database).remove(person_id)

    def thumbnail(self, person_id: int) -> Image | None:
        """A small portrait from the best crop that is kept of a person; None where none is kept.

        Returns:
            RGB, uint8, (`THUMBNAIL_PX`, `THUMBNAIL_PX`, 3).

        Raises:
            StorageError: The database cannot be read, or the crop in it is damaged.
        """
        with closing(self._database()) as database:
            crop = CropsRepository(database).best_of(person_id)
        return None if crop is None else _portrait(crop)


def _portrait(crop: FaceCrop) -> Image | None:
    try:
        return align(crop.image, crop.landmarks_px, THUMBNAIL_PX * _PORTRAIT, THUMBNAIL_PX)
    except FaceNotUsableError:
        return None
