"""Templates when the encoder changes: whose are lacking, and making them anew from faces that were kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from sqlite_utils import Database

from faceapp.services.enrolment import FaceExaminer
from faceapp.storage.crops import CropsRepository
from faceapp.storage.people import PeopleRepository


class TemplateUpkeep:
    """Keeps the templates of one encoder; methods may be called from any thread.

    Args:
        database: Opens a connection for the calling thread.
        encoder_id: The encoder in use.
        examiner: Embeds faces; asked for when there is one to embed.
    """

    def __init__(self, database: Callable[[], Database], encoder_id: str, examiner: Callable[[], FaceExaminer]) -> None:
        self._database, self._encoder_id, self._examiner = database, encoder_id, examiner

    def to_enrol_again(self) -> set[int]:
        """Ids of people who have no template of the encoder in use; others are kept, and never compared with it."""
        with closing(self._database()) as database:
            people = PeopleRepository(database)
            able = {template.person_id for template in people.templates(self._encoder_id)}
            return {person.person_id for person in people.list()} - able

    def embed_again(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Make templates of the encoder in use from the crops that are kept; heavy, so never on the main thread.

        Each is stored at once: what was interrupted goes on with the rest.

        Args:
            on_progress: Called with the crops done, and those in all.

        Returns:
            How many templates were made.
        """
        made = 0
        with closing(self._database()) as database:
            crops = CropsRepository(database)
            ids = crops.lacking(self._encoder_id)
            for index, crop_id in enumerate(ids):
                crop = crops.get(crop_id)
                if crop is not None and (embedding := self._examiner().embed_crop(crop)) is not None:
                    made += crops.add_template(crop_id, self._encoder_id, embedding, datetime.now(UTC))
                if on_progress is not None:
                    on_progress(index + 1, len(ids))
        return made

    def forget_crops(self) -> int:
        """Erase every crop that is kept, and its traces; returns how many there were."""
        with closing(self._database()) as database:
            return CropsRepository(database).erase_all()
