"""What weight does a loss give each pair? Computed by autograd, for every pair loss, on real batches.

A pair loss is, to the encoder, what weight |dL/dS_ij| it gives each pair of a batch. The weight of a pair can depend
on three things: its own similarity; how it compares with the anchor's other negatives; how it compares with the
anchor's positives.

Source:
    Wang et al., "Multi-similarity loss with general pair weighting for deep metric learning", CVPR 2019, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from faceapp.learning import loss_settings as settings_of
from faceapp.learning.loss_settings import IdentitiesSampler, PairSettings
from faceapp.learning.losses.pairs import PairLoss
from faceapp.learning.sampling import epoch_batches

# By how much similarities are moved to see whether a weight follows.
SHIFTS = (-0.1, 0.1)
# A weight follows when it changes by more than this share of itself; a loss responds when this share of the pairs do.
FOLLOWS = 0.02
RESPONDS = 0.1

SIMILARITIES = ("self", "negative", "positive")

PAIR_LOSSES: dict[str, PairSettings] = {
    # Its default margin is beyond nearly all non-mated pairs of a trained encoder, which then have no weight to watch.
    "contrastive": settings_of.ContrastiveLoss(name="contrastive", margin=1.3),
    "triplet": settings_of.TripletLoss(name="triplet"),
    "lifted structure": settings_of.LiftedStructureLoss(name="lifted_structure"),
    "N-pair": settings_of.NPairLoss(name="n_pair"),
    "angular": settings_of.AngularLoss(name="angular"),
    "binomial deviance": settings_of.BinomialDevianceLoss(name="binomial_deviance"),
    "multi-similarity": settings_of.MultiSimilarityLoss(name="multi_similarity"),
    "circle": settings_of.CircleLoss(name="circle"),
    "ranked list": settings_of.RankedListLoss(name="ranked_list"),
    "supervised contrastive": settings_of.SupConLoss(name="supcon"),
}


@dataclass(frozen=True, slots=True, eq=False)
class PairWeights:
    """The pairs of some batches, one entry for each ordered pair of an anchor and another sample.

    Attributes:
        mated: Whether the two are one person's, (P,).
        weight: |dL/dS_ij| as a share of the largest of its kind, mated or not, in its batch, (P,).
        own: The pair's own similarity S_ij, (P,).
        to_negatives: S_ij less the mean similarity of the anchor's other negatives, (P,).
        to_positives: S_ij less the mean similarity of the anchor's other positives, (P,).
    """

    mated: NDArray[np.bool_]
    weight: NDArray[np.float64]
    own: NDArray[np.float64]
    to_negatives: NDArray[np.float64]
    to_positives: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Responses:
    """To which similarities the weights of one kind of pair respond.

    Attributes:
        share: Of each of `SIMILARITIES`, the share of moves that a pair's weight followed when that alone was moved;
            None where no pair had any weight, before or after.
    """

    share: dict[str, float | None]

    def responds(self, similarity: str) -> bool:
        """Whether the weights of this kind of pair depend on it."""
        share = self.share[similarity]
        return share is not None and share > RESPONDS


def batches_of(
    embeddings: NDArray[np.float32], labels: NDArray[np.int64], *, people: int, images: int, count: int, seed: int
) -> list[tuple[Tensor, Tensor]]:
    """Cosines and labels of `count` batches of some people with some images each: (N, N) float64, (N,)."""
    # Of people with fewer images some would be there twice, and a pair of an image with itself is none.
    enough = np.flatnonzero((np.bincount(labels) >= images)[labels])
    rows = epoch_batches(
        labels[enough],
        IdentitiesSampler(name="identities", images_per_identity=images),
        batch_size=people * images,
        seed=seed,
        epoch=0,
    )[:count]
    batches = []
    for row in enough[rows]:
        chosen = torch.from_numpy(embeddings[row]).double()
        batches.append((chosen @ chosen.T, torch.from_numpy(labels[row])))
    return batches


def pair_weights(settings: PairSettings, cosines: Tensor, labels: Tensor) -> Tensor:
    """|dL/dS_ij| of every pair of a batch, (N, N), where every entry of the matrix is a variable of its own."""
    leaf = cosines.detach().clone().requires_grad_()
    loss = PairLoss(settings, embedding_size=1)
    value = loss.of_cosines(leaf, labels, labels)
    (gradient,) = torch.autograd.grad(value, leaf)
    return gradient.abs()


def weigh(settings: PairSettings, batches: list[tuple[Tensor, Tensor]]) -> PairWeights:
    """The weights of all pairs of some batches, beside their three similarities."""
    columns: dict[str, list[NDArray[np.float64]]] = {"mated": [], "weight": [], "own": [], "neg": [], "pos": []}
    for cosines, labels in batches:
        weights = pair_weights(settings, cosines, labels)
        positives, negatives = _kinds(labels)
        for kind in (positives, negatives):
            weights[kind] /= weights[kind].max().clamp_min(1e-30)
        others = positives | negatives
        columns["mated"].append(positives[others].numpy())
        columns["weight"].append(weights[others].numpy())
        columns["own"].append(cosines[others].numpy())
        columns["neg"].append((cosines - _mean_of_others(cosines, negatives))[others].numpy())
        columns["pos"].append((cosines - _mean_of_others(cosines, positives))[others].numpy())
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    return PairWeights(
        mated=joined["mated"].astype(bool),
        weight=joined["weight"],
        own=joined["own"],
        to_negatives=joined["neg"],
        to_positives=joined["pos"],
    )


def responses(
    settings: PairSettings, batches: list[tuple[Tensor, Tensor]], *, mated: bool, pairs: int = 60, seed: int = 0
) -> Responses:
    """Move one similarity at a time, and see whether a pair's weight follows.

    The pair's own similarity is moved with all others held; then those of the anchor's other negatives, then those of
    its other positives, with the pair's own held. Many losses divide by a number of pairs that such a move can change,
    which scales all weights alike: a weight is therefore taken relative to the sum of those that other people's anchors
    give pairs of its kind.

    Args:
        settings: The loss.
        batches: Cosines and labels.
        mated: Which kind of pair is watched.
        pairs: How many in each batch.
        seed: Of their choice.
    """
    followed = dict.fromkeys(SIMILARITIES, 0)
    tried = dict.fromkeys(SIMILARITIES, 0)
    random = np.random.default_rng(seed)
    for cosines, labels in batches:
        positives, negatives = _kinds(labels)
        base = pair_weights(settings, cosines, labels)
        candidates = np.argwhere((positives if mated else negatives).numpy())
        similarity_of = cosines[candidates[:, 0], candidates[:, 1]].numpy()
        hardest = np.argsort(similarity_of if mated else -similarity_of, kind="stable")[: pairs // 2]
        # Many losses give easy pairs no weight: half of those watched are the hardest, the others any.
        for i, j in [*candidates[hardest], *random.permutation(candidates)[: pairs - len(hardest)]]:
            elsewhere = (labels != labels[i])[:, None] & (positives if mated else negatives)
            before = _relative(base, int(i), int(j), elsewhere)
            for similarity in SIMILARITIES:
                for shift in SHIFTS:
                    moved = _moved(cosines, positives, negatives, int(i), int(j), similarity, shift)
                    after = _relative(pair_weights(settings, moved, labels), int(i), int(j), elsewhere)
                    largest = max(before, after)
                    if largest == 0:
                        continue
                    tried[similarity] += 1
                    followed[similarity] += abs(after - before) > FOLLOWS * largest
    return Responses({name: followed[name] / tried[name] if tried[name] else None for name in SIMILARITIES})


def _moved(
    cosines: Tensor, positives: Tensor, negatives: Tensor, i: int, j: int, similarity: str, shift: float
) -> Tensor:
    moved = cosines.clone()
    if similarity == "self":
        chosen = torch.zeros_like(positives[i])
        chosen[j] = True
    else:
        chosen = (negatives if similarity == "negative" else positives)[i].clone()
        chosen[j] = False
    # Within what a cosine can be; the diagonal is never chosen.
    moved[i, chosen] = (moved[i, chosen] + shift).clamp(-1, 1)
    return moved


def _relative(weights: Tensor, i: int, j: int, elsewhere: Tensor) -> float:
    rest = float(weights[elsewhere].sum())
    return float(weights[i, j]) / rest if rest > 0 else float(weights[i, j])


def _kinds(labels: Tensor) -> tuple[Tensor, Tensor]:
    """Which pairs are mated, and which are not, (N, N) each; a sample and itself are neither."""
    same = labels[:, None] == labels[None]
    return same & ~torch.eye(len(labels), dtype=torch.bool), ~same


def _mean_of_others(cosines: Tensor, kind: Tensor) -> Tensor:
    """For each pair (i, j), the mean of S_ik over the k of a kind, without j itself; (N, N)."""
    values = cosines * kind
    total, count = values.sum(1, keepdim=True) - values, kind.sum(1, keepdim=True) - kind.long()
    return total / count.clamp_min(1)
