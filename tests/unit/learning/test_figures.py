"""Figures of known people: everybody's and each group's."""

from __future__ import annotations

import numpy as np
import pytest

from faceapp.domain.errors import DatasetError
from faceapp.domain.retrieval import retrieve
from faceapp.domain.scores import (
    area_under_curve,
    compare_all,
    equal_error_rate,
    false_match_rate,
    operating_point,
    true_accept_rate,
)
from faceapp.learning.figures import (
    compare,
    compare_embeddings,
    compare_groups,
    identify,
    judge_retrieval,
    measured_card,
)
from faceapp.learning.labelled import LabelledFaces

QUICK = 40


def faces_of(
    people: int, each: int, *, spread: float = 1.2, seed: int = 0, without: tuple[str, ...] = ()
) -> LabelledFaces:
    """Embeddings about a centre for each person; the same people for every seed."""
    labels = np.repeat(np.arange(people), each)
    centres = np.random.default_rng(99).normal(size=(people, 24))
    rows = centres[labels] + spread * np.random.default_rng(seed).normal(size=(len(labels), 24))
    names = tuple(f"p{number:03}" for number in range(people))
    return LabelledFaces(
        embeddings=(rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32),
        labels=labels,
        identities=names,
        files=tuple(f"{names[label]}/{index}.png" for index, label in enumerate(labels)),
        without_face=without,
    )


@pytest.fixture(scope="module")
def faces() -> LabelledFaces:
    return faces_of(40, 6)


GROUPS = {"first": [f"p{number:03}" for number in range(25)], "one": ["p030"], "rest": ["p031", "p032", "nemo"]}


def test_comparisons_are_those_of_the_whole_list(faces: LabelledFaces) -> None:
    whole = compare_all(faces.embeddings, faces.labels)
    found = compare(faces, repetitions=QUICK)
    assert found.identities == 40
    assert found.eer.value == pytest.approx(equal_error_rate(whole.mated, whole.non_mated))
    assert found.auc.value == pytest.approx(area_under_curve(whole.mated, whole.non_mated))
    assert list(found.points) == [1e-2, 1e-3, 1e-4, 1e-5]
    assert found.points[1e-2] == operating_point(whole, 1e-2, repetitions=QUICK)
    assert found.points[1e-3] == operating_point(whole, 1e-3, repetitions=QUICK)
    assert found.points[1e-4] is found.points[1e-5] is None  # 28,080 comparisons


def test_figures_count_who_was_compared() -> None:
    faces = faces_of(15, 4, spread=0.8)
    measured = compare_embeddings(faces.embeddings, faces.labels + 3, repetitions=50)  # three labels nobody carries
    assert measured.identities == 15
    assert len(measured.summary.mated) == 15 * 6
    assert measured.summary.non_mated == 60 * 59 // 2 - 90
    assert 0 < measured.eer.value < 0.5 < measured.auc.value < 1
    # 1680 comparisons support a target of 1e-2 and no lower one.
    point = measured.points[1e-2]
    assert point is not None and point.tar_low <= point.tar <= point.tar_high
    assert [fmr for fmr, told in measured.points.items() if told is not None] == [1e-2]
    with pytest.raises(DatasetError, match="There is no comparison of"):
        compare_embeddings(faces.embeddings[:4], faces.labels[:4], repetitions=50)


def test_a_groups_figures_are_those_of_its_people_alone(faces: LabelledFaces) -> None:
    whole = compare(faces, repetitions=QUICK)
    grouped = compare_groups(faces, GROUPS, whole, repetitions=QUICK)
    assert grouped["one"] is None  # one person has no non-mated comparison
    first = grouped["first"]
    assert first is not None and first.identities == 25
    alone = compare_all(faces.embeddings[:150], faces.labels[:150])
    assert first.eer.value == pytest.approx(equal_error_rate(alone.mated, alone.non_mated))
    for point, rates in zip([whole.points[1e-2], whole.points[1e-3]], first.at_thresholds, strict=True):
        assert point is not None and rates.threshold == point.threshold
        assert rates.fmr.value == pytest.approx(false_match_rate(alone.non_mated, point.threshold))
        assert rates.tar.value == pytest.approx(true_accept_rate(alone.mated, point.threshold))
    rest = grouped["rest"]
    assert rest is not None and (rest.identities, len(rest.summary.mated), rest.summary.non_mated) == (2, 30, 36)
    with pytest.raises(DatasetError, match="Nobody of the group 'x'"):
        compare_groups(faces, {"x": ["nemo"]}, whole, repetitions=QUICK)


