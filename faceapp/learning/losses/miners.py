"""Miners: which of a batch's pairs a loss is computed over.

They work on the matrix of cosines. The library's own miners would list every triplet as an array of N x M x M, too
large beside a cross-batch memory, and would take a crop for its own positive there.
"""

from __future__ import annotations

import torch
from torch import Tensor

from faceapp.learning import loss_settings
from faceapp.learning.loss_settings import MinerSettings
from faceapp.learning.losses.pair_masks import Pairs, from_triplets


def mine(cosines: Tensor, pairs: Pairs, settings: MinerSettings, embedding_size: int) -> Pairs:
    """Choose pairs.

    Args:
        cosines: Of N anchors with M references, (N, M).
        pairs: All pairs.
        settings: Which miner.
        embedding_size: Dimension of the sphere that the embeddings lie on.
    """
    with torch.no_grad():
        if isinstance(settings, loss_settings.AllPairs):
            return pairs
        if isinstance(settings, loss_settings.MultiSimilarityMiner):
            return _multi_similarity(cosines, pairs, settings.epsilon)
        if isinstance(settings, loss_settings.BatchHardMiner):
            return _batch_hard(cosines, pairs)
        if isinstance(settings, loss_settings.DistanceWeightedMiner):
            return _distance_weighted(cosines, pairs, settings, embedding_size)
        return _by_gap(cosines, pairs, settings)


def _by_gap(
    cosines: Tensor,
    pairs: Pairs,
    settings: loss_settings.EasyMiner | loss_settings.SemiHardMiner | loss_settings.HardMiner,
) -> Pairs:
    """Triplets by how much nearer the positive is than the negative.

    Source:
        Schroff et al., "FaceNet", CVPR 2015, section 3.2 and equation 4 (semi-hard); squared distances of unit
        embeddings are 2 - 2 cos.
    """
    anchor, positive = pairs.positives.nonzero(as_tuple=True)  # (P,)
    gap = 2 * (cosines[anchor, positive][:, None] - cosines[anchor])  # (P, M): d(a, n)^2 - d(a, p)^2
    if isinstance(settings, loss_settings.HardMiner):
        wanted = gap <= 0
    elif isinstance(settings, loss_settings.SemiHardMiner):
        wanted = (gap > 0) & (gap <= settings.margin)
    else:
        wanted = gap > settings.margin
    which, negative = (wanted & pairs.negatives[anchor]).nonzero(as_tuple=True)
    return from_triplets(torch.stack([anchor[which], positive[which], negative], dim=1), pairs)


def _batch_hard(cosines: Tensor, pairs: Pairs) -> Pairs:
    """The farthest positive and the nearest negative of each anchor that has both.

    Source:
        Hermans et al., "In defense of the triplet loss", 2017, equation 5.
    """
    positive = cosines.masked_fill(~pairs.positives, torch.inf).argmin(1)  # (N,)
    negative = cosines.masked_fill(~pairs.negatives, -torch.inf).argmax(1)
    anchor = (pairs.positives.any(1) & pairs.negatives.any(1)).nonzero()[:, 0]
    return from_triplets(torch.stack([anchor, positive[anchor], negative[anchor]], dim=1), pairs)


def _multi_similarity(cosines: Tensor, pairs: Pairs, epsilon: float) -> Pairs:
    """Negatives no easier, but for epsilon, than the hardest positive, and positives likewise.

    Source:
        Wang et al., "Multi-similarity loss", CVPR 2019, equations 11 and 12.
    """
    hardest_positive = cosines.masked_fill(~pairs.positives, torch.inf).amin(1, keepdim=True)  # (N, 1)
    hardest_negative = cosines.masked_fill(~pairs.negatives, -torch.inf).amax(1, keepdim=True)
    return Pairs(
        positives=pairs.positives & (cosines - epsilon < hardest_negative),
        negatives=pairs.negatives & (cosines + epsilon > hardest_positive),
    )


def _distance_weighted(
    cosines: Tensor, pairs: Pairs, settings: loss_settings.DistanceWeightedMiner, embedding_size: int
) -> Pairs:
    """For each positive pair one negative, drawn inversely to how common its distance is on the sphere.

    Source:
        Wu et al., "Sampling matters in deep embedding learning", ICCV 2017, section 4: q(d) is proportional to
        d^(n-2) (1 - d^2 / 4)^((n-3)/2), and a negative is drawn by 1 / q(d).
    """
    distances = (2 - 2 * cosines).clamp_min(0).sqrt()
    cut = distances.clamp(settings.cutoff, 2 - 1e-3)  # 1 / q is infinite at 2
    n = embedding_size
    log_weights = (2 - n) * cut.log() - (n - 3) / 2 * (1 - cut.square() / 4).log()
    allowed = pairs.negatives & (distances < settings.farthest)
    log_weights = log_weights.masked_fill(~allowed, -torch.inf)
    usable = allowed.any(1)
    anchor, positive = (pairs.positives & usable[:, None]).nonzero(as_tuple=True)  # (P,)
    if len(anchor) == 0:
        return from_triplets(anchor.new_zeros(0, 3), pairs)
    weights = log_weights[anchor].softmax(1)  # (P, M); the softmax divides by the largest, so that none overflows
    negative = torch.multinomial(weights, 1)[:, 0]
    return from_triplets(torch.stack([anchor, positive, negative], dim=1), pairs)
