"""Many probes against many templates at once: the gallery's search, for simulations.

A door searches one face at a time in an index; a simulation has thousands, and must leave out templates that a probe
may not meet. The answers are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.approach import RIVALS
from faceapp.domain.records import Candidate
from faceapp.domain.similarity import COSINE, Similarity

# Scores in memory at a time.
_BLOCK_SCORES = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class TopPeople:
    """The most similar people of N probes, best first, equal scores by person id.

    Attributes:
        people: Their ids, int64 (N, K).
        scores: Their scores, float32 (N, K); -inf fills up where fewer people have a template.
    """

    people: NDArray[np.int64]
    scores: NDArray[np.float32]

    def candidates(self, row: int) -> tuple[Candidate, ...]:
        """The candidates of one probe."""
        return tuple(
            Candidate(int(person), float(score))
            for person, score in zip(self.people[row], self.scores[row], strict=True)
            if score > -np.inf
        )


class TemplateSearch:
    """The templates of a gallery, searched by person, each person scored by the best template.

    Args:
        embeddings: Templates, unit rows, float32 (M, D).
        people: Person id of each, (M,), >= 0.
        similarity: What scores two embeddings. Anything but the cosine scores the people anew that the cosine finds.
        most: People listed for each probe, >= 1.

    Raises:
        ValueError: Shapes do not fit, or a value is not finite.
    """

    def __init__(
        self,
        embeddings: NDArray[np.float32],
        people: NDArray[np.int64],
        *,
        similarity: Similarity = COSINE,
        most: int = RIVALS,
    ) -> None:
        if embeddings.ndim != 2 or people.shape != (len(embeddings),) or most < 1:
            raise ValueError(f"templates {embeddings.shape} and people {people.shape} do not fit")
        if not np.isfinite(embeddings).all():
            raise ValueError("a template is not finite")
        self._order = np.argsort(people, kind="stable")
        self._templates = np.ascontiguousarray(embeddings[self._order], dtype=np.float32)
        self.ids, self._starts = np.unique(people[self._order], return_index=True)
        self._ends = np.append(self._starts[1:], len(people))
        self._similarity = similarity
        self._most = most

    def __call__(self, probes: NDArray[np.float32]) -> list[tuple[Candidate, ...]]:
        """Candidates of each probe, as the door's gallery finds them: (N, D) -> N lists."""
        found = self.top(probes)
        return [found.candidates(row) for row in range(len(probes))]

    def leaving_out(
        self, number: int, of_templates: NDArray[np.int64]
    ) -> Callable[[NDArray[np.float32]], list[tuple[Candidate, ...]]]:
        """The same search as if templates of a number were not enrolled.

        Args:
            number: Which.
            of_templates: A number of each template, (M,), in the order they were given.
        """

        def search(probes: NDArray[np.float32]) -> list[tuple[Candidate, ...]]:
            found = self.top(probes, left_out=(np.full(len(probes), number, dtype=np.int64), of_templates))
            return [found.candidates(row) for row in range(len(probes))]

        return search

    def top(
        self,
        probes: NDArray[np.float32],
        *,
        left_out: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> TopPeople:
        """The most similar people of each probe.

        Args:
            probes: Unit rows, float32 (N, D).
            left_out: A number of each probe (N,) and of each template (M,), in the order they were given: a probe does
                not meet templates of its own number, as if they were not enrolled.
            on_progress: Called with the share done; what it raises ends the work.

        Raises:
            ValueError: A probe is not finite.
        """
        if not np.isfinite(probes).all():
            raise ValueError("a probe is not finite")
        wanted = min(self._most, len(self.ids))
        people = np.zeros((len(probes), wanted), dtype=np.int64)
        scores = np.full((len(probes), wanted), -np.inf, dtype=np.float32)
        if wanted == 0:
            return TopPeople(people, scores)
        numbers = None if left_out is None else left_out[1][self._order]
        rows = max(1, _BLOCK_SCORES // len(self._templates))
        for begin in range(0, len(probes), rows):
            if on_progress is not None:
                on_progress(begin / len(probes))
            block = slice(begin, begin + rows)
            hidden = None
            if left_out is not None and numbers is not None:
                hidden = left_out[0][block, np.newaxis] == numbers
            people[block], scores[block] = self._top_of(probes[block], hidden, wanted)
        return TopPeople(people, scores)

    def _top_of(
        self, probes: NDArray[np.float32], hidden: NDArray[np.bool_] | None, wanted: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        compared = COSINE.matrix(probes, self._templates)  # (n, M)
        if hidden is not None:
            compared[hidden] = -np.inf
        best = np.maximum.reduceat(compared, self._starts, axis=1)  # (n, P)
        ranked = _ranked(best, wanted)
        scores = np.take_along_axis(best, ranked, axis=1)
        if self._similarity is not COSINE:
            for row, columns in enumerate(ranked):
                scores[row] = self._rescored(probes[row], columns, None if hidden is None else hidden[row])
            # By score, then by id: the columns are in the order of the ids.
            again = np.lexsort((ranked, -scores), axis=1)
            ranked, scores = np.take_along_axis(ranked, again, axis=1), np.take_along_axis(scores, again, axis=1)
        return self.ids[ranked], scores

    def _rescored(
        self, probe: NDArray[np.float32], columns: NDArray[np.int64], hidden: NDArray[np.bool_] | None
    ) -> NDArray[np.float32]:
        """The score of each person anew, (K,)."""
        rows = [np.arange(self._starts[column], self._ends[column]) for column in columns]
        lengths = np.array([len(part) for part in rows])
        flat = np.concatenate(rows)
        compared = self._similarity.matrix(probe[np.newaxis], self._templates[flat])[0]
        if hidden is not None:
            compared = np.where(hidden[flat], np.float32(-np.inf), compared)
        best: NDArray[np.float32] = np.maximum.reduceat(compared, np.cumsum(lengths) - lengths)
        return best


def _ranked(best: NDArray[np.float32], wanted: int) -> NDArray[np.int64]:
    """Columns of the highest values of each row, falling, equal ones in their order: (n, P) -> (n, wanted)."""
    if wanted * 4 >= best.shape[1]:
        return np.argsort(-best, axis=1, kind="stable")[:, :wanted]
    # Most columns need no order. Those that equal the last wanted value are more than fit, now and then.
    chosen = np.sort(np.argpartition(-best, wanted - 1, axis=1)[:, :wanted], axis=1)
    values = np.take_along_axis(best, chosen, axis=1)
    ranked = np.take_along_axis(chosen, np.argsort(-values, axis=1, kind="stable"), axis=1)
    tied = np.flatnonzero((best >= values.min(axis=1, keepdims=True)).sum(axis=1) > wanted)
    ranked[tied] = np.argsort(-best[tied], axis=1, kind="stable")[:, :wanted]
    return ranked