def test_pictures_without_a_face_make_it_worse(faces: LabelledFaces) -> None:
    missing = faces_of(40, 6, without=("p000/none.png", "p001/none.png"))
    plain, found = compare(faces, repetitions=QUICK), compare(missing, repetitions=QUICK)
    assert len(found.summary.mated) == len(plain.summary.mated) + 12
    before, after = plain.points[1e-2], found.points[1e-2]
    assert before is not None and after is not None
    assert after.threshold == before.threshold
    assert after.tar == pytest.approx(before.tar * 600 / 612)
    assert judge_retrieval(missing, repetitions=QUICK)[0].queries == 242


def test_comparisons_of_one_kind_are_an_error() -> None:
    for people, each in ((1, 4), (4, 1)):
        with pytest.raises(DatasetError, match="There is no comparison of"):
            compare(faces_of(people, each))


def test_a_card_states_the_figures(faces: LabelledFaces) -> None:
    found = compare(faces, repetitions=QUICK)
    card = measured_card(found, "these people")
    assert (card.data, card.identities, card.mated, card.non_mated) == ("these people", 40, 600, 28080)
    assert card.eer == pytest.approx(found.eer.value, abs=1e-6)
    assert [point.fmr for point in card.operating_points] == [1e-2, 1e-3]
    for stated in card.operating_points:
        point = found.points[stated.fmr]
        assert point is not None
        assert 0 <= stated.threshold - point.threshold < 1e-6  # rounded up, so that the claim holds
        assert (stated.tar, stated.tar_low) == pytest.approx((point.tar, point.tar_low), abs=1e-6)


def test_retrieval_by_group_searches_among_everybody(faces: LabelledFaces) -> None:
    everybody, grouped = judge_retrieval(faces, GROUPS, repetitions=QUICK)
    judged = retrieve(faces.embeddings, faces.labels)
    assert (everybody.identities, everybody.queries) == (40, 240)
    assert everybody.figures["map_at_r"].value == pytest.approx(judged.map_at_r().mean())
    assert everybody.figures["precision_at_1"].value == everybody.weak["recall_at_1"]
    assert everybody.weak["recall_at_1"] <= everybody.weak["recall_at_5"] <= everybody.weak["recall_at_10"] <= 1
    assert 0 < everybody.weak["f1"] < everybody.weak["nmi"] < 1
    one = grouped["one"]
    assert one is not None and (one.identities, one.queries) == (1, 6)
    assert one.figures["r_precision"].value == pytest.approx(judged.r_precision()[180:186].mean())
    again, _ = judge_retrieval(faces, repetitions=QUICK)
    assert again == everybody


def test_retrieval_needs_two_pictures_of_somebody() -> None:
    with pytest.raises(DatasetError, match="two pictures"):
        judge_retrieval(faces_of(4, 1))


def test_people_are_identified_by_name() -> None:
    gallery, probes = faces_of(30, 2).of([f"p{n:03}" for n in range(20)]), faces_of(30, 40, seed=1)
    found, grouped = identify(gallery, probes, {"half": ["p000", "p029"], "others": ["p025"]}, repetitions=QUICK)
    assert (found.people, found.probes, found.mated_probes) == (20, 1200, 800)
    wanted = np.mean(
        [
            gallery.labels[np.argmax(gallery.embeddings @ embedding)] == label
            for embedding, label in zip(probes.embeddings, probes.labels, strict=True)
            if label < 20
        ]
    )
    assert found.rank1 is not None and found.rank1.value == pytest.approx(wanted)
    assert found.points == {1e-2: None, 1e-3: None}  # of 400 probes of strangers
    half = grouped["half"]
    assert (half.people, half.probes, half.mated_probes) == (1, 80, 40)
    assert (grouped["others"].mated_probes, grouped["others"].rank1) == (0, None)


def test_enough_strangers_give_a_point_and_a_missing_face_counts_as_missed() -> None:
    gallery = faces_of(40, 1).of([f"p{n:03}" for n in range(10)])
    probes = faces_of(40, 40, seed=1)
    found, _ = identify(gallery, probes, repetitions=QUICK)
    point = found.points[1e-2]
    assert point is not None and found.points[1e-3] is None
    assert point.fnir.low < point.fnir.value < point.fnir.high
    missing = faces_of(40, 40, seed=1, without=("p000/a.png", "p000/b.png", "p030/c.png"))
    worse, _ = identify(gallery, missing, repetitions=QUICK)
    assert (worse.probes, worse.mated_probes) == (1603, 402)
    after = worse.points[1e-2]
    assert after is not None and after.threshold == point.threshold
    assert after.fnir.value == pytest.approx((point.fnir.value * 400 + 2) / 402)


def test_probes_must_be_of_somebody_in_the_gallery() -> None:
    with pytest.raises(DatasetError, match="No probe is of somebody"):
        identify(faces_of(4, 1).of(["p000"]), faces_of(4, 1).of(["p001"]))
