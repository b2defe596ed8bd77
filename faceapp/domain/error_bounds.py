"""How large an error rate can be, given the errors that were seen: bounds that hold for dependent comparisons.

Comparisons that share a person, or a pair of people, tend to err together: ten thousand comparisons of a hundred people
say far less than ten thousand of strangers drawn anew. What they are worth is found by resampling people: the variance
of the rate under resampling says how many *independent* comparisons would have told as much (the effective number),
and the exact binomial bound of Clopper and Pearson is taken at that number. A percentile of the resamples themselves
would not do: where few errors or none were seen, it says next to nothing above what was seen.

Sources:
    ISO/IEC 19795-1:2021, rule of 3 and rule of 30; Clopper and Pearson, "The use of confidence or fiducial limits",
    Biometrika 1934; Korn and Graubard, "Confidence intervals for proportions with small expected number of positive
    counts estimated from survey data", Survey Methodology 1998 (the bound at the effective number); Owen, "The
    pigeonhole bootstrap", Annals of Applied Statistics 2007 (resampling both people of a comparison, and that it errs
    on the side of caution).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, ndtri, stdtrit

from faceapp.domain.comparison_summary import ComparisonSummary
from faceapp.domain.scores import Indices, Scores

CONFIDENCE = 0.95

# Fewer pairs of people in error than this do not tell how their errors cling together.
MIN_ERRING_PAIRS = 10

# The highest scores that are looked at whatever the target.
_LEAST_TAIL = 50_000

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rate:
    """An error rate with its bounds.

    Attributes:
        value: As seen, in [0, 1].
        low: Lower 95 % bound (one-sided).
        high: Upper 95 % bound (one-sided): the truth lies above it in at most 1 case of 20.
        trials: How many trials were made.
        effective: How many independent ones they are worth.
    """

    value: float
    low: float
    high: float
    trials: int
    effective: float


def upper_bound(errors: Reals | float, trials: Reals | float, confidence: float = CONFIDENCE) -> Reals:
    """One-sided upper bound of a share, exact for independent trials (Clopper and Pearson); counts may be broken.

    Example:
        0 errors of 100: 0.0295, close to the rule of three's 3 / 100.
    """
    errors, trials = np.broadcast_arrays(np.asarray(errors, dtype=np.float64), np.asarray(trials, dtype=np.float64))
    left = np.maximum(trials - errors, 0.0)
    bound: Reals = np.where(left > 0, betaincinv(errors + 1, np.where(left > 0, left, 1.0), confidence), 1.0)
    return bound


def lower_bound(errors: Reals | float, trials: Reals | float, confidence: float = CONFIDENCE) -> Reals:
    """One-sided lower bound of a share; see `upper_bound`.

    Example:
        1 error of 20: 0.00256.
    """
    errors, trials = np.broadcast_arrays(np.asarray(errors, dtype=np.float64), np.asarray(trials, dtype=np.float64))
    some = errors > 0
    left = np.maximum(trials - errors, 0.0) + 1
    bound: Reals = np.where(some, betaincinv(np.where(some, errors, 1.0), left, 1 - confidence), 0.0)
    return bound


def rate_by_person(errors: NDArray[np.int64], trials: NDArray[np.int64], confidence: float = CONFIDENCE) -> Rate:
    """A rate of trials that belong to one person each, such as mated comparisons.

    Args:
        errors: Number of errors of each person, (P,).
        trials: Number of trials of each person, (P,).
        confidence: Of each bound.

    Example:
        Errors 0 and 2 of 2 trials each: 0.5, worth two independent trials at most, not four.

    Raises:
        ValueError: There is no trial, or a person has more errors than trials.
    """
    if errors.shape != trials.shape or np.any(errors > trials) or np.any(errors < 0):
        raise ValueError("errors and trials do not fit")
    total, wrong = int(trials.sum()), int(errors.sum())
    if total == 0:
        raise ValueError("there is no trial")
    residual = errors - wrong / total * trials
    return _bounded(wrong, trials, float((residual**2).sum()), float((residual**4).sum()), 1.0, confidence)


def rate_among_people(
    taken: NDArray[np.int64], taken_for: NDArray[np.int64], trials: NDArray[np.int64], confidence: float = CONFIDENCE
) -> Rate:
    """A rate of people of one group who are taken for each other, such as those enrolled, each as a stranger.

    Two who look alike are taken for each other both ways, and one who looks like many accounts for many errors: neither
    is as many errors as it seems. The variance allows for all errors that share a person, once for each pair.

    Args:
        taken: Index of the person of the trial that went wrong, for each error, (E,).
        taken_for: Index of the person that this one was taken for, (E,).
        trials: Number of trials of each person, (P,); 0 for those who were met only.
        confidence: Of each bound.

    Source:
        Fafchamps and Gubert, "The formation of risk sharing networks", Journal of Development Economics 2007, eq. 2.

    Raises:
        ValueError: There is no trial, or a person has more errors than trials.
    """
    errors = np.bincount(taken, minlength=len(trials)).astype(np.int64)
    if np.any(errors > trials):
        raise ValueError("errors and trials do not fit")
    total = int(trials.sum())
    if total == 0:
        raise ValueError("there is no trial")
    share = len(taken) / total
    residual = errors - share * trials
    met = np.bincount(taken_for, minlength=len(trials)) - share * total / len(trials)
    with_either = residual + met
    _, both_ways = np.unique(np.sort(np.stack([taken, taken_for]), axis=0), axis=1, return_counts=True)
    squares = float((with_either**2).sum() - (both_ways.astype(np.float64) ** 2).sum())
    # Never less than if nobody were met by two others.
    alone, fourths = float((residual**2).sum()), float((with_either**4).sum())
    return _bounded(len(taken), trials, max(squares, alone), fourths, 2.0, confidence, float((with_either**2).sum()))


def _bounded(
    wrong: int,
    trials: NDArray[np.int64],
    squares: float,
    fourths: float,
    sharing: float,
    confidence: float,
    seen_squares: float | None = None,
) -> Rate:
    """A rate with its bounds.

    Args:
        wrong: Number of errors.
        trials: Number of trials of each person, (P,).
        squares: Sum of the people's squared residuals: the variance of the number of errors.
        fourths: Sum of those to the fourth, which tells how few people the variance was seen by.
        sharing: How many people an error can be of.
        confidence: Of each bound.
        seen_squares: What `fourths` is to be held against; by default `squares`.
    """
    total, people = int(trials.sum()), int(np.count_nonzero(trials))
    share = wrong / total
    # Where all err alike, how trials of one person cling together cannot be seen: a person then counts once.
    alone = total**2 / float((trials.astype(np.float64) ** 2).sum()) / sharing
    effective = alone
    if wrong not in (0, total) and people > 1 and squares > 0:
        independent = share * (1 - share) * total**2 * (people - 1) / (squares * people)
        # The few people in error are all there is to see it by, however many others are not.
        freedom = min(people - 1.0, (squares if seen_squares is None else seen_squares) ** 2 / fourths)
        allowed = independent * few_degrees(np.array(freedom), confidence).item()
        # However little is known of it, trials of one person cannot cling together more than wholly.
        effective = min(max(allowed, min(independent, alone)), float(total))
    # Errors never make a stronger claim than none would: people who err every time may still have been missed.
    unseen = float(upper_bound(0, alone, confidence))
    return Rate(
        share,
        min(float(lower_bound(share * effective, effective, confidence)), 1 - unseen),
        max(float(upper_bound(share * effective, effective, confidence)), unseen),
        total,
        effective,
    )


def few_degrees(freedom: Reals | NDArray[np.int64], confidence: float) -> Reals:
    """What is left of an effective number when the variance behind it was found from few people."""
    factor: Reals = (ndtri(confidence) / stdtrit(np.maximum(freedom, 1).astype(np.float64), confidence)) ** 2
    return factor


class FalseMatchCurve:
    """False match rate and its bounds at every threshold, from the highest non-mated scores.

    Every sample of each person is compared with every sample of each other one. For the variance under resampling both
    people, let y_ij be the false matches between two people, n_ij their comparisons, n the sum of these, p the rate and
    r_ij = y_ij - p n_ij. With independent weights of mean 1 and variance 1 for each person (Poisson's, which
    resampling P people with replacement comes to as P grows), the variance of the weighted rate is, to first order,

        (sum_i (sum_j r_ij)^2 + sum_ij r_ij^2) / n^2

    exactly what infinitely many resamples would show, at every threshold at once.

    Args:
        tail: The highest non-mated scores, falling, (T,); every score above its last one is in it.
        first: Index of the one person of each, (T,).
        second: Index of the other, (T,).
        samples: Number of samples of each person, (P,).
        confidence: Of each bound.

    Attributes:
        comparisons: Non-mated comparisons.
        people: People who take part in them.
        effective: How many independent comparisons these are worth where the highest k are accepted, (T + 1,).
        telling: The k at which enough pairs of people err to tell how errors cling together; T if they never do.

    Raises:
        ValueError: The shapes do not fit, the scores do not fall, or there is no comparison.
    """

    def __init__(
        self,
        tail: Scores,
        first: Indices,
        second: Indices,
        samples: NDArray[np.int64],
        confidence: float = CONFIDENCE,
    ) -> None:
        if not tail.shape == first.shape == second.shape or tail.ndim != 1:
            raise ValueError(f"scores {tail.shape}, first {first.shape} and second {second.shape} do not fit")
        if not np.isfinite(tail).all() or np.any(np.diff(tail) > 0):
            raise ValueError("the scores do not fall, or one is not a number")
        weight = samples.astype(np.float64)
        self.tail, self.first, self.second, self.samples = tail, first, second, samples
        self.people = int(np.count_nonzero(samples))
        self.comparisons = (int(samples.sum()) ** 2 - int((samples**2).sum())) // 2
        if self.comparisons == 0:
            raise ValueError("there is no non-mated comparison")
        self._confidence = confidence
        count = np.arange(len(tail) + 1, dtype=np.float64)
        share = count / self.comparisons
        own = weight * (weight.sum() - weight)  # (P,): comparisons of each person
        pairs = np.minimum(first, second).astype(np.int64) * len(samples) + np.maximum(first, second)
        between = weight[first] * weight[second]  # comparisons of each pair
        person_squares, person_fourths = _running_powers(np.stack([first, second], axis=1).reshape(-1).astype(np.int64))
        pair_squares, _ = _running_powers(pairs)
        with_people = _running(own[first] + own[second])
        residual_people = (
            np.concatenate([[0.0], person_squares[1::2]]) - 2 * share * with_people + share**2 * (own**2).sum()
        )
        all_pairs = ((weight**2).sum() ** 2 - (weight**4).sum()) / 2
        residual_pairs = np.concatenate([[0.0], pair_squares]) - 2 * share * _running(between) + share**2 * all_pairs
        variance = np.maximum(residual_people + residual_pairs, 0.0) / self.comparisons**2
        freedom = np.ones(len(count))
        freedom[1:] = person_squares[1::2] ** 2 / person_fourths[1::2]
        with np.errstate(divide="ignore", invalid="ignore"):
            effective = np.where(variance > 0, share * (1 - share) / variance, np.inf)
        effective *= few_degrees(np.minimum(freedom, self.people - 1), confidence)
        effective = np.minimum(effective, self.comparisons)
        # With few pairs in error, or none, the comparisons are worth no more than where there are enough to tell. Where
        # there never are, nothing is known of how they cling together: they are worth what people who are compared with
        # one other person each would be.
        telling = int(np.searchsorted(_running(_is_new(pairs)), MIN_ERRING_PAIRS, side="left"))
        if telling < len(count):
            effective[: telling + 1] = np.minimum(effective[: telling + 1], effective[telling])
        else:
            effective = np.minimum(effective, self.people // 2)
        self.telling = min(telling, len(count) - 1)
        self.effective: Reals = effective
        self._share = share
        self._rising: Reals | None = None

    @classmethod
    def of(cls, summary: ComparisonSummary, *, up_to: float = 1.0, confidence: float = CONFIDENCE) -> FalseMatchCurve:
        """The curve of comparisons that were summed up.

        Args:
            summary: The comparisons.
            up_to: The largest FMR that will be asked for; more of the tail is not looked at.
            confidence: Of each bound.

        Raises:
            ValueError: Not every sample was compared with every other, or there is no non-mated comparison.
        """
        if not summary.complete:
            raise ValueError("not every sample was compared with every other")
        # Room above the target, and enough at the top to see how false matches cling together.
        kept = min(len(summary.tail), int(1.2 * up_to * summary.non_mated) + _LEAST_TAIL)
        first, second = summary.tail_people
        return cls(summary.tail[:kept], first[:kept], second[:kept], summary.samples, confidence)

    def matches_at(self, threshold: float) -> int:
        """How many non-mated comparisons a threshold accepts.

        Raises:
            ValueError: It lies below all scores that were kept, so that their number is not known.
        """
        found = int(np.searchsorted(-self.tail, -threshold, side="right"))
        if found == len(self.tail) < self.comparisons:
            raise ValueError(f"a threshold of {threshold} accepts more than the {len(self.tail)} scores kept")
        return found

    def upper(self) -> Reals:
        """Upper bound of the FMR that accepts the highest k scores, for k from 0 on; it never falls as k grows.

        This takes its time and is kept: from then on `at` answers at once.
        """
        if self._rising is None:
            bound = upper_bound(self._share * self.effective, self.effective, self._confidence)
            self._rising = np.maximum.accumulate(bound)
        return self._rising

    def lower(self) -> Reals:
        """Lower bound of the FMR that accepts the highest k scores, for k from 0 on."""
        return lower_bound(self._share * self.effective, self.effective, self._confidence)

    def at(self, threshold: float) -> Rate:
        """FMR at a threshold.

        Raises:
            ValueError: See `matches_at`.
        """
        found = self.matches_at(threshold)
        effective = float(self.effective[found])
        share = float(self._share[found])
        return Rate(
            share,
            float(lower_bound(share * effective, effective, self._confidence)),
            self.upper_at(found),
            self.comparisons,
            effective,
        )

    def upper_at(self, matches: int) -> float:
        """Upper bound of the FMR that accepts the highest so many scores."""
        if self._rising is not None:
            return float(self._rising[matches])
        effective = self.effective[: matches + 1]
        return float(upper_bound(self._share[: matches + 1] * effective, effective, self._confidence).max())

    def threshold_for(self, target: float) -> float | None:
        """The smallest threshold whose upper bound meets a target; None where these comparisons cannot bear it.

        Args:
            target: FMR, in (0, 1).

        Raises:
            ValueError: The target is outside (0, 1), or so high that more scores would have to be kept.
        """
        if not 0.0 < target < 1.0:
            raise ValueError(f"a target FMR of {target} is outside (0, 1)")
        # The bound is never below the share itself. Exceeded where even at the target so few would be seen too often.
        ranks = min(len(self.tail), int(target * self.comparisons)) + 1
        effective = self.effective[:ranks]
        errors = self._share[:ranks] * effective
        exceeded = betainc(errors + 1, np.maximum(effective - errors, 1e-9), target) < self._confidence
        met = int(np.argmax(exceeded)) if exceeded.any() else ranks  # ranks 0 to met - 1 meet it
        if met == 0:
            return None
        if met > len(self.tail):
            if len(self.tail) < self.comparisons:
                raise ValueError(f"a target FMR of {target} is beyond the {len(self.tail)} scores kept")
            return -1.0
        # Equal scores are accepted together: the threshold lies above the first one that must be refused.
        return float(np.nextafter(self.tail[met - 1], np.float32(np.inf)))


def _running(values: NDArray[np.float64] | NDArray[np.bool_]) -> Reals:
    """Sum of the first k, for k from 0 to all."""
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def _occurrence(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """How often each entry's key occurred before it."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    lengths = np.diff(np.append(starts, len(keys)))
    before = np.empty(len(keys), dtype=np.int64)
    before[order] = np.arange(len(keys)) - np.repeat(starts, lengths)
    return before


def _running_powers(keys: NDArray[np.int64]) -> tuple[Reals, Reals]:
    """Sum over keys of their counts squared, and to the fourth, after each entry."""
    before = _occurrence(keys).astype(np.float64) if len(keys) else np.zeros(0)
    squares = np.cumsum(2 * before + 1)
    fourths = np.cumsum((before + 1) ** 4 - before**4)
    return squares, fourths


def _is_new(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    return _occurrence(keys) == 0 if len(keys) else np.zeros(0, dtype=bool)
