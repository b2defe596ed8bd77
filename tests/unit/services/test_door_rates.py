"""Error rates of the door: each figure put together anew from its parts."""

from __future__ import annotations

import dataclasses
import math
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.decision import Policy
from faceapp.domain.door_rates import ApproachRate, fnir, fpir, fpir_among, worst
from faceapp.domain.error_bounds import Rate
from faceapp.domain.errors import CancelledError
from faceapp.domain.records import Template
from faceapp.domain.replay import Look, RecordedTrack
from faceapp.domain.simulated_approaches import NOBODY, Looks, Probes, simulate
from faceapp.domain.template_search import TemplateSearch
from faceapp.services import door_rates as module
from faceapp.services.door_rates import DoorRates, door_rates
from faceapp.vision.cohort import Cohort

POLICY = Policy(threshold=0.8, min_frames=3, min_span_s=0.2)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def unit(row: NDArray[np.float64]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = (row / np.linalg.norm(row)).astype(np.float32)
    return scaled


def template(person: int, embedding: NDArray[np.float32], source: str) -> Template:
    return Template(0, person, embedding, "encoder", 0.9, source, NOW)


def a_site(people: int = 12, seed: int = 0) -> list[Template]:
    """People in four dimensions, each with two templates of a clip and one of a picture; the last has the clip only."""
    random = np.random.default_rng(seed)
    made = []
    for person in range(3, 3 + people):
        centre = random.normal(size=4)
        for source in ("a.mkv at 0.0 s", "a.mkv at 1.2 s", "b.jpg"):
            if source != "b.jpg" or person < 2 + people:
                made.append(template(person, unit(centre + 0.4 * random.normal(size=4)), source))
    return made


def a_cohort(people: int = 40, seed: int = 1) -> Cohort:
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(people), 3)
    rows = random.normal(size=(people, 4))[labels] + 0.4 * random.normal(size=(len(labels), 4))
    return Cohort(np.stack([unit(row) for row in rows]), labels)


def track(person: str | None, embedding: NDArray[np.float32] | None, source: str = "x.mkv") -> RecordedTrack:
    return RecordedTrack(person, source, tuple(Look(index * 0.1, 0.9, embedding) for index in range(40)))


def arrays(templates: list[Template]) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
    sources = [f"{template.person_id} {template.source.partition(' at ')[0]}" for template in templates]
    return (
        np.stack([template.embedding for template in templates]),
        np.array([template.person_id for template in templates]),
        np.array([sorted(set(sources)).index(source) for source in sources]),
    )


def test_each_figure_is_what_its_parts_give() -> None:
    templates, cohort = a_site(), a_cohort()
    told = door_rates(templates, POLICY, cohort)
    rows, person, source = arrays(templates)
    search = TemplateSearch(rows, person)
    assert (told.enrolled, told.templates, told.one_source) == (12, 35, 1)

    strangers = Probes(cohort.embeddings, cohort.labels, cohort.labels, np.full(len(cohort.labels), NOBODY))
    assert told.cohort_fpir == worst([fpir(way) for way in simulate(search, strangers, POLICY)])
    others = simulate(search, Probes(rows, person, source, person), POLICY, left_out=(person, person))
    assert told.site_fpir == worst([fpir_among(way) for way in others])
    able = person < 14  # all but the last person
    genuine = Probes(rows[able], person[able], source[able], person[able])
    held_out = simulate(search, genuine, POLICY, left_out=(source[able], source))
    assert told.simulated_fnir == worst([fnir(way) for way in held_out])
    assert told.cohort_fpir is not None and told.cohort_fpir.rate.value > 0
    assert told.simulated_fnir is not None and 0 < told.simulated_fnir.rate.value < 1
    assert len(told.cohort_fpir.ways) == 3

    model = told.modelled_fpir
    assert model is not None and model.people == 52 and model.enrolled == 12 and model.templates < 3
    assert told.recorded_fpir is told.recorded_fnir is told.recorded_site_fpir is None
    assert (told.passing_by, told.enrolled_from) == (0, 0)


def test_recorded_tracks_are_strangers_genuine_or_of_a_clip_that_was_enrolled_from() -> None:
    templates = [template(1, unit(np.eye(4)[0]), "a.mkv at 0.0 s"), template(2, unit(np.eye(4)[1]), "b.jpg")]
    ann, nobody = unit(np.eye(4)[0]), unit(np.eye(4)[2])
    tracks = [
        track("Ann", ann), track("Ann", None), track("Ann", ann, "a.mkv"), track("Ben", ann, "a.mkv"),
        track("Cid", nobody), track(None, ann), RecordedTrack("Cid", "y.mkv", (Look(0.0, 0.9, nobody),)),
    ]  # fmt: skip
    told = door_rates(templates, POLICY, None, tracks, ids={"Ann": 1, "Ben": 2})
    assert told.recorded_fnir is not None and told.recorded_fpir is not None and told.recorded_site_fpir is not None
    # Ann: let in, unusable; her own clip is left out. Ben is let in as Ann: his a.mkv is another one.
    assert (told.recorded_fnir.rate.trials, told.recorded_fnir.rate.value, told.recorded_fnir.people) == (3, 2 / 3, 2)
    assert told.enrolled_from == 1 and told.passing_by == 1
    # Cid is not let in; the one whom nobody knows is.
    assert (told.recorded_fpir.rate.trials, told.recorded_fpir.rate.value, told.recorded_fpir.people) == (2, 0.5, 2)
    # Ann's tracks without Ann enrolled: nobody. Ben's is taken for her.
    site = told.recorded_site_fpir
    assert (site.rate.trials, site.rate.value, site.people) == (4, 0.25, 2)
    assert told.cohort_fpir is None and told.one_source == 2 and told.simulated_fnir is None


