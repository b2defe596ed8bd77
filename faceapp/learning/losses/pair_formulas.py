"""Pair and tuple losses as functions of the cosines of a batch.

Each takes the cosines S (N, M) of N anchors with M references, the first N of which are the anchors themselves and
the others a memory's, and says which are mated. What pytorch-metric-learning has in the paper's form is in
`library_losses.py`. Of those here it lacks some; its contrastive loss does not square, its lifted structure takes
memory by the cube of the batch, its n-pair loss leaves all but two crops of a class unused, its angular loss does not
normalise the negatives, and its ranked list loss differentiates the weights, which the paper holds constant.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from faceapp.learning import loss_settings
from faceapp.learning.losses.pair_masks import Pairs


def distances(cosines: Tensor) -> Tensor:
    """Euclidean distances of unit vectors, in [0, 2]; where two coincide, with the gradient 0, not NaN."""
    return (2 - 2 * cosines).clamp_min(1e-12).sqrt()


def nothing(cosines: Tensor) -> Tensor:
    """The loss of a batch that has no pair for it: 0, with a gradient of 0."""
    return cosines.sum() * 0.0


def contrastive(cosines: Tensor, pairs: Pairs, settings: loss_settings.ContrastiveLoss) -> Tensor:
    """Mean of D^2 / 2 over mated pairs, and of max(0, m - D)^2 / 2 over the non-mated pairs nearer than m.

    Source:
        Hadsell et al., "Dimensionality reduction by learning an invariant mapping", CVPR 2006, equation 4; the two
        means, in place of one sum, keep the many non-mated pairs from drowning the few mated ones.
    """
    d = distances(cosines)
    mated = 0.5 * d[pairs.positives].square()
    inside = pairs.negatives & (d.detach() < settings.margin)
    non_mated = 0.5 * (settings.margin - d[inside]).square()
    return _mean(mated, cosines) + _mean(non_mated, cosines)


def lifted_structure(cosines: Tensor, pairs: Pairs, settings: loss_settings.LiftedStructureLoss) -> Tensor:
    """Each mated pair of the batch against all negatives of both its ends.

    J_ij = log(sum_(i,k) exp(alpha - D_ik) + sum_(j,l) exp(alpha - D_jl)) + D_ij over the non-mated pairs of i and of
    j; the loss is sum_ij max(0, J_ij)^2 / (2 |P|).

    Source:
        Song et al., "Deep metric learning via lifted structured feature embedding", CVPR 2016, equation 4.
    """
    d = distances(cosines)
    lowest = torch.finfo(d.dtype).min  # not -inf, whose logsumexp has a gradient of NaN
    of_negatives = (settings.margin - d).masked_fill(~pairs.negatives, lowest).logsumexp(1)  # (N,)
    i, j = _mated_in_batch(pairs)
    smooth = torch.logaddexp(of_negatives[i], of_negatives[j]) + d[i, j]
    return _mean(0.5 * smooth.relu().square(), cosines)


def n_pair(cosines: Tensor, pairs: Pairs, settings: loss_settings.NPairLoss) -> Tensor:
    """Each pair (x_i, x_i+) told from all other classes' x_j+: log(1 + sum_j exp(s_ij - s_ii)).

    A class with more than two crops in the batch gives several pairs: its first and second crop, its third and
    fourth, and so on. Pairs of the same rank make one N-pair batch; a memory adds negatives to each.

    Source:
        Sohn, "Improved deep metric learning with multi-class N-pair loss objective", NIPS 2016, equation 7. Where
        the paper bounds the length of its embeddings by a penalty, these are of unit length and scaled.
    """
    count = len(cosines)
    mated = pairs.positives[:, :count]
    rank = mated.tril(-1).sum(1)  # crops of the same class before this one
    anchor, positive = (mated & (rank[:, None] % 2 == 0) & (rank == rank[:, None] + 1)).nonzero(as_tuple=True)
    if len(anchor) == 0:
        return nothing(cosines)
    lowest = torch.finfo(cosines.dtype).min
    turn = rank[anchor]
    own = settings.scale * cosines[anchor][:, positive]  # (T, T), own pairs on the diagonal
    own = own.masked_fill(turn[:, None] != turn, lowest)
    remembered = settings.scale * cosines[anchor, count:]
    remembered = remembered.masked_fill(~pairs.negatives[anchor, count:], lowest)
    target = torch.arange(len(anchor), device=cosines.device)
    return functional.cross_entropy(torch.cat([own, remembered], dim=1), target)


def angular(cosines: Tensor, pairs: Pairs, settings: loss_settings.AngularLoss) -> Tensor:
    """log(1 + sum_n exp f_apn) of each mated pair of the batch, over the negatives n of a.

    f_apn = 4 tan^2(alpha) (x_a + x_p) x_n - 2 (1 + tan^2(alpha)) x_a x_p.

    Source:
        Wang et al., "Deep metric learning with angular loss", ICCV 2017, equations 7 and 8.
    """
    a, p = _mated_in_batch(pairs)
    if len(a) == 0:
        return nothing(cosines)
    tan2 = math.tan(math.radians(settings.alpha_deg)) ** 2
    f = 4 * tan2 * (cosines[a] + cosines[p]) - 2 * (1 + tan2) * cosines[a, p][:, None]  # (P, M)
    f = f.masked_fill(~pairs.negatives[a], torch.finfo(f.dtype).min)
    return functional.pad(f, (1, 0)).logsumexp(1).mean()  # the 1 of the sum is exp 0


def binomial_deviance(cosines: Tensor, pairs: Pairs, settings: loss_settings.BinomialDevianceLoss) -> Tensor:
    """Mean of log(1 + exp(-alpha (S - beta))) over mated pairs and of log(1 + exp(alpha C (S - beta))) over others.

    Source:
        Yi et al., "Deep metric learning for practical person re-identification", 2014, equation 4 (J_dev, with
        W = 1 / n of each kind of pair and M = 1 or -C).
    """
    x = settings.alpha * (cosines - settings.beta)
    mated = functional.softplus(-x[pairs.positives])
    non_mated = functional.softplus(settings.cost * x[pairs.negatives])
    return _mean(mated, cosines) + _mean(non_mated, cosines)


def ranked_list(cosines: Tensor, pairs: Pairs, settings: loss_settings.RankedListLoss) -> Tensor:
    """Mean over anchors of L_P + lambda L_N.

    L_P is the mean of D - (alpha - m) over the positives farther than alpha - m; L_N the mean of alpha - D over the
    negatives nearer than alpha, weighted by exp(T (alpha - D)), which counts as constant.

    Source:
        Wang et al., "Ranked list loss for deep metric learning", CVPR 2019, equations 2 to 7.
    """
    d = distances(cosines)
    boundary = settings.alpha - settings.margin
    far = pairs.positives & (d.detach() > boundary)
    near = pairs.negatives & (d.detach() < settings.alpha)
    positives = ((d - boundary) * far).sum(1) / far.sum(1).clamp_min(1)  # (N,)
    exponents = settings.temperature * (settings.alpha - d.detach())
    weights = exponents.masked_fill(~near, torch.finfo(d.dtype).min).softmax(1)
    negatives = ((settings.alpha - d) * near * weights).sum(1)
    return (positives + settings.balance * negatives).mean()


def _mated_in_batch(pairs: Pairs) -> tuple[Tensor, Tensor]:
    """Mated pairs both ends of which are anchors, so that both have cosines with all references."""
    first, second = pairs.positives[:, : len(pairs.positives)].nonzero(as_tuple=True)
    return first, second


def _mean(values: Tensor, cosines: Tensor) -> Tensor:
    return values.mean() if len(values) else nothing(cosines)
