"""An enrolment in three steps: make templates, look at what they are worth, store them. Only the last one is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from faceapp.domain.decision import Policy
from faceapp.domain.errors import CalibrationError, FaceNotUsableError, ModelError, PersonNameError
from faceapp.domain.messages import Message, joined
from faceapp.domain.names import folded
from faceapp.domain.records import Embedding, Person, Template
from faceapp.domain.similarity import Similarity
from faceapp.services.enrolment import SAME_PERSON, Enroller, EnrolmentReport, FaceExaminer, Picture, Rejection
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.services.try_out import TryOut
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_details import clean_name
from faceapp.vision.gallery import Gallery

# Stands for somebody who has no id yet; ids begin at 1.
NEWCOMER = 0
_NEAREST = 3


@dataclass(frozen=True, slots=True, eq=False)
class EnrolmentDraft:
    """Templates that are not stored yet.

    Attributes:
        templates: The templates.
        rejected: What could not be used.
    """

    templates: tuple[NewTemplate, ...]
    rejected: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class NearPerson:
    """Somebody in the gallery, held against the new templates.

    Attributes:
        person_id: Who.
        name: The name.
        score: The most similar pair of templates.
    """

    person_id: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class EnrolmentReview:
    """What new templates are worth.

    Attributes:
        sources: Where each comes from.
        agreement: How alike each is to the others: its mean score with them; empty where there is only one.
        nearest: The most similar people in the gallery, best first.
        warnings: Whom the person could be taken for, or could be already.
        threshold: What the door accepts; None where the encoder has no threshold and no door can be run.
    """

    sources: tuple[str, ...]
    agreement: tuple[float, ...]
    nearest: tuple[NearPerson, ...]
    warnings: tuple[LookalikeWarning, ...]
    threshold: float | None


class EnrolmentDesk:
    """Enrols people; heavy, so never on the main thread. Its methods may be called from any thread.

    Args:
        database: Opens a connection for the calling thread, which is closed again.
        examiner: Lends what finds and embeds faces, to one thread at a time.
        encoder_id: Whose templates are made.
        embedding_size: Length of its embeddings.
        similarity: What scores two of them.
        scorer: The same, where it is not the cosine.
        policy: What a grant takes, as things stand.
        lookalikes: Warnings of people whom new templates look like; see `SiteLookalikes.warnings`.
        keep_crops: Keep the faces, too.
    """

    def __init__(
        self,
        *,
        database: Callable[[], Database],
        examiner: Callable[[], AbstractContextManager[FaceExaminer]],
        encoder_id: str,
        embedding_size: int,
        similarity: Similarity,
        scorer: Similarity | None,
        policy: Callable[[], Policy],
        lookalikes: Callable[[Sequence[Embedding], int | None], tuple[LookalikeWarning, ...]],
        keep_crops: bool,
    ) -> None:
        self._database = database
        self._examiner = examiner
        self._encoder_id = encoder_id
        self._embedding_size = embedding_size
        self._similarity = similarity
        self._scorer = scorer
        self._policy = policy
        self._lookalikes = lookalikes
        self._keep_crops = keep_crops

    def check_name(self, name: str) -> None:
        """See that a new person can have this name.

        Raises:
            PersonNameError: It cannot be used or is taken.
            StorageError: The database cannot be read.
        """
        with closing(self._database()) as database:
            if namesakes := PeopleRepository(database).find_by_name(clean_name(name)):
                raise PersonNameError(
                    Message(
                        "'{name}' is enrolled already, with id {person_id}.",
                        name=name,
                        person_id=namesakes[0].person_id,
                    ),
                    hint=Message(
                        "Choose a name that tells them apart, or add pictures to that person (`faceapp "
                        "people add NAME FILE... --to {person_id}`).",
                        person_id=namesakes[0].person_id,
                    ),
                )

    def namesakes(self, name: str) -> list[Person]:
        """Who is enrolled under a name that reads the same, whatever its case, width and blanks; see `folded`.

        Nothing forbids it, but nobody could tell the two apart: whoever enrols somebody should be asked.

        Raises:
            StorageError: The database cannot be read.
        """
        wanted = folded(name)
        with closing(self._database()) as database:
            return [person for person in PeopleRepository(database).list() if folded(person.name) == wanted]

    def draft(
        self,
        pictures: Sequence[Picture],
        files: Sequence[Path],
        on_progress: Callable[[float, str], None] | None = None,
        *,
        skip_unusable: bool = True,
    ) -> EnrolmentDraft:
        """Make templates and store nothing.

        Args:
            pictures: Pictures of one time before the camera; those that show somebody else than most are left out.
            files: Photographs, clips and folders of them.
            on_progress: See `Enroller.templates`.
            skip_unusable: Go on with the rest when some cannot be used; otherwise one is enough to refuse.

        Raises:
            FaceNotUsableError: Nothing could be used, or something could not and `skip_unusable` is False.
            SourceError: A file is absent or unreadable.
        """
        with self._examiner() as examiner:
            enroller = Enroller(examiner, keep_crops=self._keep_crops)
            templates, rejected = enroller.templates(pictures, files, on_progress)
        if pictures and not files:
            templates, others = _of_one_person(templates)
            rejected += [
                Rejection(other.source, Message("It seems to show somebody else than the others.")) for other in others
            ]
        if rejected and (not templates or not skip_unusable):
            raise FaceNotUsableError(
                joined(
                    *(
                        Message("{source}: {sentence}", source=rejection.source, sentence=rejection.sentence)
                        for rejection in rejected[:5]
                    )
                ),
                hint=Message("Nobody was enrolled."),
            )
        if not templates:
            raise FaceNotUsableError(
                Message("There is nothing to enrol from."), hint=Message("Give a picture or a clip.")
            )
        return EnrolmentDraft(tuple(templates), tuple(rejected))

    def review(self, draft: EnrolmentDraft, person_id: int | None = None) -> EnrolmentReview:
        """Hold new templates against each other and against the gallery.

        Args:
            draft: The templates.
            person_id: Whose they will be, if the person is enrolled already.

        Raises:
            StorageError: The database cannot be read.
        """
        own = NEWCOMER if person_id is None else person_id
        with closing(self._database()) as database:
            people = PeopleRepository(database)
            stored = people.templates(self._encoder_id)
            names = {person.person_id: person.name for person in people.list()}
        fresh = np.stack([template.embedding for template in draft.templates])
        try:
            threshold = self._policy().threshold
        except (CalibrationError, ModelError):
            threshold = None
        others = [template for template in stored if template.person_id != own]
        return EnrolmentReview(
            sources=tuple(template.source for template in draft.templates),
            agreement=_agreement(self._similarity.matrix(fresh, fresh)),
            nearest=self._nearest(fresh, others, names),
            warnings=self._lookalikes([template.embedding for template in draft.templates], person_id),
            threshold=threshold,
        )

    def try_out(self, draft: EnrolmentDraft, person_id: int | None = None) -> TryOut:
        """The door's own judgement with the new templates in the gallery; used by the thread that asks for it.

        Raises:
            StorageError: The database cannot be read.
        """
        own = NEWCOMER if person_id is None else person_id
        with closing(self._database()) as database:
            stored = PeopleRepository(database).templates(self._encoder_id)
        gallery = Gallery.from_templates(self._embedding_size, stored, self._scorer)
        gallery.add(own, np.stack([template.embedding for template in draft.templates]))
        return TryOut(self._examiner, gallery, self._policy(), own)

    def store(self, name: str, draft: EnrolmentDraft, person_id: int | None = None) -> EnrolmentReport:
        """Store the templates.

        Args:
            name: Of a new person.
            draft: The templates.
            person_id: Add to this person instead of making a new one; `name` is not used then.

        Raises:
            PersonNameError: The name cannot be used or is taken.
            UnknownPersonError: Nobody has `person_id`.
            StorageError: Nothing can be written.
            ModelError: The encoder's cohort is damaged.
        """
        if person_id is None:
            self.check_name(name)
        warnings = self._lookalikes([template.embedding for template in draft.templates], person_id)
        now = datetime.now(UTC)
        with closing(self._database()) as database:
            people = PeopleRepository(database)
            if person_id is None:
                person = people.enrol(name, draft.templates, now)
            else:
                people.add_templates(person_id, draft.templates, now)
                person = people.get(person_id)
        accepted = tuple(template.source for template in draft.templates)
        return EnrolmentReport(person, accepted, draft.rejected, warnings)

    def _nearest(
        self, fresh: NDArray[np.float32], others: Sequence[Template], names: dict[int, str]
    ) -> tuple[NearPerson, ...]:
        if not others:
            return ()
        embeddings = np.stack([template.embedding for template in others])
        people = np.array([template.person_id for template in others], dtype=np.int64)
        best: dict[int, float] = {}
        for person, score in zip(people.tolist(), self._similarity.matrix(fresh, embeddings).max(axis=0), strict=True):
            best[person] = max(best.get(person, -np.inf), float(score))
        ranked = sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))
        return tuple(NearPerson(person, names.get(person, ""), score) for person, score in ranked[:_NEAREST])


def _of_one_person(templates: list[NewTemplate]) -> tuple[list[NewTemplate], list[NewTemplate]]:
    """The templates that show one person, and those that do not."""
    if len(templates) < 2:
        return templates, []
    embeddings = np.stack([template.embedding for template in templates])
    # Held against the one that most others resemble: the mean of two people resembles both.
    alike = embeddings @ embeddings.T >= SAME_PERSON
    same = alike[alike.sum(axis=1).argmax()]
    return (
        [template for template, is_same in zip(templates, same, strict=True) if is_same],
        [template for template, is_same in zip(templates, same, strict=True) if not is_same],
    )


def _agreement(scores: NDArray[np.float32]) -> tuple[float, ...]:
    count = len(scores)
    if count < 2:
        return ()
    others = (scores.astype(np.float64).sum(axis=1) - np.diag(scores)) / (count - 1)
    return tuple(float(mean) for mean in others)
