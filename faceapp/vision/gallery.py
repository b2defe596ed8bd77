"""Who is enrolled: embeddings in, candidates out.

An exact index: with the few thousand templates of a door, comparing with every one takes a
fraction of a millisecond, and an approximate index would add misses for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from faceapp.domain.records import Candidate, Embedding, Template
from faceapp.domain.similarity import Similarity

UNIT_NORM_TOLERANCE = 1e-3

# How many people a scorer looks at for each probe.
RESCORED = 10


@dataclass(frozen=True, slots=True)
class GalleryDifference:
    """How a gallery departs from the stored templates.

    Attributes:
        missing: Per person, how many stored templates the gallery lacks.
        unexpected: Per person, how many of its templates are not stored.
    """

    missing: dict[int, int]
    unexpected: dict[int, int]

    @property
    def consistent(self) -> bool:
        """Whether gallery and storage hold the same templates."""
        return not self.missing and not self.unexpected


class Gallery:
    """The enrolled templates of one encoder, searched by person.

    One instance belongs to one thread.

    Args:
        embedding_size: Length of the encoder's embeddings.
        scorer: Scores the most similar people anew, in place of the cosine; None leaves them as they are.
    """

    def __init__(self, embedding_size: int, scorer: Similarity | None = None) -> None:
        if embedding_size < 1:
            raise ValueError("embedding_size must be positive")
        self.embedding_size = embedding_size
        self._scorer = scorer
        self._flat = faiss.IndexFlatIP(embedding_size)
        # The ids are the people's, several templates sharing one. (IndexIDMap2 would want them unique.)
        self._index = faiss.IndexIDMap(self._flat)
        self._templates_of: dict[int, int] = {}

    @classmethod
    def from_templates(
        cls, embedding_size: int, templates: Iterable[Template], scorer: Similarity | None = None
    ) -> Gallery:
        """Build a gallery from stored templates, all of one encoder."""
        embeddings_of: dict[int, list[Embedding]] = {}
        for template in templates:
            embeddings_of.setdefault(template.person_id, []).append(template.embedding)
        gallery = cls(embedding_size, scorer)
        for person_id, embeddings in embeddings_of.items():
            gallery.add(person_id, np.stack(embeddings))
        return gallery

    def __len__(self) -> int:
        """How many templates there are."""
        return int(self._index.ntotal)

    @property
    def people(self) -> int:
        """How many people have a template."""
        return len(self._templates_of)

    def add(self, person_id: int, embeddings: NDArray[np.float32]) -> None:
        """Add templates of a person, to those that are there.

        Args:
            person_id: Whose they are, >= 0.
            embeddings: float32 (N, embedding_size), unit rows; N may be 0.

        Raises:
            ValueError: Wrong shape, or a row that is not finite or not of unit length. Nothing is
                added then.
        """
        if person_id < 0:
            raise ValueError("person_id must not be negative")
        rows = self._checked(embeddings)
        if len(rows) == 0:
            return
        self._index.add_with_ids(rows, np.full(len(rows), person_id, dtype=np.int64))
        self._templates_of[person_id] = self._templates_of.get(person_id, 0) + len(rows)

    def remove(self, person_id: int) -> int:
        """Remove every template of a person.

        Returns:
            How many there were; 0 for a person who has none.
        """
        if person_id not in self._templates_of:
            return 0
        removed = int(self._index.remove_ids(faiss.IDSelectorRange(person_id, person_id + 1)))
        del self._templates_of[person_id]
        return removed

    def search(self, embeddings: NDArray[np.float32], people: int = 10) -> list[tuple[Candidate, ...]]:
        """Find the most similar people: each scored by the best of their templates.

        The answer is exact: a person with many templates crowds nobody out. With a scorer it is exact among the
        `RESCORED` people (or as many as asked for) who are most similar by the cosine.

        Args:
            embeddings: Probes, float32 (N, embedding_size), unit rows.
            people: How many people to return at most, >= 1.

        Returns:
            For each probe the candidates, best first, equal scores by person id; empty when the
            gallery is.

        Raises:
            ValueError: Wrong shape, or a row that is not finite or not of unit length.
        """
        if people < 1:
            raise ValueError("people must be at least 1")
        probes = self._checked(embeddings)
        total = len(self)
        if total == 0 or len(probes) == 0:
            return [()] * len(probes)
        wanted = min(people if self._scorer is None else max(people, RESCORED), self.people)
        # Fewer than `wanted` people cannot fill k places: among the k best templates there are those
        # of at least `wanted` people, and nobody who is left out scores better than the last.
        k = min(total, (wanted - 1) * max(self._templates_of.values()) + 1)
        scores, ids = self._index.search(probes, k)
        found = [self._candidates(probes[row], scores[row], ids[row], wanted) for row in range(len(probes))]
        if self._scorer is None:
            return found
        return [self._rescored(probe, ranked)[:people] for probe, ranked in zip(probes, found, strict=True)]

    def difference(self, templates: Iterable[Template]) -> GalleryDifference:
        """Compare with the stored templates, value by value."""
        stored = Counter(
            (template.person_id, np.ascontiguousarray(template.embedding, dtype=np.float32).tobytes())
            for template in templates
        )
        ids = faiss.vector_to_array(self._index.id_map)
        rows = self._flat.reconstruct_n(0, len(self))
        held = Counter((int(person_id), row.tobytes()) for person_id, row in zip(ids, rows, strict=True))
        return GalleryDifference(missing=_per_person(stored - held), unexpected=_per_person(held - stored))

    def _candidates(
        self, probe: Embedding, scores: NDArray[np.float32], ids: NDArray[np.int64], wanted: int
    ) -> tuple[Candidate, ...]:
        best = _best_per_person(scores, ids)
        k = len(ids)
        # Somebody left out may score exactly as the last one taken: look on until scores fall.
        while wanted < self.people and k < len(self) and float(scores[-1]) >= best[wanted - 1].score:
            k = min(len(self), 2 * k)
            (scores,), (ids,) = self._index.search(probe[np.newaxis], k)
            best = _best_per_person(scores, ids)
        return tuple(best[:wanted])

    def _rescored(self, probe: Embedding, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        assert self._scorer is not None
        ids = faiss.vector_to_array(self._index.id_map)
        rescored = []
        for candidate in candidates:
            rows = np.flatnonzero(ids == candidate.person_id)
            templates = np.stack([self._flat.reconstruct(int(row)) for row in rows])
            scores = self._scorer.matrix(probe[np.newaxis], templates)
            rescored.append(Candidate(candidate.person_id, float(scores.max())))
        return tuple(sorted(rescored, key=lambda candidate: (-candidate.score, candidate.person_id)))

    def _checked(self, embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
        rows = np.ascontiguousarray(embeddings, dtype=np.float32)
        if rows.ndim != 2 or rows.shape[1] != self.embedding_size:
            raise ValueError(f"expected embeddings (N, {self.embedding_size}), got {rows.shape}")
        if not np.isfinite(rows).all():
            raise ValueError("an embedding is not finite")
        if np.any(np.abs(np.linalg.norm(rows, axis=1) - 1.0) > UNIT_NORM_TOLERANCE):
            raise ValueError("an embedding is not of unit length")
        return rows


def _best_per_person(scores: Sequence[float] | NDArray[np.float32], ids: NDArray[np.int64]) -> list[Candidate]:
    # Scores come best first, so a person's first one is the best.
    best: dict[int, float] = {}
    for score, person_id in zip(scores, ids, strict=True):
        best.setdefault(int(person_id), float(score))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return [Candidate(person_id=person_id, score=score) for person_id, score in ranked]


def _per_person(templates: Counter[tuple[int, bytes]]) -> dict[int, int]:
    people: Counter[int] = Counter()
    for (person_id, _), count in templates.items():
        people[person_id] += count
    return dict(sorted(people.items()))