def test_nobody_and_one_person_enrolled() -> None:
    told = door_rates([], POLICY, a_cohort(), [track("Ann", unit(np.eye(4)[0]))])
    assert told.enrolled == 0 and told.modelled_fpir is None and told.site_fpir is None
    assert told.fpir is not None and told.fpir.rate.value == 0
    alone = door_rates(a_site()[:3], POLICY, None, [track("Ann", unit(np.eye(4)[0]))], ids={"Ann": 3})
    assert alone.site_fpir is alone.recorded_site_fpir is alone.fpir is None
    assert alone.recorded_fnir is not None and alone.fnir is alone.recorded_fnir


def test_it_tells_how_far_it_is_and_can_be_stopped_anywhere() -> None:
    told: list[tuple[float, str]] = []
    tracks = [track("Ann", unit(np.eye(4)[0]))]
    door_rates(a_site(), POLICY, a_cohort(), tracks, on_progress=lambda share, what: told.append((share, what)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0.0 and shares[-1] == 1.0
    assert len({what for _, what in told}) == 5
    for limit in range(0, len(told), 40):
        asked = iter(range(len(told) + 1))
        with pytest.raises(CancelledError):
            door_rates(
                a_site(), POLICY, a_cohort(), tracks, should_stop=lambda asked=asked, limit=limit: next(asked) >= limit
            )  # fmt: skip


def test_of_many_people_some_are_let_approach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PEOPLE", 5)
    told = door_rates(a_site(), POLICY, a_cohort())
    assert told.site_fpir is not None and told.site_fpir.people == 4  # every third of twelve
    assert told.modelled_fpir is not None and told.modelled_fpir.people == 44
    assert told.modelled_fpir.enrolled == told.enrolled == 12
    monkeypatch.setattr(module, "MOST_PEOPLE", 1000)
    monkeypatch.setattr(module, "MOST_PROBES", 20)
    told = door_rates(a_site(), POLICY, a_cohort())
    assert told.site_fpir is not None and told.site_fpir.people == 6
    assert told.simulated_fnir is not None and told.simulated_fnir.people == 6


def rated(value: float, people: int, high: float = 1.0) -> ApproachRate:
    return ApproachRate(Rate(value, 0.0, high, 10 * people, float(people)), people, Looks.RECORDED)


def with_rates(
    cohort: ApproachRate | None = None, site: ApproachRate | None = None,
    recorded: ApproachRate | None = None, recorded_site: ApproachRate | None = None,
) -> DoorRates:  # fmt: skip
    told = door_rates([], POLICY, None)
    return dataclasses.replace(
        told, cohort_fpir=cohort, site_fpir=site, recorded_fpir=recorded, recorded_site_fpir=recorded_site
    )


def test_the_fpir_to_report_rests_on_the_most_people_unless_the_site_contradicts_it() -> None:
    cohort = rated(0.001, 500, high=0.005)
    few, many = rated(0.0, 3), rated(0.002, 500)
    assert with_rates(cohort, recorded=few).fpir is cohort, "three strangers who were denied promise nothing"
    assert with_rates(cohort, recorded=many).fpir is many
    assert with_rates(None, recorded=few).fpir is few
    site = rated(0.1, 40)
    assert with_rates(None, site=site).fpir is site
    assert with_rates(None, site=site, recorded=few).fpir is few, "who is no stranger stands in for one only if alone"
    assert with_rates().fpir is None

    against, worse = with_rates(cohort, site, many), with_rates(cohort, site, many, rated(0.5, 4))
    assert against.cohort_contradicted and against.fpir is site
    assert worse.fpir is worse.recorded_site_fpir
    assert not with_rates(cohort, rated(0.01, 40)).cohort_contradicted, "a single one of forty can be chance"
    assert not with_rates(None, site).cohort_contradicted


def test_the_door_is_worth_more_than_scores_where_genuine_approaches_were_recorded() -> None:
    told = dataclasses.replace(with_rates(), simulated_fnir=rated(0.1, 50), recorded_fnir=rated(0.3, 2))
    assert told.fnir is told.recorded_fnir
    assert dataclasses.replace(told, recorded_fnir=None).fnir is told.simulated_fnir
    assert math.isfinite(told.fnir.rate.value if told.fnir is not None else math.nan)
