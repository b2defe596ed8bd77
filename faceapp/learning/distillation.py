"""Learning from a stronger encoder: its embeddings of the same crops are targets.

Source:
    Hinton et al., "Distilling the knowledge in a neural network", 2015 (the idea); Park et al., "Relational knowledge
    distillation", CVPR 2019 (similarities within a batch).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from faceapp.learning.checkpoints import write_atomically
from faceapp.learning.datasets import CropSet
from faceapp.learning.fingerprint import crops_hash
from faceapp.learning.recipes import TeacherSettings
from faceapp.vision.alignment import similarity_transform
from faceapp.vision.card import EncoderCard

_BATCH = 64


class TeacherEncoder(Protocol):
    """What is asked of a teacher: a card, and to embed crops. `faceapp.vision.encoder.Encoder` is one."""

    card: EncoderCard

    def encode(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Embed RGB crops (N, S, S, 3) as unit rows (N, D)."""


class Teacher:
    """An encoder that shows what it makes of a batch.

    It sees the student's crops, augmented as they are, moved and resized so that the landmarks lie where its own card
    wants them. What lies beyond a student's crop is filled by the crop's edge.

    Args:
        encoder: The teacher.
        device: Where its embeddings are wanted.
        crop_px: Side of the student's crops.
        template_px: Where the landmarks lie in them, five points.
    """

    def __init__(
        self, encoder: TeacherEncoder, device: torch.device, *, crop_px: int, template_px: Sequence[Sequence[float]]
    ) -> None:
        self._encoder, self._device = encoder, device
        wanted = encoder.card.input
        own = np.asarray(template_px, dtype=np.float64)
        scale = np.linalg.norm(similarity_transform(own, np.asarray(wanted.template_px))[:, 0])
        # Averaged down first where the teacher's crops are coarser: sampling alone would alias.
        self._shrunk_px = min(crop_px, max(1, round(crop_px * scale)))
        ratio = self._shrunk_px / crop_px
        own = (own + 0.5) * ratio - 0.5  # (0, 0) is the centre of the first pixel
        matrix = similarity_transform(np.asarray(wanted.template_px), own)  # from the teacher's crop to the student's
        places = np.arange(wanted.size_px)
        x, y = np.meshgrid(places, places)
        source = np.stack([x, y, np.ones_like(x)], axis=-1) @ matrix.T  # (T, T, 2)
        # grid_sample's coordinates run from -1 to 1 between the outer edges of the crop.
        grid = (2 * source + 1) / self._shrunk_px - 1
        self._grid = torch.from_numpy(grid).float().to(device).unsqueeze(0)

    @property
    def embedding_size(self) -> int:
        """Length of its embeddings."""
        return self._encoder.card.network.embedding_size

    @property
    def weights_sha256(self) -> str:
        """Which weights it has."""
        return self._encoder.card.weights_sha256

    def see(self, crops: Tensor) -> Tensor:
        """The crops as it sees them.

        Args:
            crops: Grey levels in [0, 255], RGB, float (B, 3, S, S), as the student sees them.

        Returns:
            Float (B, 3, T, T), in [0, 255].
        """
        if self._shrunk_px < crops.shape[-1]:
            crops = functional.interpolate(crops, size=(self._shrunk_px, self._shrunk_px), mode="area")
        grid = self._grid.expand(len(crops), -1, -1, -1)
        return functional.grid_sample(crops, grid, mode="bilinear", padding_mode="border", align_corners=False)

    def embed(self, crops: Tensor) -> Tensor:
        """Its unit embeddings of such crops, float32 (B, D), without gradients."""
        pixels = self.see(crops.detach()).round().clamp(0, 255).byte().permute(0, 2, 3, 1).contiguous()
        return torch.from_numpy(self._encoder.encode(pixels.cpu().numpy())).to(self._device)


class Teachers:
    """Several teachers as one: their embeddings side by side, so that a cosine is the mean of theirs.

    Encoders that err in different ways know more together than the best of them does.

    Args:
        teachers: One or more.
    """

    def __init__(self, teachers: Sequence[Teacher]) -> None:
        self._teachers = tuple(teachers)

    @property
    def embedding_size(self) -> int:
        """Length of the embeddings side by side."""
        return sum(teacher.embedding_size for teacher in self._teachers)

    @property
    def weights_sha256(self) -> str:
        """Which weights they have; of one alone, its own."""
        hashes = [teacher.weights_sha256 for teacher in self._teachers]
        return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()

    def embed(self, crops: Tensor) -> Tensor:
        """Unit embeddings of such crops, float32 (B, D), without gradients; see `Teacher.embed`."""
        parts = [teacher.embed(crops) for teacher in self._teachers]
        together: Tensor = torch.cat(parts, dim=1) / len(parts) ** 0.5
        return together

    def embed_all(self, crops: CropSet, device: torch.device, cache: Path | None) -> Tensor:
        """Unit embeddings of undisturbed crops, float16 (N, D) on the device, in the order of the crops.

        Args:
            crops: The crops.
            device: Where they are wanted.
            cache: A folder in which they are kept for the same teachers and crops; None keeps nothing.

        Raises:
            DatasetError: They cannot be kept.
        """
        key = hashlib.sha256(f"{self.weights_sha256}\n{crops_hash(crops)}".encode()).hexdigest()[:16]
        file = None if cache is None else cache / f"targets-{key}.npy"
        if file is not None and file.exists():
            return torch.from_numpy(np.load(file, allow_pickle=False)).to(device)
        parts = []
        for start in range(0, len(crops.images), _BATCH):
            images = torch.from_numpy(crops.images[start : start + _BATCH]).to(device)
            parts.append(self.embed(images.permute(0, 3, 1, 2).float()).half().cpu())
        targets = torch.cat(parts)
        if file is not None:
            write_atomically(file, lambda stream: np.save(stream, targets.numpy()))
        return targets.to(device)


class DistillationLoss(nn.Module):
    """How far a student is from its teacher.

    `embeddings`: 1 less the cosine between the student's embedding and the teacher's, mean over the batch; where they
    differ in length a linear map, learned beside, brings the one to the other, and is not needed afterwards.
    `similarities`: mean square difference between the cosines that the two give to each pair of the batch.
    `both`: the sum of the two.

    Args:
        settings: Which, and its weight.
        student_size: Length of the student's embeddings.
        teacher_size: Length of the teacher's.
    """

    def __init__(self, settings: TeacherSettings, student_size: int, teacher_size: int) -> None:
        super().__init__()
        self._kind, self._weight = settings.kind, settings.weight
        self.map: nn.Module = nn.Identity()
        if settings.kind != "similarities" and student_size != teacher_size:
            self.map = nn.Linear(student_size, teacher_size, bias=False)

    def forward(self, features: Tensor, targets: Tensor) -> Tensor:
        """The weighted loss: features (B, student_size), not normalised; targets (B, teacher_size) of length 1."""
        unit = functional.normalize(features, dim=1)
        parts: list[Tensor] = []
        if self._kind != "similarities":
            mapped = functional.normalize(self.map(features), dim=1)
            parts.append((1 - (mapped * targets).sum(dim=1)).mean())
        if self._kind != "embeddings":
            others = ~torch.eye(len(features), dtype=torch.bool, device=features.device)
            parts.append((unit @ unit.T - targets @ targets.T)[others].square().mean())
        return self._weight * torch.stack(parts).sum()
