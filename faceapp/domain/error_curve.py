"""FMR against FNMR over thresholds, at as many points as a drawing shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.comparison_summary import HISTOGRAM_EDGES
from faceapp.domain.scores import Scores

# Of the highest non-mated scores: more would not be seen.
_TAIL_POINTS = 300


@dataclass(frozen=True, slots=True, eq=False)
class ErrorCurve:
    """Error rates of comparisons at some thresholds.

    Attributes:
        thresholds: Rising, (K,).
        fmr: Share of non-mated comparisons that each accepts, falling, (K,).
        fnmr: Share of mated comparisons that each refuses, rising, (K,); empty where there is no mated comparison.
    """

    thresholds: NDArray[np.float64]
    fmr: NDArray[np.float64]
    fnmr: NDArray[np.float64]


def error_curve(tail: Scores, histogram: NDArray[np.int64], mated: Scores) -> ErrorCurve:
    """FMR and FNMR, exact at each of the thresholds.

    Args:
        tail: The highest non-mated scores, falling, (T,).
        histogram: All non-mated scores between `HISTOGRAM_EDGES`; every one of the tail is among them.
        mated: Scores of mated comparisons, in any order, (M,).

    Raises:
        ValueError: There is no non-mated comparison.
    """
    comparisons = int(histogram.sum())
    if comparisons == 0:
        raise ValueError("there is no non-mated comparison")
    edges = HISTOGRAM_EDGES[:-1].astype(np.float64)
    reaching = histogram[::-1].cumsum()[::-1]  # scores at or above the lower edge of each bin
    below_tail = edges <= (float(tail[-1]) if len(tail) else 1.0)
    ranks = np.unique(np.geomspace(1, max(1, len(tail)), _TAIL_POINTS).round().astype(np.int64)) - 1
    highest = np.unique(tail[ranks[ranks < len(tail)]].astype(np.float64))
    accepted = len(tail) - np.searchsorted(tail[::-1], highest, side="left")
    # Just above the highest score nothing is accepted any more.
    top = np.nextafter(highest[-1:], np.inf)
    thresholds = np.concatenate([edges[below_tail], highest, top])
    counts = np.concatenate([reaching[below_tail], accepted, np.zeros(len(top), dtype=np.int64)])
    thresholds, first = np.unique(thresholds, return_index=True)
    fnmr = np.zeros(0)
    if len(mated):
        fnmr = np.searchsorted(np.sort(mated).astype(np.float64), thresholds, side="left") / len(mated)
    return ErrorCurve(thresholds, counts[first] / comparisons, fnmr)
