"""Pair and tuple losses as modules: cosines of the batch and a memory, mining, formula."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from faceapp.learning import loss_settings
from faceapp.learning.loss_settings import PairSettings
from faceapp.learning.losses import library_losses, pair_formulas
from faceapp.learning.losses.memory import EmbeddingMemory
from faceapp.learning.losses.miners import mine
from faceapp.learning.losses.pair_masks import Pairs, all_pairs


class PairLoss(nn.Module):
    """A loss of pairs or triplets of one batch's embeddings, and of those of past batches.

    Embeddings are made unit length first, so that it trains what the door compares by. The references of a memory
    have no gradient. Losses that compare a negative with both ends of a mated pair (lifted structure, N-pair,
    angular) take such pairs from the batch alone, and negatives from the memory too.

    Args:
        settings: Which loss, miner and memory.
        embedding_size: Length of the embeddings.
    """

    def __init__(self, settings: PairSettings, embedding_size: int) -> None:
        super().__init__()
        self._settings = settings
        self._embedding_size = embedding_size
        self._epoch = math.inf
        memory = settings.memory
        self.memory = EmbeddingMemory(memory.size, embedding_size) if memory is not None else None

    def set_epoch(self, epoch: float) -> None:
        """Say how many epochs are done, fractional: the memory waits until its first."""
        self._epoch = epoch

    def set_directions(self, directions: Tensor) -> None:
        """There are no class vectors to be set."""

    def forward(self, features: Tensor, labels: Tensor) -> Tensor:
        """Loss of a batch: features (N, D) float, labels (N,) int64, 0 or more; 0 where it has no pair for the loss."""
        embeddings = functional.normalize(features)
        memory, settings = self.memory, self._settings.memory
        if memory is None or settings is None or self._epoch < settings.start_epoch:
            return self.of_cosines(embeddings @ embeddings.T, labels, labels)
        references = torch.cat([embeddings, memory.embeddings.to(embeddings.dtype)])  # (N + size, D)
        value = self.of_cosines(embeddings @ references.T, labels, torch.cat([labels, memory.labels]))
        if self.training:
            memory.add(embeddings, labels)
        return value

    def of_cosines(self, cosines: Tensor, labels: Tensor, reference_labels: Tensor) -> Tensor:
        """The loss as a function of cosines alone: its derivative by one of them is the weight it gives that pair.

        Args:
            cosines: Of N anchors with M references, (N, M), the first N of which are the anchors themselves.
            labels: (N,) int64, 0 or more.
            reference_labels: (M,) int64, beginning with `labels`; -1 for an empty place.
        """
        pairs = all_pairs(labels, reference_labels)
        settings = self._settings
        # N-pair and ranked list loss say themselves which pairs they take.
        if not isinstance(settings, loss_settings.NPairLoss | loss_settings.RankedListLoss) and settings.miner:
            pairs = mine(cosines.detach(), pairs, settings.miner, self._embedding_size)
        return _formula(cosines, pairs, settings)


def _formula(cosines: Tensor, pairs: Pairs, settings: PairSettings) -> Tensor:
    if isinstance(settings, loss_settings.ContrastiveLoss):
        return pair_formulas.contrastive(cosines, pairs, settings)
    if isinstance(settings, loss_settings.TripletLoss):
        return library_losses.triplet(cosines, pairs, settings)
    if isinstance(settings, loss_settings.LiftedStructureLoss):
        return pair_formulas.lifted_structure(cosines, pairs, settings)
    if isinstance(settings, loss_settings.NPairLoss):
        return pair_formulas.n_pair(cosines, pairs, settings)
    if isinstance(settings, loss_settings.AngularLoss):
        return pair_formulas.angular(cosines, pairs, settings)
    if isinstance(settings, loss_settings.BinomialDevianceLoss):
        return pair_formulas.binomial_deviance(cosines, pairs, settings)
    if isinstance(settings, loss_settings.MultiSimilarityLoss):
        return library_losses.multi_similarity(cosines, pairs, settings)
    if isinstance(settings, loss_settings.CircleLoss):
        return library_losses.circle(cosines, pairs, settings)
    if isinstance(settings, loss_settings.RankedListLoss):
        return pair_formulas.ranked_list(cosines, pairs, settings)
    return library_losses.supcon(cosines, pairs, settings)
