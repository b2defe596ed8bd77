"""Lookalikes among a site's people, and warnings at enrolment, in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from faceapp.domain.errors import CalibrationError, ModelError
from faceapp.domain.lookalikes import Likeness, Lookalikes, typical_mated_score
from faceapp.domain.records import Embedding
from faceapp.domain.similarity import COSINE
from faceapp.resources import models_dir
from faceapp.services.lookalikes import SiteLookalikes, pair_sentence, warning_sentence
from faceapp.storage.database import open_database
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.vision.card import read_card
from faceapp.vision.cohort import read_cohort

THRESHOLD = 0.4
DEFAULT = models_dir() / "default"
CARD = read_card(DEFAULT)


def at(cosine: float, axis: int = 1) -> Embedding:
    """A unit vector with that cosine to the first axis."""
    vector = np.zeros(CARD.network.embedding_size, dtype=np.float32)
    vector[0], vector[axis] = cosine, np.sqrt(1 - cosine**2)
    return vector


@pytest.fixture
def enrol(tmp_path: Path) -> Callable[..., int]:
    def enrol(name: str, *embeddings: Embedding, encoder_id: str = CARD.encoder_id) -> int:
        templates = [NewTemplate(each, encoder_id, 1.0, "photo") for each in embeddings]
        with closing(open_database(tmp_path / "db")) as database:
            return PeopleRepository(database).enrol(name, templates, datetime.now(UTC)).person_id

    return enrol


@pytest.fixture
def site(tmp_path: Path) -> SiteLookalikes:
    return make_site(tmp_path)


def make_site(tmp_path: Path, threshold: Callable[[], float] = lambda: THRESHOLD) -> SiteLookalikes:
    return SiteLookalikes(
        database=lambda: open_database(tmp_path / "db"),
        card=CARD,
        model_dir=DEFAULT,
        similarity=COSINE,
        threshold=threshold,
    )


def test_an_empty_gallery_has_no_lookalikes(site: SiteLookalikes) -> None:
    assert site.pairs() == []
    assert site.warnings([at(1.0)]) == ()


def test_pairs_near_the_threshold_are_listed_worst_first(site: SiteLookalikes, enrol: Callable[..., int]) -> None:
    ada = enrol("Ada", at(1.0))
    near = enrol("Ben", at(0.35, 1))
    above = enrol("Cem", at(0.41, 2), at(0.2, 3))
    enrol("Dia", at(0.25, 4))
    enrol("Eve", at(1.0), encoder_id="another")
    pairs = site.pairs()
    assert [(pair.first, pair.second) for pair in pairs] == [(ada, above), (ada, near)]
    assert pairs[0].score == pytest.approx(0.41)
    assert (pairs[0].share, pairs[0].comparisons) == (0.5, 2)
    assert [(pair.first, pair.second) for pair in site.pairs(near=0.01)] == [(ada, above)]
    assert site.pairs(should_stop=lambda: True) == []


def test_what_one_persons_pictures_typically_score_is_the_cohorts(
    site: SiteLookalikes, enrol: Callable[..., int]
) -> None:
    cohort = read_cohort(DEFAULT, CARD)
    assert cohort is not None
    typical = typical_mated_score(cohort.embeddings, cohort.labels)
    assert typical is not None
    assert THRESHOLD - 0.03 < typical < 0.6
    enrol("Ada", at(1.0))
    enrol("Ada again", at(typical + 0.01, 1))
    enrol("Ben", at(typical - 0.01, 2))
    assert [warning.likeness for warning in site.warnings([at(1.0)])] == [
        Likeness.SAME,  # the first Ada, who scores 1
        Likeness.SAME,
        Likeness.SIMILAR,
    ]


def test_a_newcomer_is_held_against_everybody(site: SiteLookalikes, enrol: Callable[..., int]) -> None:
    enrol("Ada", at(0.2, 1))
    ben = enrol("Ben", at(0.36, 2))
    enrol("Cem", at(0.34, 3))
    (warning,) = site.warnings([at(0.9, 9), at(1.0)])
    assert (warning.person.person_id, warning.person.name) == (ben, "Ben")
    assert warning.score == pytest.approx(0.36)
    assert warning.threshold == THRESHOLD


def test_who_gets_more_templates_is_not_warned_of_oneself(site: SiteLookalikes, enrol: Callable[..., int]) -> None:
    ada = enrol("Ada", at(1.0))
    enrol("Ben", at(0.5, 2))
    names = [warning.person.name for warning in site.warnings([at(0.99)], person_id=ada)]
    assert names == ["Ben"]


@pytest.mark.parametrize("error", [CalibrationError, ModelError])
def test_without_a_threshold_nobody_is_warned_and_the_list_says_why(
    tmp_path: Path, enrol: Callable[..., int], error: type[CalibrationError] | type[ModelError]
) -> None:
    def no_threshold() -> float:
        raise error("There is no threshold.", hint="Calibrate.")

    enrol("Ada", at(1.0))
    site = make_site(tmp_path, no_threshold)
    assert site.warnings([at(1.0)]) == ()
    with pytest.raises(error):
        site.pairs()


def test_warnings_say_what_to_do(site: SiteLookalikes, enrol: Callable[..., int]) -> None:
    enrol("Ben", at(0.36, 2))
    (similar,) = site.warnings([at(1.0)])
    assert warning_sentence("Ada", similar) == (
        "Ada looks like Ben (id 1) to this encoder (score 0.360, threshold 0.400): enrol more pictures of both, or ask "
        "for a PIN."
    )
    same = dataclasses.replace(similar, likeness=Likeness.SAME)
    assert warning_sentence("Ada", same).startswith("Ada may be enrolled already as Ben (id 1): score 0.360.")


def test_pairs_are_told_in_words() -> None:
    names = {1: "Ada", 2: "Ben"}
    below = Lookalikes(1, 2, 0.35, 0.2, 0.0, 4, Likeness.SIMILAR)
    assert pair_sentence(below, names, 0.4) == (
        "Ada (1) and Ben (2) look alike to this encoder: score 0.350, 0.050 below the threshold."
    )
    above = Lookalikes(1, 3, 0.45, 0.3, 0.25, 4, Likeness.SAME)
    assert pair_sentence(above, names, 0.4) == (
        "Ada (1) and somebody removed (3) may be one person, enrolled twice: score 0.450, 25 % of 4 template pairs "
        "reach the threshold."
    )
