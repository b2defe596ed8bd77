"""False match rates beyond the comparisons that were made: a generalised Pareto tail, for one decade and no more.

Above a high score u the excess of non-mated scores follows, nearly whatever the scores' distribution, a generalised
Pareto distribution; with its shape xi and scale sigma found from the excesses that were seen,

    FMR(t) = FMR(u) (1 + xi (t - u) / sigma)^(-1 / xi)

can be asked at a threshold t that no score reached. It is a model, not evidence: what rests on it is marked so.

Sources:
    Pickands, "Statistical inference using extreme order statistics", Annals of Statistics 1975 (why this distribution);
    Hosking and Wallis, "Parameter and quantile estimation for the generalized Pareto distribution", Technometrics 1987
    (probability-weighted moments, which need no search and so can be resampled).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.error_bounds import CONFIDENCE, FalseMatchCurve
from faceapp.domain.resampling import draw_people, non_mated_weight

# How far a model may go beyond the smallest FMR that the comparisons bear by themselves.
MOST_EXTRAPOLATION = 10.0
# Independent excesses that a tail is fitted to: fewer leave its shape to chance (rule of 30), many more reach into the
# middle of the scores, where the distribution is another one.
WANTED_EFFECTIVE = 100.0
LEAST_EFFECTIVE = 30.0
# Of fewer people resampling shows too little of how their scores vary.
LEAST_PEOPLE = 30

# Scores are cosines: none is higher.
_HIGHEST = 1.0
_STEPS = 2001
_REPETITIONS = 400


@dataclass(frozen=True, slots=True)
class ParetoTail:
    """A generalised Pareto tail.

    Attributes:
        start: The score u from which on it holds.
        share: FMR at `start`.
        shape: xi; negative where scores have an upper end.
        scale: sigma, > 0.
    """

    start: float
    share: float
    shape: float
    scale: float

    def fmr(self, thresholds: NDArray[np.float64]) -> NDArray[np.float64]:
        """FMR at thresholds not below `start`.

        Example:
            Share 0.01, shape 0 and scale 0.1, 0.1 above the start: 0.01 / e.
        """
        excess = np.maximum(thresholds - self.start, 0.0) / self.scale
        if abs(self.shape) < 1e-9:
            return np.asarray(self.share * np.exp(-excess))
        base = np.maximum(1 + self.shape * excess, 0.0)
        with np.errstate(divide="ignore"):
            fmr: NDArray[np.float64] = self.share * base ** (-1 / self.shape)
        return fmr


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """A threshold that rests on a tail model.

    Attributes:
        threshold: The smallest whose upper bound meets the target.
        fmr: What the model says there.
        fmr_low: Lower 95 % bound (one-sided), people resampled.
        fmr_high: Upper 95 % bound.
    """

    threshold: float
    fmr: float
    fmr_low: float
    fmr_high: float


def fit_tail(
    excesses: NDArray[np.float64], start: float, share: float, weights: NDArray[np.float64] | None = None
) -> ParetoTail | None:
    """Fit a tail by probability-weighted moments.

    Args:
        excesses: Scores above `start`, less `start`, rising, (K,).
        start: See `ParetoTail`.
        share: See `ParetoTail`.
        weights: How often each counts, (K,); once, if None.

    Returns:
        None where the excesses have no spread, or too heavy a tail for their mean to mean anything (xi of 1/2 or more).
    """
    weights = np.ones(len(excesses)) if weights is None else weights
    total = float(weights.sum())
    if total <= 0:
        return None
    # Plotting positions: the share of the weight below each, its own counted half.
    below = (np.cumsum(weights) - weights / 2) / total
    mean = float((weights * excesses).sum() / total)
    weighted = float((weights * excesses * (1 - below)).sum() / total)
    divisor = mean - 2 * weighted
    if mean <= 0 or divisor <= 0:
        return None
    shape = 2 - mean / divisor
    scale = 2 * mean * weighted / divisor
    if shape >= 0.5 or scale <= 0:
        return None
    return ParetoTail(start, share, shape, scale)


def extrapolate(
    curve: FalseMatchCurve,
    target: float,
    *,
    repetitions: int = _REPETITIONS,
    seed: int = 0,
) -> Extrapolation | None:
    """The smallest threshold whose modelled FMR has an upper bound that meets a target.

    In each repetition people are resampled, a false match counting as often as the product of its two people, and the
    tail is fitted anew.

    Args:
        curve: The comparisons.
        target: FMR, in (0, 1).
        repetitions: Bootstrap repetitions.
        seed: Seed of the resampling.

    Returns:
        None where the target is more than a decade beyond what the comparisons bear, where there are too few of them
        or of people to fit a tail, or where no threshold up to 1 meets it.
    """
    farthest = float(curve.upper_at(0)) / MOST_EXTRAPOLATION
    if target < farthest or curve.people < LEAST_PEOPLE:
        return None
    independent = np.arange(len(curve.tail) + 1) / curve.comparisons * curve.effective
    enough = np.flatnonzero(independent >= WANTED_EFFECTIVE)
    if len(enough) == 0:
        enough = np.flatnonzero(independent >= LEAST_EFFECTIVE)
    if len(enough) == 0 or enough[0] >= len(curve.tail):
        return None
    count = int(enough[0])
    start = float(curve.tail[count])  # the highest score that is not above it
    count = int(np.searchsorted(-curve.tail, -start, side="left"))
    if count == 0:
        return None
    excesses = curve.tail[:count][::-1].astype(np.float64) - start
    people = curve.first[:count][::-1], curve.second[:count][::-1]
    tail = fit_tail(excesses, start, count / curve.comparisons)
    if tail is None:
        return None
    thresholds = np.linspace(start, _HIGHEST, _STEPS)
    modelled = []
    for drawn in draw_people(len(curve.samples), repetitions, seed):
        total = non_mated_weight(drawn, curve.samples)
        for column in range(drawn.shape[1]):
            weights = drawn[people[0], column].astype(np.float64) * drawn[people[1], column]
            if total[column] <= 0:
                continue
            resampled = fit_tail(excesses, start, float(weights.sum() / total[column]), weights)
            # A resample that has no tail must not make the bound look better.
            modelled.append(np.full(_STEPS, tail.share) if resampled is None else resampled.fmr(thresholds))
    low, high = np.quantile(modelled, [1 - CONFIDENCE, CONFIDENCE], axis=0)
    met = np.flatnonzero(high <= target)
    if len(met) == 0:
        return None
    index = int(met[0])
    return Extrapolation(
        threshold=float(thresholds[index]),
        fmr=float(tail.fmr(thresholds[index : index + 1])[0]),
        fmr_low=float(low[index]),
        # A tail with an upper end says 0 beyond it. That much no model may claim.
        fmr_high=max(float(high[index]), farthest),
    )
