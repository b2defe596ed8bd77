"""Who among those enrolled looks like whom to the encoder in use, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from faceapp.domain.errors import CalibrationError, ModelError
from faceapp.domain.lookalikes import (
    NEAR,
    NEAR_ENOUGH_TO_WARN,
    Likeness,
    Lookalikes,
    find_lookalikes,
    typical_mated_score,
)
from faceapp.domain.records import Embedding, Person
from faceapp.domain.similarity import Similarity
from faceapp.storage.people import PeopleRepository
from faceapp.vision.card import EncoderCard
from faceapp.vision.cohort import read_cohort

# Smaller than every id: whoever is about to be enrolled has none yet.
_NEWCOMER = 0


@dataclass(frozen=True, slots=True)
class LookalikeWarning:
    """Somebody enrolled whom somebody newly enrolled looks like.

    Attributes:
        person: Who was enrolled before.
        score: The two people's most similar two templates.
        threshold: The threshold in force.
        likeness: Whether it may be one person, enrolled twice.
    """

    person: Person
    score: float
    threshold: float
    likeness: Likeness


class SiteLookalikes:
    """Finds lookalikes among the people of one site; heavy, so never on a window's main thread.

    Methods may be called from any thread.

    Args:
        database: Opens a connection.
        card: The encoder in use.
        model_dir: Where it lies.
        similarity: What scores two templates.
        threshold: The threshold in force.
    """

    def __init__(
        self,
        *,
        database: Callable[[], Database],
        card: EncoderCard,
        model_dir: Path,
        similarity: Similarity,
        threshold: Callable[[], float],
    ) -> None:
        self._database = database
        self._card, self._model_dir = card, model_dir
        self._similarity = similarity
        self._threshold = threshold
        self._typical: tuple[float | None] | None = None

    def pairs(self, near: float = NEAR, should_stop: Callable[[], bool] = lambda: False) -> list[Lookalikes]:
        """The pairs of enrolled people near or above the threshold in force, the worst first.

        Args:
            near: How far below the threshold is still near, >= 0.
            should_stop: Asked now and then; True ends the search with what was found so far.

        Raises:
            CalibrationError: The threshold in force is of another encoder.
            ModelError: There is no threshold to hold them against, or the encoder's cohort is damaged.
            StorageError: The database cannot be read.
        """
        threshold = self._threshold()
        with closing(self._database()) as database:
            templates = PeopleRepository(database).templates(self._card.encoder_id)
        if not templates:
            return []
        embeddings, people = _arrays([(template.person_id, template.embedding) for template in templates])
        return find_lookalikes(
            embeddings,
            people,
            threshold,
            near=near,
            typical_mated=self.typical_mated(),
            similarity=self._similarity,
            should_stop=should_stop,
        )

    def warnings(self, new: Sequence[Embedding], person_id: int | None = None) -> tuple[LookalikeWarning, ...]:
        """Whom somebody looks like who is about to be enrolled, or to get more templates.

        Args:
            new: Unit embeddings of the encoder in use, each (D,); at least one.
            person_id: Who gets them; None for somebody new.

        Returns:
            The most similar person first; empty when nobody is near, and where the encoder has no threshold: no door
            runs with it either.

        Raises:
            ModelError: The encoder's cohort is damaged.
            StorageError: The database cannot be read.
        """
        try:
            threshold = self._threshold()
        except (CalibrationError, ModelError):
            return ()
        with closing(self._database()) as database:
            repository = PeopleRepository(database)
            templates = repository.templates(self._card.encoder_id)
            people = {person.person_id: person for person in repository.list()}
        newcomer = _NEWCOMER if person_id is None else person_id
        rows = [(newcomer, embedding) for embedding in new]
        # Somebody may have been removed between the two readings.
        rows += [(each.person_id, each.embedding) for each in templates if each.person_id in people]
        embeddings, owners = _arrays(rows)
        found = find_lookalikes(
            embeddings,
            owners,
            threshold,
            near=NEAR_ENOUGH_TO_WARN,
            typical_mated=self.typical_mated(),
            of=newcomer,
            similarity=self._similarity,
        )
        return tuple(
            LookalikeWarning(people[pair.other(newcomer)], pair.score, threshold, pair.likeness) for pair in found
        )

    def typical_mated(self) -> float | None:
        """Score that two pictures of one person typically have, over the encoder's cohort; None where it has none.

        Not over the site's people: frames of one clip are more alike than one person's pictures of many days.
        """
        if self._typical is None:
            cohort = read_cohort(self._model_dir, self._card)
            typical = (
                None if cohort is None else typical_mated_score(cohort.embeddings, cohort.labels, self._similarity)
            )
            self._typical = (typical,)
        return self._typical[0]


def warning_sentence(name: str, warning: LookalikeWarning) -> str:
    """A warning at enrolment, for the command line."""
    other = f"{warning.person.name} (id {warning.person.person_id})"
    if warning.likeness is Likeness.SAME:
        return (
            f"{name} may be enrolled already as {other}: score {warning.score:.3f}. If so, remove one of the two; "
            "if they are two people, ask both for a PIN."
        )
    return (
        f"{name} looks like {other} to this encoder (score {warning.score:.3f}, threshold {warning.threshold:.3f}): "
        "enrol more pictures of both, or ask for a PIN."
    )


def pair_sentence(pair: Lookalikes, names: dict[int, str], threshold: float) -> str:
    """A pair in words, for the command line."""
    first, second = (f"{names.get(each, 'somebody removed')} ({each})" for each in (pair.first, pair.second))
    figures = f"score {pair.score:.3f}, "
    if pair.score < threshold:
        figures += f"{threshold - pair.score:.3f} below the threshold"
    else:
        figures += f"{100 * pair.share:.0f} % of {pair.comparisons} template pairs reach the threshold"
    if pair.likeness is Likeness.SAME:
        return f"{first} and {second} may be one person, enrolled twice: {figures}."
    return f"{first} and {second} look alike to this encoder: {figures}."


def _arrays(rows: Sequence[tuple[int, Embedding]]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Embeddings (N, D) and whose each is (N,)."""
    return np.stack([embedding for _, embedding in rows]), np.array([owner for owner, _ in rows], dtype=np.int64)
