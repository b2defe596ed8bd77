"""What `faceapp evaluate` says: values for JSON, and lines for people; every figure with its interval and counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import typer

if TYPE_CHECKING:
    from faceapp.domain.resampling import Figure
    from faceapp.domain.scores import OperatingPoint
    from faceapp.learning.figures import ComparisonResult, IdentificationResult, RetrievalResult
    from faceapp.learning.labelled import LabelledFaces
    from faceapp.learning.verification import VerificationFigures

_T = TypeVar("_T")

_TOO_FEW = "not enough comparisons"
_TOO_FEW_PROBES = "not enough non-mated probes"
_LISTED = 5  # files named in the text; JSON names them all


def by_group(grouped: Mapping[str, _T | None], values: Callable[[_T], dict[str, Any]]) -> dict[str, Any]:
    """The entry `groups`, if there are any; null for a group with too little to judge by."""
    if not grouped:
        return {}
    return {"groups": {name: None if part is None else values(part) for name, part in grouped.items()}}


def pictures_apart(*faces: LabelledFaces) -> dict[str, Any]:
    """For JSON, every picture in which no face was found, and what else a reader should know of the data."""
    return {
        "without_face": [file for part in faces for file in part.without_face],
        "unreadable": [file for part in faces for file in part.notes.unreadable],
        "passed_over": [name for part in faces for name in part.notes.passed_over],
        "repeated": [list(pair) for part in faces for pair in part.notes.repeated],
    }


def comparison_values(result: ComparisonResult) -> dict[str, Any]:
    """Comparisons for JSON."""
    return {
        "identities": result.identities,
        "mated": len(result.summary.mated),
        "non_mated": result.summary.non_mated,
        "eer": _rounded(result.eer.value),
        "eer_interval": _ends(result.eer),
        "auc": _rounded(result.auc.value),
        "auc_interval": _ends(result.auc),
        "tar_at_fmr": {
            f"{fmr:g}": None
            if point is None
            else {
                "tar": _rounded(point.tar),
                "low": _rounded(point.tar_low),
                "high": _rounded(point.tar_high),
                "threshold": _rounded_up(point.threshold),
            }
            for fmr, point in result.points.items()
        },
        **(
            {
                "at_overall_thresholds": [
                    {
                        "threshold": _rounded_up(rates.threshold),
                        "fmr": float(f"{rates.fmr.value:.4g}"),
                        "fmr_interval": [float(f"{rates.fmr.low:.4g}"), float(f"{rates.fmr.high:.4g}")],
                        "tar": _rounded(rates.tar.value),
                        "tar_interval": _ends(rates.tar),
                    }
                    for rates in result.at_thresholds
                ]
            }
            if result.at_thresholds
            else {}
        ),
    }


def retrieval_values(result: RetrievalResult) -> dict[str, Any]:
    """Retrieval for JSON."""
    return {
        "identities": result.identities,
        "queries": result.queries,
        **{name: _rounded(figure.value) for name, figure in result.figures.items()},
        "intervals": {name: _ends(figure) for name, figure in result.figures.items()},
        "weak": {name: _rounded(value) for name, value in result.weak.items()},
    }


def identification_values(result: IdentificationResult) -> dict[str, Any]:
    """Identification for JSON."""
    return {
        "people": result.people,
        "probes": result.probes,
        "mated_probes": result.mated_probes,
        "rank1": None if result.rank1 is None else _rounded(result.rank1.value),
        "rank1_interval": None if result.rank1 is None else _ends(result.rank1),
        "fnir_at_fpir": {
            f"{fpir:g}": None
            if point is None
            else {
                "fnir": _rounded(point.fnir.value),
                "low": _rounded(point.fnir.low),
                "high": _rounded(point.fnir.high),
                "threshold": _rounded_up(point.threshold),
            }
            for fpir, point in result.points.items()
        },
    }


def verification_values(figures: VerificationFigures) -> dict[str, Any]:
    """Verification for JSON."""
    return {
        "pairs": figures.pairs,
        "skipped": figures.skipped,
        "fallbacks": figures.fallbacks,
        "accuracy": _rounded(figures.accuracy),
        "accuracy_std": _rounded(figures.accuracy_std),
        "accuracy_interval": [_rounded(end) for end in figures.accuracy_interval],
        "eer": _rounded(figures.eer),
        "eer_interval": [_rounded(end) for end in figures.eer_interval],
        "auc": _rounded(figures.auc),
        "auc_interval": [_rounded(end) for end in figures.auc_interval],
        "tar_at_fmr": {f"{fmr:g}": tar for fmr, tar in figures.tar_at_fmr.items()},
        "tar_intervals": {
            f"{fmr:g}": None if ends is None else [_rounded(end) for end in ends]
            for fmr, ends in figures.tar_intervals.items()
        },
        "people": figures.people,
        "mated": figures.mated,
        "non_mated": figures.non_mated,
        "unreadable": list(figures.unreadable),
    }


def tell_comparisons(result: ComparisonResult) -> None:
    """Comparisons in lines."""
    counts = f"{len(result.summary.mated):,} mated and {result.summary.non_mated:,} non-mated comparisons"
    typer.echo(f"  {counts} of {result.identities:,} people; 95 % intervals in brackets")
    typer.echo(f"  EER {_in_words(result.eer)}, AUC {_in_words(result.auc)}")
    for fmr, point in result.points.items():
        typer.echo(f"  TAR at FMR {fmr:g}: {_point_in_words(point)}")
    for rates in result.at_thresholds:
        said = f"FMR {rates.fmr.value:.2g} [{rates.fmr.low:.2g}, {rates.fmr.high:.2g}], TAR {_in_words(rates.tar)}"
        typer.echo(f"  at everybody's threshold {rates.threshold:.4f}: {said}")


def tell_retrieval(result: RetrievalResult) -> None:
    """Retrieval in lines."""
    typer.echo(f"  {result.queries:,} queries of {result.identities:,} people; 95 % intervals in brackets")
    names = {"precision_at_1": "precision@1", "r_precision": "R-precision", "map_at_r": "MAP@R"}
    for name, figure in result.figures.items():
        typer.echo(f"  {names[name]} {_in_words(figure)}")
    weak = ", ".join(f"{_weak_name(name)} {value:.4f}" for name, value in result.weak.items())
    typer.echo(f"  weak, for comparison with older work: {weak}")
    typer.echo("    recall@K asks for one hit however many are wrong; NMI and F1 judge a clustering that no door makes")


def tell_identification(result: IdentificationResult) -> None:
    """Identification in lines."""
    others = result.probes - result.mated_probes
    typer.echo(f"  {result.people:,} people, {result.mated_probes:,} probes of them and {others:,} of others")
    typer.echo("  rank-1 " + ("no mated probe" if result.rank1 is None else _in_words(result.rank1)))
    for fpir, point in result.points.items():
        said = _TOO_FEW_PROBES if point is None else f"{_in_words(point.fnir)}, threshold {point.threshold:.4f}"
        typer.echo(f"  FNIR at FPIR {fpir:g}: {said}")


def tell_verification(figures: VerificationFigures) -> None:
    """Verification in lines."""
    typer.echo(
        f"  {figures.mated} mated and {figures.non_mated} non-mated pairs of {figures.people} people; "
        "95 % intervals in brackets"
    )
    low, high = figures.accuracy_interval
    typer.echo(
        f"  accuracy {figures.accuracy:.4f} +- {figures.accuracy_std:.4f} over the folds [{low:.4f}, {high:.4f}]"
    )
    eer, auc = figures.eer_interval, figures.auc_interval
    typer.echo(
        f"  EER {figures.eer:.4f} [{eer[0]:.4f}, {eer[1]:.4f}], AUC {figures.auc:.4f} [{auc[0]:.4f}, {auc[1]:.4f}]"
    )
    for fmr, tar in figures.tar_at_fmr.items():
        ends = figures.tar_intervals[fmr]
        said = _TOO_FEW if tar is None or ends is None else f"{tar:.4f} [{ends[0]:.4f}, {ends[1]:.4f}]"
        typer.echo(f"  TAR at FMR {fmr:g}: {said}")


def tell_group(name: str, part: _T | None, tell: Callable[[_T], None]) -> None:
    """A group's figures in lines."""
    typer.echo(f"group {name}:")
    if part is None:
        typer.echo(f"  {_TOO_FEW}")
    else:
        tell(part)


