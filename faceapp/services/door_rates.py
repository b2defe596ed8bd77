"""What a threshold comes to at the door, for the people who are enrolled now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.decision import Policy
from faceapp.domain.door_rates import ApproachRate, contradicts, fnir, fpir, fpir_among, replay_all, worst
from faceapp.domain.errors import CancelledError
from faceapp.domain.messages import Message
from faceapp.domain.records import Template
from faceapp.domain.replay import RecordedTrack
from faceapp.domain.similarity import COSINE, Similarity
from faceapp.domain.simulated_approaches import NOBODY, Probes, simulate
from faceapp.domain.stranger_model import ModelledRate, model_fpir
from faceapp.domain.template_search import TemplateSearch
from faceapp.services.enrolment import session_of
from faceapp.vision.cohort import Cohort

Progress = Callable[[float, str], None]

# Pictures of the site's people that are let approach, and people: those of more take longer and hardly tell more.
MOST_PROBES = 5000
MOST_PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class DoorRates:
    """Error rates of the current gallery at one policy; None where there is nothing to tell them from.

    Attributes:
        enrolled: People in the gallery.
        templates: Their templates.
        cohort_fpir: Simulated: the cohort's people as strangers.
        site_fpir: Simulated: each enrolled person as a stranger to the others. The site's own camera, but few people.
        modelled_fpir: By the model 1 - (1 - q)^N.
        recorded_fpir: Replayed: tracks of people who are not enrolled.
        recorded_site_fpir: Replayed: tracks of enrolled people, each as a stranger to the others.
        simulated_fnir: Simulated: the templates of one source against the rest of the gallery.
        recorded_fnir: Replayed: tracks of enrolled people.
        one_source: Enrolled people whose templates are all of one source, so that no FNIR of theirs can be simulated.
        passing_by: Tracks too short to be an approach, which count nowhere.
        enrolled_from: Tracks of clips that their person was enrolled from, which say nothing of FNIR.
    """

    enrolled: int
    templates: int
    cohort_fpir: ApproachRate | None
    site_fpir: ApproachRate | None
    modelled_fpir: ModelledRate | None
    recorded_fpir: ApproachRate | None
    recorded_site_fpir: ApproachRate | None
    simulated_fnir: ApproachRate | None
    recorded_fnir: ApproachRate | None
    one_source: int
    passing_by: int
    enrolled_from: int

    @property
    def fpir(self) -> ApproachRate | None:
        """The FPIR to report.

        Of recorded strangers, at this site's camera, where they are as many people as the cohort has: what a handful
        of strangers did says little of the next one. With fewer it is the cohort's, unless the site contradicts it:
        then the largest of the figures that do.
        """
        against = self._against_the_cohort()
        if against:
            return max(against, key=lambda rate: rate.rate.value)
        known = [rate for rate in (self.recorded_fpir, self.cohort_fpir, self.site_fpir) if rate is not None]
        if self.recorded_fpir is not None or self.cohort_fpir is not None:
            known = [rate for rate in known if rate is not self.site_fpir]
        return max(known, key=lambda rate: rate.people, default=None)  # of equally many the recorded ones

    @property
    def fnir(self) -> ApproachRate | None:
        """The FNIR to report: of recorded approaches where there are any, else of simulated ones.

        Simulated ones know nothing of faces that were too blurred or turned away to be judged, so that few recorded
        approaches are still worth more.
        """
        return self.recorded_fnir if self.recorded_fnir is not None else self.simulated_fnir

    @property
    def cohort_contradicted(self) -> bool:
        """Whether this site lets more strangers in than the cohort lets expect, beyond chance.

        Then its people, seen by its camera, resemble each other more than the cohort's do, and no figure that rests on
        the cohort holds here.
        """
        return bool(self._against_the_cohort())

    def _against_the_cohort(self) -> list[ApproachRate]:
        """What was seen at this site and lies above what the cohort lets expect, beyond chance."""
        if self.cohort_fpir is None:
            return []
        seen = (self.site_fpir, self.recorded_fpir, self.recorded_site_fpir)
        return [rate for rate in seen if rate is not None and contradicts(rate, self.cohort_fpir)]


def door_rates(
    templates: Sequence[Template],
    policy: Policy,
    cohort: Cohort | None,
    tracks: Sequence[RecordedTrack] | None = None,
    *,
    ids: Mapping[str, int] | None = None,
    similarity: Similarity = COSINE,
    on_progress: Progress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> DoorRates:
    """Measure and simulate the error rates of the door; heavy, so never on the main thread.

    Args:
        templates: The gallery, of one encoder.
        policy: What a grant takes, with the threshold to tell of.
        cohort: That encoder's cohort; None where it ships none.
        tracks: Recorded approaches.
        ids: Id of each person that a track names; tracks that name others, or nobody, show strangers.
        similarity: What scores two embeddings.
        on_progress: Called with the share done, in [0, 1], and what is being done.
        should_stop: Asked again and again; True ends the work.

    Raises:
        CancelledError: It was stopped.
    """
    gallery = _Gallery.of(templates)
    search = TemplateSearch(gallery.embeddings, gallery.person, similarity=similarity)
    known = {} if ids is None else ids

    def step(begin: float, end: float, what: str) -> Callable[[float], None]:
        def progress(share: float) -> None:
            if should_stop():
                raise CancelledError(Message("The work was stopped."), hint=Message("Nothing was changed."))
            if on_progress is not None:
                on_progress(begin + (end - begin) * share, what)

        progress(0.0)
        return progress

    cohort_fpir = modelled = None
    progress = step(0.0, 0.3, Message("Letting the cohort's people approach"))
    if cohort is not None:
        ways = simulate(search, _strangers(cohort.embeddings, cohort.labels), policy, on_progress=progress)
        cohort_fpir = worst([fpir(way) for way in ways])
    progress = step(0.3, 0.5, Message("Taking each enrolled person for a stranger"))
    site_fpir = _site_fpir(gallery, search, policy, progress)
    progress = step(0.5, 0.7, Message("Modelling strangers"))
    if gallery.people:
        modelled = _modelled(gallery, cohort, policy, similarity, progress)
    progress = step(0.7, 0.9, Message("Letting enrolled people approach"))
    simulated_fnir, one_source = _simulated_fnir(gallery, search, policy, progress)
    progress = step(0.9, 1.0, Message("Replaying what was recorded"))
    replayed = _Replayed.of(tracks or (), known, gallery, search, policy, progress)
    progress(1.0)
    return DoorRates(
        enrolled=gallery.people,
        templates=len(templates),
        cohort_fpir=cohort_fpir,
        site_fpir=site_fpir,
        modelled_fpir=modelled,
        recorded_fpir=replayed.fpir,
        recorded_site_fpir=replayed.site_fpir,
        simulated_fnir=simulated_fnir,
        recorded_fnir=replayed.fnir,
        one_source=one_source,
        passing_by=replayed.passing_by,
        enrolled_from=replayed.enrolled_from,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Gallery:
    """Templates as arrays.

    Attributes:
        embeddings: (M, D).
        person: Person id of each, (M,).
        source: Number of the source of each, (M,): one person's picture, clip or session.
        sources: Person id and name of each numbered source.
    """

    embeddings: NDArray[np.float32]
    person: NDArray[np.int64]
    source: NDArray[np.int64]
    sources: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, templates: Sequence[Template]) -> _Gallery:
        keys = [(template.person_id, session_of(template.source)) for template in templates]
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        return cls(
            np.stack([template.embedding for template in templates]) if templates else np.zeros((0, 1), np.float32),
            np.array([person for person, _ in keys], dtype=np.int64),
            np.array([numbers[key] for key in keys], dtype=np.int64),
            tuple(numbers),
        )

    @property
    def people(self) -> int:
        return len(np.unique(self.person))


@dataclass(frozen=True, slots=True)
class _Replayed:
    """What recorded tracks tell; see `DoorRates`."""

    fpir: ApproachRate | None
    site_fpir: ApproachRate | None
    fnir: ApproachRate | None
    passing_by: int
    enrolled_from: int

    @classmethod
    def of(
        cls,
        tracks: Sequence[RecordedTrack],
        ids: Mapping[str, int],
        gallery: _Gallery,
        search: TemplateSearch,
        policy: Policy,
        on_progress: Callable[[float], None],
    ) -> _Replayed:
        enrolled = set(gallery.person.tolist())
        owners = [NOBODY if track.person is None else ids.get(track.person, NOBODY) for track in tracks]
        owned = [(track, owner) for track, owner in zip(tracks, owners, strict=True) if owner in enrolled]
        strangers = [track for track, owner in zip(tracks, owners, strict=True) if owner not in enrolled]
        # A clip that somebody was enrolled from is met again as it was: that is no other day.
        fresh = [(track, owner) for track, owner in owned if (owner, track.source) not in gallery.sources]
        as_strangers, passing_strangers = replay_all(
            strangers, [NOBODY] * len(strangers), search, policy, on_progress=lambda share: on_progress(share / 3)
        )
        genuine, _ = replay_all(
            [track for track, _ in fresh],
            [owner for _, owner in fresh],
            search,
            policy,
            on_progress=lambda share: on_progress((1 + share) / 3),
        )
        as_others, passing_others = replay_all(
            [track for track, _ in owned],
            [owner for _, owner in owned],
            search,
            policy,
            without=([owner for _, owner in owned], gallery.person),
            on_progress=lambda share: on_progress((2 + share) / 3),
        )
        alone = len(enrolled) < 2  # then nobody is left to be taken for
        return cls(
            fpir(as_strangers),
            None if alone else fpir_among(as_others),
            fnir(genuine),
            passing_strangers + passing_others,
            len(owned) - len(fresh),
        )


def _strangers(embeddings: NDArray[np.float32], person: NDArray[np.int64]) -> Probes:
    return Probes(embeddings, person, person, np.full(len(person), NOBODY, dtype=np.int64))


def _site_fpir(
    gallery: _Gallery, search: TemplateSearch, policy: Policy, on_progress: Callable[[float], None]
) -> ApproachRate | None:
    if gallery.people < 2:
        return None
    # The looks of one approach are of one source, but whose templates are left out goes by the person.
    some = _of_some_people(gallery.person)
    person = gallery.person[some]
    probes = Probes(gallery.embeddings[some], person, gallery.source[some], person)
    ways = simulate(search, probes, policy, left_out=(person, gallery.person), on_progress=on_progress)
    return worst([fpir_among(way) for way in ways])


def _modelled(
    gallery: _Gallery,
    cohort: Cohort | None,
    policy: Policy,
    similarity: Similarity,
    on_progress: Callable[[float], None],
) -> ModelledRate | None:
    some = _of_some_people(gallery.person)
    embeddings, person = gallery.embeddings[some], gallery.person[some]
    if cohort is not None:
        embeddings = np.concatenate([embeddings, cohort.embeddings])
        person = np.concatenate([person, cohort.labels + int(person.max()) + 1])
    # As many as the best provided have, as far as the others' pictures go: more templates match more often.
    most = int(np.bincount(np.unique(gallery.person, return_inverse=True)[1]).max())
    return model_fpir(
        embeddings,
        person,
        policy.threshold,
        enrolled=gallery.people,
        templates=most,
        similarity=similarity,
        on_progress=on_progress,
    )


def _simulated_fnir(
    gallery: _Gallery, search: TemplateSearch, policy: Policy, on_progress: Callable[[float], None]
) -> tuple[ApproachRate | None, int]:
    """FNIR by holding out one source at a time, and how many people have no other."""
    pairs = np.unique(np.stack([gallery.person, gallery.source], axis=1), axis=0)
    people, sources = np.unique(pairs[:, 0], return_counts=True)
    able = np.flatnonzero(np.isin(gallery.person, people[sources > 1]))
    able = able[_of_some_people(gallery.person[able])]
    person, source = gallery.person[able], gallery.source[able]
    probes = Probes(gallery.embeddings[able], person, source, person)
    ways = simulate(search, probes, policy, left_out=(source, gallery.source), on_progress=on_progress)
    return worst([fnir(way) for way in ways]), int(np.count_nonzero(sources == 1))


def _of_some_people(person: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows of at most `MOST_PEOPLE` people and about `MOST_PROBES` pictures: evenly chosen, each with all of theirs."""
    people = np.unique(person)
    every = max(1, -(-len(person) // MOST_PROBES), -(-len(people) // MOST_PEOPLE))
    return np.flatnonzero(np.isin(person, people[::every]))
