"""Pair losses of pytorch-metric-learning, as functions of the cosines of a batch.

The library computes its losses from a matrix that a distance object makes of the embeddings. The objects here take
the matrix itself in the embeddings' place, so that these losses too depend on the cosines alone: a memory's
references and the weight that a loss gives each pair need nothing more.
"""

from __future__ import annotations

import torch
from pytorch_metric_learning.distances import CosineSimilarity, LpDistance
from pytorch_metric_learning.losses import CircleLoss, MultiSimilarityLoss, SupConLoss, TripletMarginLoss
from torch import Tensor, nn

from faceapp.learning import loss_settings
from faceapp.learning.losses.pair_formulas import nothing
from faceapp.learning.losses.pair_masks import Pairs, triplets_of


class _GivenCosines(CosineSimilarity):  # type: ignore[misc]
    def forward(self, query_emb: Tensor, ref_emb: Tensor | None = None) -> Tensor:
        return query_emb


class _GivenDistances(LpDistance):  # type: ignore[misc]
    def forward(self, query_emb: Tensor, ref_emb: Tensor | None = None) -> Tensor:
        return query_emb


def triplet(cosines: Tensor, pairs: Pairs, settings: loss_settings.TripletLoss) -> Tensor:
    """Mean of d(a, p)^2 - d(a, n)^2 + margin over the triplets in which it is positive.

    Source:
        Schroff et al., "FaceNet", CVPR 2015, equation 2.
    """
    triplets = triplets_of(pairs)
    loss = TripletMarginLoss(margin=settings.margin, distance=_GivenDistances())
    value: Tensor = loss(2 - 2 * cosines, indices_tuple=tuple(triplets.unbind(1)))
    return value


def multi_similarity(cosines: Tensor, pairs: Pairs, settings: loss_settings.MultiSimilarityLoss) -> Tensor:
    """Mean over anchors of a soft maximum over positives and one over negatives, of different steepness.

    log(1 + sum_p exp(-alpha (S_p - lambda))) / alpha + log(1 + sum_n exp(beta (S_n - lambda))) / beta.

    Source:
        Wang et al., "Multi-similarity loss with general pair weighting", CVPR 2019, equation 15.
    """
    loss = MultiSimilarityLoss(alpha=settings.alpha, beta=settings.beta, base=settings.base, distance=_GivenCosines())
    return _of_pairs(loss, cosines, pairs)


def circle(cosines: Tensor, pairs: Pairs, settings: loss_settings.CircleLoss) -> Tensor:
    """Mean over anchors with both kinds of pairs of the loss whose weights grow with the distance to the optimum.

    Source:
        Sun et al., "Circle loss", CVPR 2020, equations 6 and 8 (the weights alpha count as constant).
    """
    return _of_pairs(CircleLoss(m=settings.margin, gamma=settings.scale, distance=_GivenCosines()), cosines, pairs)


def supcon(cosines: Tensor, pairs: Pairs, settings: loss_settings.SupConLoss) -> Tensor:
    """Mean over anchors that have a positive of -1/|P| sum_p log(exp(S_p / tau) / sum_a exp(S_a / tau)).

    Source:
        Khosla et al., "Supervised contrastive learning", NeurIPS 2020, equation 2 (the sum outside the logarithm).
    """
    return _of_pairs(SupConLoss(temperature=settings.temperature, distance=_GivenCosines()), cosines, pairs)


def _of_pairs(loss: nn.Module, cosines: Tensor, pairs: Pairs) -> Tensor:
    if not (pairs.positives.any() or pairs.negatives.any()):
        return nothing(cosines)
    # Each pair is named twice: the library takes one single pair for none, and a pair named twice for one.
    indices = tuple(
        torch.cat([index, index])
        for index in (*pairs.positives.nonzero(as_tuple=True), *pairs.negatives.nonzero(as_tuple=True))
    )
    value: Tensor = loss(cosines, indices_tuple=indices)
    return value
