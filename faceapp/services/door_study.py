"""What scores predict of a door, beside what recorded approaches do at it.

Two questions, each with people who were left out of what the prediction rests on: one person at a time is a stranger to
the others (FPIR), and one clip at a time is met by its own person (FNIR).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from faceapp.domain.decision import Policy
from faceapp.domain.door_rates import ApproachRate, fnir, replay_all
from faceapp.domain.records import Template
from faceapp.domain.replay import RecordedTrack
from faceapp.domain.similarity import COSINE, Similarity
from faceapp.domain.simulated_approaches import NOBODY
from faceapp.domain.template_search import TemplateSearch
from faceapp.services.door_rates import DoorRates, door_rates
from faceapp.services.enrolment import session_of
from faceapp.vision.cohort import Cohort

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """How the door answered one recorded approach.

    Attributes:
        person: Who approached.
        source: The clip or photograph.
        granted: As whom they were let in; None where they were not.
    """

    person: str
    source: str
    granted: str | None


@dataclass(frozen=True, slots=True)
class StrangerTrial:
    """One person as a stranger to all others, who are enrolled from their first clip or photograph.

    Attributes:
        stranger: Who is not enrolled.
        enrolled: The others.
        rates: What scores predict, and what recorded approaches did.
        answers: To each approach of the stranger.
    """

    stranger: str
    enrolled: tuple[str, ...]
    rates: DoorRates
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class GenuineTrial:
    """Everybody enrolled from all clips and photographs but the one that is met.

    Attributes:
        predicted: FNIR simulated from scores; None where nobody has two clips.
        realised: FNIR of the recorded approaches; None likewise.
        answers: To each recorded approach.
        one_source: People with a single clip, who cannot be judged.
    """

    predicted: ApproachRate | None
    realised: ApproachRate | None
    answers: tuple[Answer, ...]
    one_source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoorStudy:
    """Predicted beside realised.

    Attributes:
        strangers: A trial for each person.
        genuine: The trial of those enrolled.
    """

    strangers: tuple[StrangerTrial, ...]
    genuine: GenuineTrial


def study_door(
    templates: Sequence[Template],
    names: Mapping[int, str],
    tracks: Sequence[RecordedTrack],
    policy: Policy,
    cohort: Cohort | None,
    *,
    similarity: Similarity = COSINE,
    on_progress: Progress = lambda _share, _what: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> DoorStudy:
    """Predict and replay; heavy, so never on the main thread.

    Args:
        templates: Of everybody, from all clips and photographs.
        names: Name of each person, as the tracks call them.
        tracks: Recorded approaches of the same people.
        policy: What a grant takes.
        cohort: The encoder's; None where it has none.
        similarity: What scores two embeddings.
        on_progress: Called with the share done, in [0, 1], and what is being done.
        should_stop: Asked again and again; True ends the work.

    Raises:
        CancelledError: It was stopped.
    """
    first = {
        person: min(session_of(template.source) for template in templates if template.person_id == person)
        for person in names
    }
    trials: list[StrangerTrial] = []
    people = sorted(names, key=lambda person: names[person])
    for index, stranger in enumerate(people):

        def part(share: float, what: str, index: int = index, name: str = names[stranger]) -> None:
            on_progress((index + share) / (len(people) + 1), f"{name} as a stranger: {what}")

        gallery = [
            template
            for template in templates
            if template.person_id != stranger and session_of(template.source) == first[template.person_id]
        ]
        enrolled = [person for person in people if person != stranger]
        rates = door_rates(
            gallery,
            policy,
            cohort,
            tracks,
            ids={names[person]: person for person in enrolled},
            similarity=similarity,
            on_progress=part,
            should_stop=should_stop,
        )
        search = _search(gallery, similarity)
        theirs = [track for track in tracks if track.person == names[stranger]]
        answers = _answers(theirs, [NOBODY] * len(theirs), search, policy, names)
        trials.append(StrangerTrial(names[stranger], tuple(names[person] for person in enrolled), rates, answers[1]))
    genuine = _genuine(templates, names, tracks, policy, similarity, on_progress, should_stop)
    on_progress(1.0, "")
    return DoorStudy(tuple(trials), genuine)


def _genuine(
    templates: Sequence[Template],
    names: Mapping[int, str],
    tracks: Sequence[RecordedTrack],
    policy: Policy,
    similarity: Similarity,
    on_progress: Progress,
    should_stop: Callable[[], bool],
) -> GenuineTrial:
    keys = [(names[template.person_id], session_of(template.source)) for template in templates]
    sources = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    several = {name for name in names.values() if sum(owner == name for owner, _ in sources) > 1}
    simulated = door_rates(
        templates,
        policy,
        None,
        similarity=similarity,
        on_progress=lambda _share, what: on_progress(1 - 1 / (len(names) + 1), what),
        should_stop=should_stop,
    )
    ids = {name: person for person, name in names.items()}
    met = [track for track in tracks if track.person in several]
    own = [ids[track.person] for track in met if track.person is not None]
    # A clip that gave no template leaves none out: -1 is no template's number.
    of_tracks = [sources.get((track.person or "", track.source), -1) for track in met]
    of_templates = np.array([sources[key] for key in keys], dtype=np.int64)
    search = _search(templates, similarity)
    realised, answers = _answers(met, own, search, policy, names, (of_tracks, of_templates))
    return GenuineTrial(simulated.simulated_fnir, realised, answers, tuple(sorted(set(names.values()) - several)))


def _search(templates: Sequence[Template], similarity: Similarity) -> TemplateSearch:
    embeddings = [template.embedding for template in templates]
    return TemplateSearch(
        np.stack(embeddings) if embeddings else np.zeros((0, 1), np.float32),
        np.array([template.person_id for template in templates], dtype=np.int64),
        similarity=similarity,
    )


def _answers(
    tracks: Sequence[RecordedTrack],
    own: Sequence[int],
    search: TemplateSearch,
    policy: Policy,
    names: Mapping[int, str],
    without: tuple[Sequence[int], np.ndarray[tuple[int], np.dtype[np.int64]]] | None = None,
) -> tuple[ApproachRate | None, tuple[Answer, ...]]:
    """FNIR, and the answer to each approach; one that was only passing by has none."""
    answers: list[Answer] = []
    for index, track in enumerate(tracks):
        left_out = None if without is None else ([without[0][index]], without[1])
        ended, _ = replay_all([track], [own[index]], search, policy, without=left_out)
        answers += [
            Answer(track.person or "", track.source, names.get(int(granted))) for granted in ended.granted.tolist()
        ]
    together, _ = replay_all(tracks, own, search, policy, without=without)
    return fnir(together), tuple(answers)
