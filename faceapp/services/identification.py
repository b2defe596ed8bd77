"""Single pictures: who is it, and are two the same?"""

from __future__ import annotations

from dataclasses import dataclass

from faceapp.domain.decision import Policy
from faceapp.domain.errors import FaceNotUsableError
from faceapp.domain.messages import Message
from faceapp.domain.records import Face, Image, Quality
from faceapp.domain.similarity import COSINE, Similarity
from faceapp.services.enrolment import FaceExaminer
from faceapp.vision.gallery import Gallery


@dataclass(frozen=True, slots=True, eq=False)
class Identification:
    """One face of a picture, with whom it was identified as.

    Attributes:
        face: Where it is.
        quality: How good it is.
        person_id: The person, or None: unknown, ambiguous or unusable.
        score: Score of the most similar person; None when nobody is enrolled.
    """

    face: Face
    quality: Quality
    person_id: int | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether two pictures show the same person.

    Attributes:
        score: Cosine similarity, or a scorer's score.
        threshold: What it is held against.
        match: Whether the score reaches it.
    """

    score: float
    threshold: float
    match: bool


def identify(image: Image, examiner: FaceExaminer, gallery: Gallery, policy: Policy) -> list[Identification]:
    """Identify every face of a picture by one look, biggest face first.

    A face counts as identified when it is usable, its score reaches the threshold, and it leads
    the second person by the policy's margin. A live approach asks for more: several frames.
    """
    found = []
    for examined in examiner.photo_faces(image):
        candidates = gallery.search(examined.embedding[None], people=2)[0]
        best = candidates[0] if candidates else None
        lead = candidates[0].score - candidates[1].score if len(candidates) > 1 else None
        leads = lead is None or (lead > 0.0 and lead >= policy.margin)
        known = best is not None and examined.quality.usable and best.score >= policy.threshold and leads
        found.append(
            Identification(
                examined.face,
                examined.quality,
                best.person_id if known and best is not None else None,
                best.score if best is not None else None,
            )
        )
    return found


def verify(
    first: Image, second: Image, examiner: FaceExaminer, threshold: float, similarity: Similarity = COSINE
) -> Verification:
    """Compare the one face of each picture.

    Raises:
        FaceNotUsableError: A picture has no face, several, or one too poor to compare; the
            sentence says which picture.
    """
    embeddings = []
    for which, image in ((Message("first"), first), (Message("second"), second)):
        try:
            embeddings.append(examiner.only_face(image).embedding)
        except FaceNotUsableError as error:
            raise FaceNotUsableError(
                Message("In the {which} picture: {sentence}", which=which, sentence=error.sentence), hint=error.hint
            ) from error
    score = float(similarity.pairs(embeddings[0][None], embeddings[1][None])[0])
    return Verification(score, threshold, score >= threshold)