def tell_unreadable(files: Sequence[str]) -> None:
    """Which images of a list of pairs cannot be read, if any."""
    if files:
        some = ", ".join(files[:_LISTED]) + (", ..." if len(files) > _LISTED else "")
        typer.echo(f"  images that cannot be read, whose pairs are skipped ({len(files):,}): {some}")


def tell_ungrouped(people: Sequence[str], groups: Mapping[str, Sequence[str]]) -> None:
    """How many of the people are in no group, and how many of the groups' are not among them, if there are groups."""
    if groups:
        grouped = {person for members in groups.values() for person in members}
        left = [person for person in people if person not in grouped]
        if left:
            typer.echo(f"  {len(left):,} of {len(people):,} people are in no group")
        unknown = sorted(grouped - set(people))
        if unknown:
            typer.echo(f"  {len(unknown):,} of the groups' people are not in the data, '{unknown[0]}' for one")


def tell_pictures_apart(faces: LabelledFaces, *, without_face: str = "which count as not recognised") -> None:
    """Which pictures show no face, cannot be read, or are there again, and what is no picture; if any.

    Args:
        faces: What was read.
        without_face: What becomes of the pictures without a face.
    """
    notes = faces.notes
    for said, names in (
        (f"pictures without a face, {without_face}", faces.without_face),
        ("pictures that cannot be read, which are left out", notes.unreadable),
        ("passed over, as no picture in a person's folder", notes.passed_over),
        ("pictures that are byte for byte another, and count both", [" = ".join(pair) for pair in notes.repeated]),
    ):
        if names:
            some = ", ".join(names[:_LISTED]) + (", ..." if len(names) > _LISTED else "")
            typer.echo(f"  {said} ({len(names):,}): {some}")


