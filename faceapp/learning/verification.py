"""Verification in the layout and protocol of Labeled Faces in the Wild.

Source:
    Huang et al., "Labeled Faces in the Wild", University of Massachusetts, Amherst, technical
    report 07-49, section on view 2: ten folds, the threshold chosen on nine, applied to the tenth.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.comparison_estimates import estimate
from faceapp.domain.comparison_summary import ComparisonSummary, summarise_pairs
from faceapp.domain.errors import DatasetError, SourceError
from faceapp.domain.records import Image
from faceapp.domain.resampling import REPETITIONS, Figure, draw_people, interval, not_narrower_than_seen
from faceapp.domain.scores import OperatingPoint
from faceapp.imaging import IMAGE_SUFFIXES, read_image
from faceapp.vision.alignment import align, centre_crop
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder

# The protocol has 3,000 non-mated pairs, of which 3 are accepted at an FMR of 1e-3: its field reports that figure all
# the same, and the interval beside it says how far to believe it.
MIN_FALSE_MATCHES = 1

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two images and whether they show one person."""

    first: Path
    second: Path
    mated: bool
    fold: int


@dataclass(frozen=True, slots=True)
class VerificationFigures:
    """Result of the protocol.

    Attributes:
        pairs: Pairs compared.
        skipped: Pairs left out because an image is absent or unreadable.
        fallbacks: Images without a face, of which the centre was taken.
        images: Images embedded.
        accuracy: Mean accuracy over the folds.
        accuracy_std: Standard deviation over the folds.
        eer: Equal error rate over all pairs.
        auc: Area under the ROC curve over all pairs.
        tar_at_fmr: TAR by target FMR; None where the non-mated pairs are too few (under 1/FMR).
        people: People in the pairs.
        mated: Pairs of one person.
        non_mated: Pairs of two.
        accuracy_interval: 95 %, by resampling people, each fold's threshold as it is.
        eer_interval: 95 %, by resampling people.
        auc_interval: 95 %, by resampling people.
        tar_intervals: 95 %, by resampling people, the threshold chosen anew; None where `tar_at_fmr` is.
        groups: Of the pairs within each group; None where they lack one kind.
        unreadable: Images that are there and cannot be read, `NAME/NAME_0001.jpg`; their pairs are skipped.
        names: Of the people whose images were embedded.
        by_fold: Accuracy of each fold.
        evidence: What a page shows beyond the figures.
    """

    pairs: int
    skipped: int
    fallbacks: int
    images: int
    accuracy: float
    accuracy_std: float
    eer: float
    auc: float
    tar_at_fmr: dict[float, float | None]
    people: int
    mated: int
    non_mated: int
    accuracy_interval: Interval
    eer_interval: Interval
    auc_interval: Interval
    tar_intervals: dict[float, Interval | None]
    groups: dict[str, VerificationFigures | None] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    by_fold: tuple[float, ...] = ()
    evidence: Evidence | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The comparisons behind the figures.

    Attributes:
        summary: The pairs' comparisons.
        files: The image of each sample of it.
        points: Operating point by target FMR; None where the non-mated pairs are too few.
    """

    summary: ComparisonSummary
    files: tuple[Path, ...]
    points: dict[float, OperatingPoint | None]


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """Pairs with their scores, and whether the threshold of the other folds judges each rightly."""

    scores: NDArray[np.float32]
    right: NDArray[np.bool_]
    folds: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]

    def of(self, chosen: NDArray[np.bool_]) -> _Scored:
        return _Scored(
            self.scores[chosen], self.right[chosen], self.folds[chosen], self.first[chosen], self.second[chosen]
        )


def read_pairs(pairs_file: Path, images: Path) -> tuple[list[Pair], int]:
    """Read `pairs.txt`.

    The header gives the number of folds and, if present, of pairs of each kind in a fold; a line
    is `NAME N M` (mated) or `NAME N OTHER M` (non-mated). Without a header, folds of equal length
    are made, ten of them.

    Returns:
        The pairs whose images are there, and the number of those left out.

    Raises:
        DatasetError: The file is absent or holds no pairs, or a line is malformed.
    """
    try:
        lines = [line.split() for line in pairs_file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"The pairs file '{pairs_file}' cannot be read.", hint="Check its name.") from error
    header = [10]
    if lines and len(lines[0]) <= 2:
        try:
            header = [int(number) for number in lines[0]]
        except ValueError as error:
            raise DatasetError(
                f"The first line of '{pairs_file}' is no fold header.", hint="Expected: FOLDS PAIRS_PER_FOLD."
            ) from error
        lines = lines[1:]
    folds = header[0]
    per_fold = 2 * header[1] if len(header) == 2 else -(-len(lines) // max(folds, 1))
    if folds < 2 or per_fold < 1 or not lines:
        raise DatasetError(f"'{pairs_file}' holds no pairs in at least two folds.", hint="Use LFW's pairs.txt.")
    pairs: list[Pair] = []
    skipped = 0
    for index, fields in enumerate(lines):
        try:
            if len(fields) == 3:
                first, second = (fields[0], int(fields[1])), (fields[0], int(fields[2]))
            elif len(fields) == 4:
                first, second = (fields[0], int(fields[1])), (fields[2], int(fields[3]))
            else:
                raise ValueError(f"{len(fields)} fields")
        except ValueError as error:
            raise DatasetError(
                f"A line of '{pairs_file}' is no pair: '{' '.join(fields)}'.",
                hint="Expected: NAME N M, or NAME N OTHER M.",
            ) from error
        if first == second or (len(fields) == 4 and first[0] == second[0]):
            raise DatasetError(
                f"A line of '{pairs_file}' pairs {'a picture' if first == second else 'a person'} with itself: "
                f"'{' '.join(fields)}'.",
                hint="Expected: NAME N M of one person, or NAME N OTHER M of two.",
            )
        files = [_image_of(images, name, number) for name, number in (first, second)]
        if files[0] is None or files[1] is None:
            skipped += 1
            continue
        pairs.append(Pair(files[0], files[1], len(fields) == 3, min(index // per_fold, folds - 1)))
    return pairs, skipped


def evaluate_verification(
    pairs: list[Pair],
    skipped: int,
    detector: FaceDetector,
    encoder: Encoder,
    *,
    groups: Mapping[str, Sequence[str]] | None = None,
    repetitions: int = REPETITIONS,
    on_progress: Callable[[int, int], None] | None = None,
) -> VerificationFigures:
    """Embed every image once and run the protocol.

    Args:
        pairs: What to compare.
        skipped: Pairs that were left out before.
        detector: Finds the faces.
        encoder: Embeds them.
        groups: The people of each group, for figures of the pairs within it.
        repetitions: Bootstrap repetitions.
        on_progress: Called with the images done and their number.

    Raises:
        DatasetError: No pair is left of one kind, or in fewer than two folds.
    """
    files = sorted({file for pair in pairs for file in (pair.first, pair.second)})
    embeddings: dict[Path, NDArray[np.float32]] = {}
    unreadable: list[Path] = []
    fallbacks = 0
    for index, file in enumerate(files):
        try:
            crop, found = subject_of(read_image(file), detector, encoder)
        except SourceError:
            unreadable.append(file)
            continue
        fallbacks += not found
        embeddings[file] = encoder.encode(crop[np.newaxis])[0]
        if on_progress is not None:
            on_progress(index + 1, len(files))
    kept = [pair for pair in pairs if pair.first in embeddings and pair.second in embeddings]
    skipped += len(pairs) - len(kept)
    scores = np.array([embeddings[pair.first] @ embeddings[pair.second] for pair in kept], dtype=np.float32)
    mated = np.array([pair.mated for pair in kept], dtype=bool)
    folds = np.array([pair.fold for pair in kept], dtype=np.int64)
    if not mated.any() or mated.all() or len(np.unique(folds)) < 2:
        raise DatasetError(
            f"Of the pairs {len(kept)} can be compared, too few to judge by.",
            hint="It takes pairs of one person and of two, in two folds or more. Check --images: NAME/NAME_0001.jpg.",
        )
    files_kept = list(embeddings)
    number = {file: index for index, file in enumerate(files_kept)}
    names = sorted({file.parent.name for file in files_kept})
    person = {name: index for index, name in enumerate(names)}
    first = np.array([number[pair.first] for pair in kept], dtype=np.int64)
    second = np.array([number[pair.second] for pair in kept], dtype=np.int64)
    people = np.array([person[file.parent.name] for file in files_kept], dtype=np.int64)
    scored = _Scored(scores, _judged_rightly(scores, mated, folds), folds, first, second)
    counts = {"skipped": skipped, "fallbacks": fallbacks, "images": len(embeddings)}
    by_group: dict[str, VerificationFigures | None] = {}
    for name, members in (groups or {}).items():
        of_group = np.isin(people, [person[member] for member in members if member in person])
        part = scored.of(of_group[first] & of_group[second])
        same = people[part.first] == people[part.second]
        enough = same.any() and not same.all()
        by_group[name] = _figures(part, people, counts, {}, repetitions, files_kept) if enough else None
    return replace(
        _figures(scored, people, counts, by_group, repetitions, files_kept),
        unreadable=tuple(f"{file.parent.name}/{file.name}" for file in unreadable),
        names=tuple(names),
    )


def subject_of(image: Image, detector: FaceDetector, encoder: Encoder) -> tuple[Image, bool]:
    """The face nearest the middle of a picture as the encoder sees it, or its centre where there is none.

    LFW's subject is the face nearest the middle, not the biggest one.

    Returns:
        The crop, and whether a face was found.
    """
    faces, size = detector.detect_photo(image), encoder.card.input.size_px
    if not faces:
        return centre_crop(image, size), False
    middle = np.array([image.shape[1], image.shape[0]]) / 2
    face = min(faces, key=lambda found: float(np.linalg.norm(found.landmarks_px.mean(axis=0) - middle)))
    return align(image, face.landmarks_px, encoder.card.template, size), True


def read_subjects(files: Collection[str], detector: FaceDetector, encoder: Encoder) -> dict[str, Image]:
    """Some images again, as the encoder saw them, to look at: by their path.

    Raises:
        SourceError: An image cannot be read any more.
    """
    return {file: subject_of(read_image(Path(file)), detector, encoder)[0] for file in files}


def _figures(
    scored: _Scored,
    people: NDArray[np.int64],
    counts: Mapping[str, int],
    groups: dict[str, VerificationFigures | None],
    repetitions: int,
    files: Sequence[Path] = (),
) -> VerificationFigures:
    summary = summarise_pairs(scored.scores, scored.first, scored.second, people)
    found = estimate(summary, min_false_matches=MIN_FALSE_MATCHES, repetitions=repetitions)
    accuracies = [float(scored.right[scored.folds == fold].mean()) for fold in np.unique(scored.folds)]
    return VerificationFigures(
        pairs=len(scored.scores),
        skipped=counts["skipped"],
        fallbacks=counts["fallbacks"],
        images=counts["images"],
        accuracy=float(np.mean(accuracies)),
        accuracy_std=float(np.std(accuracies)),
        eer=found.eer.value,
        auc=found.auc.value,
        tar_at_fmr={fmr: None if point is None else point.tar for fmr, point in found.points.items()},
        people=found.identities,
        mated=found.mated,
        non_mated=found.non_mated,
        accuracy_interval=_accuracy_interval(scored, people, float(np.mean(accuracies)), repetitions),
        eer_interval=(found.eer.low, found.eer.high),
        auc_interval=(found.auc.low, found.auc.high),
        tar_intervals={
            fmr: None if point is None else (point.tar_low, point.tar_high) for fmr, point in found.points.items()
        },
        groups=groups,
        by_fold=tuple(accuracies),
        evidence=Evidence(summary, tuple(files), found.points),
    )


def _accuracy_interval(scored: _Scored, people: NDArray[np.int64], accuracy: float, repetitions: int) -> Interval:
    first, second = people[scored.first], people[scored.second]
    values: list[float] = []
    for drawn in draw_people(int(people.max()) + 1, repetitions, 0):
        weights = np.where((first == second)[:, np.newaxis], drawn[first], drawn[first] * drawn[second])  # (K, R)
        total = weights.sum(axis=0)
        right = weights[scored.right].sum(axis=0)
        values += (right[total > 0] / total[total > 0]).tolist()
    # Folds of unequal length weigh their pairs unequally; the interval is that of the figure that is reported.
    shift = accuracy - float(scored.right.mean())
    low, high = interval(values)
    figure = Figure(accuracy, max(0.0, low + shift), min(1.0, high + shift))
    seen = not_narrower_than_seen(figure, len(np.unique([first, second])))
    return seen.low, seen.high


def fold_accuracies(
    scores: NDArray[np.float32], mated: NDArray[np.bool_], folds: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Accuracy on each fold with the threshold that is best on the other folds.

    Args:
        scores: (N,).
        mated: (N,).
        folds: Fold of each pair, (N,).

    Returns:
        One accuracy for each fold, in [0, 1].
    """
    right = _judged_rightly(scores, mated, folds)
    return np.array([right[folds == fold].mean() for fold in np.unique(folds)], dtype=np.float64)


