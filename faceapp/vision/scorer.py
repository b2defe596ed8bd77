"""A learned similarity: a small network that scores a pair of embeddings, in place of their cosine.

Its scores are on a scale of their own. It therefore carries operating points of its own, and is bound to the encoder
whose embeddings it was trained on.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import numpy as np
import tomli_w
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor, nn
from torch.nn import functional

from faceapp.domain.errors import ModelError
from faceapp.domain.scores import OperatingPoint
from faceapp.vision.card import OperatingPointCard

SCORER_CARD_FILE = "scorer.toml"
SCORER_WEIGHTS_FILE = "scorer.safetensors"

# Hidden values of so many numbers are computed at a time.
_AT_A_TIME = 1 << 24


class ScorerCard(BaseModel):
    """What `scorer.toml` holds."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    encoder_id: str
    embedding_size: int = Field(ge=1)
    width: int = Field(ge=1)
    weights_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    measured_on: str
    operating_points: tuple[OperatingPointCard, ...]

    def operating_point(self, fmr: float) -> OperatingPoint:
        """The measured operating point for a target FMR.

        Raises:
            ModelError: The card holds none for that target.
        """
        for point in self.operating_points:
            if abs(point.fmr - fmr) < 1e-12:
                return OperatingPoint(**point.model_dump())
        raise ModelError(
            f"The scorer's card has no operating point for a false match rate of {fmr:g}.",
            hint="Switch the scorer off, or train it with more test people.",
        )


class PairScorer(nn.Module):
    """Two embeddings side by side, two fully connected layers with ReLU, one number; the mean of both orders.

    Args:
        embedding_size: Length D of an embedding.
        width: Outputs of each of the two layers.
    """

    def __init__(self, embedding_size: int, width: int) -> None:
        super().__init__()
        # A unit row of D numbers has small ones. At this scale each has a variance of one, as the layers expect that
        # start at random: without it, they begin almost blind to who is compared.
        self.scale = embedding_size**0.5
        # The first layer over (a, b) is the sum of one over a and one over b, each needed but once for a sample.
        self.first = nn.Linear(embedding_size, width)
        self.second = nn.Linear(embedding_size, width, bias=False)
        self.hidden = nn.Linear(width, width)
        self.out = nn.Linear(width, 1)

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        """Score pairs row by row: (N, D) and (N, D) -> (N,)."""
        a, b = self.scale * a, self.scale * b
        there = self._from_first(self.first(a) + self.second(b))
        back = self._from_first(self.first(b) + self.second(a))
        return (there + back) / 2

    def matrix(self, a: Tensor, b: Tensor) -> Tensor:
        """Score each with each: (N, D) and (M, D) -> (N, M)."""
        a, b = self.scale * a, self.scale * b
        a_first, a_second, b_first, b_second = self.first(a), self.second(a), self.first(b), self.second(b)
        step = max(1, _AT_A_TIME // max(1, b_first.numel()))
        parts = []
        for start in range(0, len(a), step):
            rows = slice(start, start + step)
            there = self._from_first(a_first[rows, None] + b_second[None])
            back = self._from_first(b_first[None] + a_second[rows, None])
            parts.append((there + back) / 2)
        return torch.cat(parts) if parts else a.new_zeros(0, len(b))

    def _from_first(self, summed: Tensor) -> Tensor:
        out: Tensor = self.out(functional.relu(self.hidden(functional.relu(summed)))).squeeze(-1)
        return out


class LearnedScorer:
    """A trained `PairScorer`; see `faceapp.domain.similarity.Similarity`.

    Scores are clipped to [-1, 1]. Not safe for use by several threads at once.
    """

    def __init__(self, network: PairScorer, card: ScorerCard | None = None) -> None:
        self._network = network.eval()
        self._card = card

    @classmethod
    def load(cls, directory: Path, encoder_id: str) -> LearnedScorer:
        """Load a scorer for an encoder.

        Raises:
            ModelError: Card or weights are absent or damaged, do not fit each other, or are of another encoder.
        """
        path = directory / SCORER_CARD_FILE
        try:
            card = ScorerCard.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
            data = (directory / SCORER_WEIGHTS_FILE).read_bytes()
        except OSError as error:
            raise ModelError(
                f"There is no scorer in '{directory}': {error.filename} cannot be read.",
                hint="Name a directory that `faceapp study scorers --save` wrote, or switch the scorer off.",
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
            raise ModelError(f"The scorer's card '{path}' is damaged.", hint="Train it again.") from error
        if card.encoder_id != encoder_id:
            raise ModelError(
                f"The scorer in '{directory}' is for the encoder {card.encoder_id}, not for {encoder_id}.",
                hint="Train one for the encoder in use, or switch the scorer off.",
            )
        if hashlib.sha256(data).hexdigest() != card.weights_sha256:
            raise ModelError(f"The scorer's weights in '{directory}' are not those of its card.", hint="Restore both.")
        network = PairScorer(card.embedding_size, card.width)
        try:
            network.load_state_dict(load_tensors(data))
        except (SafetensorError, RuntimeError) as error:
            raise ModelError(
                f"The scorer's weights in '{directory}' do not fit its card.", hint="Restore both."
            ) from error
        return cls(network, card)

    @property
    def scorer_id(self) -> str:
        """What thresholds of its scores are tagged with."""
        return f"scorer@{self.card.weights_sha256[:12]}"

    @property
    def card(self) -> ScorerCard:
        """Its card.

        Raises:
            ModelError: It was never stored, so that it has none.
        """
        if self._card is None:
            raise ModelError("This scorer has no card.", hint="Store it first.")
        return self._card

    def matrix(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score each of N with each of M: (N, D) and (M, D) -> float32 (N, M)."""
        with torch.inference_mode():
            return _clipped(self._network.matrix(_tensor(first), _tensor(second)))

    def pairs(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score N pairs, row by row: (N, D) and (N, D) -> float32 (N,)."""
        with torch.inference_mode():
            return _clipped(self._network(_tensor(first), _tensor(second)))


def write_scorer(
    network: PairScorer, directory: Path, *, encoder_id: str, measured_on: str, points: tuple[OperatingPoint, ...]
) -> ScorerCard:
    """Write a scorer's weights and card.

    Args:
        network: The scorer.
        directory: Where; made when absent.
        encoder_id: Of the encoder whose embeddings it scores.
        measured_on: What its operating points were measured on.
        points: Its operating points.

    Raises:
        ModelError: They cannot be written.
    """
    data = save_tensors({name: tensor.detach().cpu().contiguous() for name, tensor in network.state_dict().items()})
    card = ScorerCard(
        encoder_id=encoder_id,
        embedding_size=network.first.in_features,
        width=network.first.out_features,
        weights_sha256=hashlib.sha256(data).hexdigest(),
        measured_on=measured_on,
        operating_points=tuple(OperatingPointCard.of(point) for point in points),
    )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        (directory / SCORER_WEIGHTS_FILE).write_bytes(data)
        (directory / SCORER_CARD_FILE).write_text(tomli_w.dumps(card.model_dump(mode="json")), encoding="utf-8")
    except OSError as error:
        raise ModelError(
            f"The scorer cannot be written to '{directory}': {error.strerror}.", hint="Choose another folder."
        ) from error
    return card


def _tensor(rows: NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(np.require(rows, dtype=np.float32, requirements=["C", "W"]))


def _clipped(scores: Tensor) -> NDArray[np.float32]:
    return scores.clamp(-1, 1).numpy()
