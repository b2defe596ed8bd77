"""Drafts, what they are worth, and the try-out, with faces that are made up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.decision import Policy
from faceapp.domain.errors import FaceNotUsableError, ModelError, PersonNameError, UnknownPersonError
from faceapp.domain.lookalikes import Likeness
from faceapp.domain.records import Face, Frame, Image, Person, Quality, QualityReason, Reason
from faceapp.domain.similarity import COSINE
from faceapp.services.enrolment import ExaminedFace, FaceExaminer, Picture
from faceapp.services.enrolment_desk import EnrolmentDesk, EnrolmentDraft
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.services.try_out import GONE_S, VERDICT_S, TryOutState
from faceapp.storage.database import open_database
from faceapp.storage.people import NewTemplate, PeopleRepository

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ENCODER = "e@1"
POLICY = Policy(threshold=0.5, min_frames=3)
FACE = Face((100, 100, 300, 300), np.zeros((5, 2), np.float32), 1.0)
LOOKALIKES = (LookalikeWarning(Person(2, "Ben", 2, NOW), 0.6, 0.5, Likeness.SIMILAR),)
GOOD = Quality(0.8, 150.0, 2.0, 120.0, 40.0, 0.0, 0.0, 0.0)


def at(degrees: float) -> NDArray[np.float32]:
    """A unit vector; the cosine of two of them is that of the angle between."""
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], dtype=np.float32)


class ReadingExaminer:
    """Finds in each picture the face whose angle its first pixel tells; 255 is nobody, 254 too dark."""

    class encoder:  # noqa: N801
        encoder_id = ENCODER

    def only_face(self, image: Image) -> ExaminedFace:
        faces = self.frame_faces(image)
        if not faces:
            raise FaceNotUsableError("No face was found.", hint="Use another.")
        return faces[0]

    def frame_faces(self, image: Image) -> list[ExaminedFace]:
        value = int(image[0, 0, 0])
        if value == 255:
            return []
        quality = replace(GOOD, score=0.0, reasons=(QualityReason.TOO_DARK,)) if value == 254 else GOOD
        return [ExaminedFace(FACE, quality, at(value))]


def picture(value: int, name: str = "") -> Picture:
    return Picture(np.full((4, 4, 3), value, np.uint8), name or f"at {value}")


@pytest.fixture
def desk(tmp_path: Path) -> EnrolmentDesk:
    """A desk at which 1 is Ada at 0 degrees, and 2 is Ben at 90 and 100."""
    lock = threading.Lock()

    @contextmanager
    def examiner() -> Iterator[FaceExaminer]:
        with lock:
            yield cast(Any, ReadingExaminer())

    database = open_database(tmp_path / "a.db")
    for name, angles in (("Ada", (0,)), ("Ben", (90, 100))):
        PeopleRepository(database).enrol(name, [NewTemplate(at(a), ENCODER, 0.5, "a.jpg") for a in angles], NOW)
    database.close()
    return EnrolmentDesk(
        database=lambda: open_database(tmp_path / "a.db"),
        examiner=examiner,
        encoder_id=ENCODER,
        embedding_size=2,
        similarity=COSINE,
        scorer=None,
        policy=lambda: POLICY,
        lookalikes=lambda new, person_id: LOOKALIKES if person_id is None else (),
        keep_crops=False,
    )


def draft_of(*angles: float) -> EnrolmentDraft:
    return EnrolmentDraft(tuple(NewTemplate(at(a), ENCODER, 0.8, f"at {a}") for a in angles), ())


def test_a_picture_of_somebody_else_is_left_out(desk: EnrolmentDesk) -> None:
    draft = desk.draft([picture(10), picture(200, "the colleague"), picture(20), picture(30)], [])
    assert [template.source for template in draft.templates] == ["at 10", "at 20", "at 30"]
    (rejection,) = draft.rejected
    assert rejection.source == "the colleague" and "somebody else" in rejection.sentence


def test_a_draft_of_nothing_usable_is_refused(desk: EnrolmentDesk) -> None:
    for pictures in ([picture(255)], []):
        with pytest.raises(FaceNotUsableError):
            desk.draft(pictures, [])
    with pytest.raises(FaceNotUsableError, match="No face was found"):
        desk.draft([picture(255), picture(3)], [], skip_unusable=False)
    assert len(desk.draft([picture(255), picture(3)], []).templates) == 1


def test_a_review_tells_how_alike_the_templates_are(desk: EnrolmentDesk) -> None:
    review = desk.review(draft_of(170, 180, 200))
    cos = lambda degrees: np.cos(np.radians(degrees))  # noqa: E731
    wanted = [(cos(10) + cos(30)) / 2, (cos(10) + cos(20)) / 2, (cos(30) + cos(20)) / 2]
    np.testing.assert_allclose(review.agreement, wanted, atol=1e-6)
    assert review.sources == ("at 170", "at 180", "at 200")
    assert desk.review(draft_of(170)).agreement == ()


def test_a_review_names_the_nearest_and_passes_warnings_on(desk: EnrolmentDesk) -> None:
    far = desk.review(draft_of(185))
    assert [near.name for near in far.nearest] == ["Ben", "Ada"]
    assert far.nearest[0].score == pytest.approx(np.cos(np.radians(85)), abs=1e-6)
    assert (far.warnings, far.threshold) == (LOOKALIKES, 0.5)


def test_whoever_gets_more_templates_is_no_stranger_to_them(desk: EnrolmentDesk) -> None:
    review = desk.review(draft_of(95), person_id=2)
    assert [near.name for near in review.nearest] == ["Ada"] and review.warnings == ()


def test_without_a_threshold_a_review_still_tells_what_it_can(desk: EnrolmentDesk) -> None:
    def none() -> Policy:
        raise ModelError("The encoder has no operating point.", hint="Calibrate.")

    desk._policy = none
    review = desk.review(draft_of(1, 2))
    assert review.threshold is None and len(review.nearest) == 2
    with pytest.raises(ModelError):
        desk.try_out(draft_of(1))


def test_an_empty_gallery_has_nobody_near(desk: EnrolmentDesk, tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    for person_id in (1, 2):
        PeopleRepository(database).remove(person_id)
    database.close()
    assert desk.review(draft_of(10)).nearest == ()


def test_only_storing_stores(desk: EnrolmentDesk, tmp_path: Path) -> None:
    people = PeopleRepository(open_database(tmp_path / "a.db"))
    draft = desk.draft([picture(40), picture(45)], [])
    desk.review(draft)
    desk.try_out(draft)
    assert [person.name for person in people.list()] == ["Ada", "Ben"]
    report = desk.store("Cem", draft)
    assert (report.person.name, report.accepted) == ("Cem", ("at 40", "at 45"))
    assert report.lookalikes == LOOKALIKES
    assert desk.store("", draft_of(1), person_id=1).person.templates == 2
    for call, error in (
        (lambda: desk.store("Ada", draft), PersonNameError),
        (lambda: desk.store("Ada\n", draft), PersonNameError),
        (lambda: desk.store("", draft, person_id=9), UnknownPersonError),
        (lambda: desk.check_name(" Ben "), PersonNameError),
    ):
        with pytest.raises(error):
            call()
    assert [person.templates for person in people.list()] == [2, 2, 2]


def test_names_that_read_the_same_are_found(desk: EnrolmentDesk) -> None:
    assert [person.name for person in desk.namesakes(" ＡDA")] == ["Ada"]
    assert [person.name for person in desk.namesakes("Ada")] == ["Ada"]
    assert desk.namesakes("Adam") == desk.namesakes("") == []


def frame(value: int, time_s: float) -> Frame:
    return Frame(np.full((4, 4, 3), value, np.uint8), time_s, "cam", 0)


def test_a_try_out_judges_as_the_door_does(desk: EnrolmentDesk) -> None:
    trial = desk.try_out(draft_of(200))
    looks = [trial.look(frame(205, 0.2 * step)) for step in range(4)]
    assert [look.state for look in looks] == [*[TryOutState.GATHERING] * 2, *[TryOutState.RECOGNISED] * 2]
    assert looks[0].score == pytest.approx(np.cos(np.radians(5)), abs=1e-6)
    assert looks[2].score == pytest.approx(np.cos(np.radians(5)), abs=1e-6) and looks[2].reason is Reason.MATCHED
    assert trial.look(frame(205, 0.4 + VERDICT_S)).state is TryOutState.GATHERING, "the next attempt"


def test_a_try_out_tells_who_else_it_was(desk: EnrolmentDesk) -> None:
    trial = desk.try_out(draft_of(200))
    for step in range(3):
        look = trial.look(frame(2, 0.2 * step))
    assert (look.state, look.taken_for) == (TryOutState.SOMEBODY_ELSE, 1)


def test_a_try_out_that_fails_says_so(desk: EnrolmentDesk) -> None:
    trial = desk.try_out(draft_of(200))
    assert trial.look(frame(255, 0.0)).state is TryOutState.NOBODY
    dark = trial.look(frame(254, 0.1))
    assert (dark.state, dark.hurdle) == (TryOutState.UNUSABLE, QualityReason.TOO_DARK)
    looks = [trial.look(frame(150, 0.2 + 0.3 * step)) for step in range(12)]  # 50 degrees from either: 0.64 is enough
    assert looks[-1].state in (TryOutState.NOT_RECOGNISED, TryOutState.GATHERING)
    assert TryOutState.NOT_RECOGNISED in {look.state for look in looks}, "two are equally near"


def test_after_a_pause_another_attempt_begins(desk: EnrolmentDesk) -> None:
    trial = desk.try_out(draft_of(200))
    trial.look(frame(200, 0.0))
    trial.look(frame(200, 0.2))
    assert trial.look(frame(200, 0.3 + GONE_S)).state is TryOutState.GATHERING
