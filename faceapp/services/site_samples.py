"""What a site knows of its people, as arrays: pictures, and what was said of decisions at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.event_labels import LabelledScores

# The cosine from which on two embeddings are of one picture.
COPY = 0.9999


@dataclass(frozen=True, slots=True, eq=False)
class SiteSamples:
    """What is known of the site's people: templates, and further pictures of theirs or of others.

    Attributes:
        embeddings: Unit rows, float32 (N, D).
        person: Index of the person of each, (N,), in [0, P).
        source: Number of the picture, clip or session that each comes from, (N,).
        templates: How many of them are templates of the gallery; the first ones.
        enrolled: How many people the gallery holds.
        names: A key of each person, by index.
        titles: What each person is called, by index.
        copies: Pictures that were left out as copies of another of the same person.
    """

    embeddings: NDArray[np.float32]
    person: NDArray[np.int64]
    source: NDArray[np.int64]
    templates: int
    enrolled: int
    names: tuple[str, ...]
    titles: tuple[str, ...]
    copies: int

    @classmethod
    def of(
        cls,
        samples: Sequence[tuple[str, str, NDArray[np.float32]]],
        *,
        templates: int,
        embedding_size: int,
        titles: Mapping[str, str] | None = None,
    ) -> SiteSamples:
        """Number people and sources, and leave out copies: one picture twice is one picture, whatever its names.

        Args:
            samples: Person, source and embedding (D,) of each sample, templates first.
            templates: How many are templates.
            embedding_size: D.
            titles: What people are called, by the names in `samples`; as these, if not given.
        """
        titles = titles or {}
        people = {name: index for index, name in enumerate(dict.fromkeys(name for name, _, _ in samples))}
        kept: list[tuple[str, str, NDArray[np.float32]]] = []
        of_person: dict[str, list[NDArray[np.float32]]] = {}
        for name, source, embedding in samples:
            known = of_person.setdefault(name, [])
            if not any(float(other @ embedding) >= COPY for other in known):
                known.append(embedding)
                kept.append((name, source, embedding))
        sources = {key: index for index, key in enumerate(dict.fromkeys((name, source) for name, source, _ in kept))}
        embeddings = [embedding for _, _, embedding in kept]
        return cls(
            np.stack(embeddings) if embeddings else np.zeros((0, embedding_size), dtype=np.float32),
            np.array([people[name] for name, _, _ in kept], dtype=np.int64),
            np.array([sources[name, source] for name, source, _ in kept], dtype=np.int64),
            templates,
            len({name for name, _, _ in samples[:templates]}),
            tuple(people),
            tuple(titles.get(name, name) for name in people),
            len(samples) - len(kept),
        )

    def same_picture(self, first: int, second: int) -> bool:
        """Whether two people have a picture in common."""
        scores = self.embeddings[self.person == first] @ self.embeddings[self.person == second].T
        return bool((scores >= COPY).any())


@dataclass(frozen=True, slots=True, eq=False)
class MarkedScores:
    """What the administrator said of decisions at the door.

    Attributes:
        wrong: Scores at which somebody was taken for another person, (W,).
        wrong_person: Index of the person that each was taken for, (W,).
        missed: Scores at which somebody enrolled was denied, (M,). Grants that were right are not here: to be granted
            they had to reach the threshold, so that they would make misses look rarer than they are.
        missed_person: Index of that person, (M,).
    """

    wrong: NDArray[np.float32]
    wrong_person: NDArray[np.int64]
    missed: NDArray[np.float32]
    missed_person: NDArray[np.int64]

    @classmethod
    def none(cls) -> MarkedScores:
        """Nothing was marked."""
        return cls(np.zeros(0, np.float32), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.int64))

    @classmethod
    def of(cls, labelled: LabelledScores, names: Sequence[str]) -> MarkedScores:
        """Labels with the people as the samples number them; of people who have no template now nothing is said."""
        index = {name: number for number, name in enumerate(names)}

        def known(scores: NDArray[np.float64], ids: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
            numbers = np.array([index.get(f"person {person_id}", -1) for person_id in ids.tolist()], dtype=np.int64)
            return scores[numbers >= 0].astype(np.float32), numbers[numbers >= 0]

        missed = labelled.missed
        return cls(
            *known(labelled.non_mated, labelled.non_mated_person),
            *known(labelled.mated[missed], labelled.mated_person[missed]),
        )

    def at(self, threshold: float) -> tuple[int, int]:
        """How many a threshold would let in again, and how many it would deny again."""
        return int(np.count_nonzero(self.wrong >= threshold)), int(np.count_nonzero(self.missed < threshold))