def templates_again(enrolled: LabelledFaces, probing: LabelledFaces) -> int:
    """How many pictures among the probes are byte for byte in the gallery: each of them finds itself."""
    return len(enrolled.notes.contents & probing.notes.contents)


def tell_templates_again(count: int) -> None:
    """That probes are in the gallery, if any are."""
    if count:
        typer.echo(f"  pictures that are both in the gallery and among the probes, which find themselves: {count:,}")


def counted(faces: LabelledFaces) -> str:
    """How much was given."""
    return pictures_of_people(len(faces.labels) + len(faces.without_face), len(faces.identities))


def pictures_of_people(pictures: int, people: int) -> str:
    """So many pictures of so many people, in words."""
    return (
        f"{pictures:,} {'picture' if pictures == 1 else 'pictures'} of "
        f"{people:,} {'person' if people == 1 else 'people'}"
    )


def _point_in_words(point: OperatingPoint | None) -> str:
    if point is None:
        return _TOO_FEW
    return f"{point.tar:.4f} [{point.tar_low:.4f}, {point.tar_high:.4f}], threshold {point.threshold:.4f}"


def _in_words(figure: Figure) -> str:
    return f"{figure.value:.4f} [{figure.low:.4f}, {figure.high:.4f}]"


def _weak_name(name: str) -> str:
    return name.replace("recall_at_", "recall@") if name.startswith("recall") else name.upper()


def _ends(figure: Figure) -> list[float]:
    return [_rounded(figure.low), _rounded(figure.high)]


def _rounded(value: float) -> float:
    return round(value, 6)


def _rounded_up(threshold: float) -> float:
    """Never down, or the threshold would no longer hold its false match rate; as in a card."""
    return math.ceil(threshold * 1e6) / 1e6