def _judged_rightly(
    scores: NDArray[np.float32], mated: NDArray[np.bool_], folds: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each pair is judged rightly by the threshold that is best on the other folds, (N,)."""
    right = np.zeros(len(scores), dtype=bool)
    for fold in np.unique(folds):
        held_out = folds == fold
        threshold = best_threshold(scores[~held_out], mated[~held_out])
        # In double precision, or a threshold midway between two close scores is rounded onto one of them.
        right[held_out] = (scores[held_out].astype(np.float64) >= threshold) == mated[held_out]
    return right


def best_threshold(scores: NDArray[np.float32], mated: NDArray[np.bool_]) -> float:
    """The threshold with the highest accuracy; of several, the middle one.

    Candidates are the midpoints between neighbouring scores, and beyond both ends.
    """
    levels = np.unique(scores).astype(np.float64)
    candidates = np.concatenate([[levels[0] - 1e-6], (levels[1:] + levels[:-1]) / 2, [levels[-1] + 1e-6]])
    mated_scores, non_mated_scores = np.sort(scores[mated]), np.sort(scores[~mated])
    accepted = len(mated_scores) - np.searchsorted(mated_scores, candidates, side="left")
    refused = np.searchsorted(non_mated_scores, candidates, side="left")
    right = accepted + refused
    best = np.flatnonzero(right == right.max())
    return float(candidates[best[len(best) // 2]])


def _image_of(images: Path, name: str, number: int) -> Path | None:
    stem = images / name / f"{name}_{number:04}"
    return next((path for suffix in sorted(IMAGE_SUFFIXES) if (path := stem.with_suffix(suffix)).is_file()), None)
