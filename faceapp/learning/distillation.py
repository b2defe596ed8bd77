"""Learning from a stronger encoder: its embeddings of the same crops are targets.

Source:
    Hinton et al., "Distilling the knowledge in a neural network", 2015 (the idea); Park et al., "Relational knowledge
    distillation", CVPR 2019 (similarities within a batch).
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from faceapp.learning.recipes import TeacherSettings
from faceapp.vision.encoder import Encoder


class Teacher:
    """An encoder that shows what it makes of a batch."""

    def __init__(self, settings: TeacherSettings, device: torch.device) -> None:
        self._encoder = Encoder.load(Path(settings.encoder), device.type)
        self._device = device

    @property
    def embedding_size(self) -> int:
        """Length of its embeddings."""
        return self._encoder.card.network.embedding_size

    def embed(self, crops: Tensor) -> Tensor:
        """Its unit embeddings of crops as the student sees them.

        Args:
            crops: Grey levels in [0, 255], RGB, float (B, 3, S, S), of any size.

        Returns:
            float32 (B, D), without gradients.
        """
        size = self._encoder.card.input.size_px
        if crops.shape[-1] != size:
            crops = functional.interpolate(crops, size=(size, size), mode="bilinear", antialias=True)
        pixels = crops.detach().round().clamp(0, 255).byte().permute(0, 2, 3, 1).contiguous()
        return torch.from_numpy(self._encoder.encode(pixels.cpu().numpy())).to(self._device)


class DistillationLoss(nn.Module):
    """How far a student is from its teacher.

    `embeddings`: 1 less the cosine between the student's embedding and the teacher's, mean over the batch; where they
    differ in length a linear map, learned beside, brings the one to the other, and is not needed afterwards.
    `similarities`: mean square difference between the cosines that the two give to each pair of the batch.

    Args:
        settings: Which, and its weight.
        student_size: Length of the student's embeddings.
        teacher_size: Length of the teacher's.
    """

    def __init__(self, settings: TeacherSettings, student_size: int, teacher_size: int) -> None:
        super().__init__()
        self._kind, self._weight = settings.kind, settings.weight
        self.map: nn.Module = nn.Identity()
        if settings.kind == "embeddings" and student_size != teacher_size:
            self.map = nn.Linear(student_size, teacher_size, bias=False)

    def forward(self, features: Tensor, targets: Tensor) -> Tensor:
        """The weighted loss: features (B, student_size), not normalised; targets (B, teacher_size) of length 1."""
        if self._kind == "embeddings":
            embeddings = functional.normalize(self.map(features), dim=1)
            return self._weight * (1 - (embeddings * targets).sum(dim=1)).mean()
        embeddings = functional.normalize(features, dim=1)
        count = len(features)
        others = ~torch.eye(count, dtype=torch.bool, device=features.device)
        difference = (embeddings @ embeddings.T - targets @ targets.T)[others]
        return self._weight * difference.square().mean()
