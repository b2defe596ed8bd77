"""Network architectures that an encoder's card can name.

An architecture is rebuilt from the settings in the card alone, so that weights can be stored as
plain tensors (safetensors) and never as pickled code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from torch import Tensor, nn

from faceapp.domain.errors import ModelError
from faceapp.domain.messages import Message
from faceapp.vision.lean_import import compiler_left_out


class ResidualUnit(nn.Module):
    """Basic residual unit: conv - BN - ReLU - conv - BN, plus the shortcut, then ReLU.

    ReLU rather than ArcFace's PReLU: its backward pass costs a fifth less time per step on a
    processor, which a fixed training budget turns into accuracy.

    Source:
        He et al., "Deep residual learning for image recognition", CVPR 2016, figure 2.
    """

    def __init__(self, channels_in: int, channels: int, stride: int) -> None:
        super().__init__()
        last_norm = nn.BatchNorm2d(channels)
        # Each unit starts as its shortcut alone, which steadies the first steps.
        nn.init.zeros_(last_norm.weight)
        self.residual = nn.Sequential(
            nn.Conv2d(channels_in, channels, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            last_norm,
        )
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or channels_in != channels:
            self.shortcut = nn.Sequential(
                nn.Conv2d(channels_in, channels, 1, stride=stride, bias=False),
                nn.BatchNorm2d(channels),
            )
        self.activation = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        """(N, channels_in, H, W) -> (N, channels, H / stride, W / stride)."""
        out: Tensor = self.activation(self.shortcut(x) + self.residual(x))
        return out


class FaceResNet(nn.Module):
    """Residual network from a face crop to an embedding that is not yet normalised.

    Args:
        input_px: Side of the square crop in pixels; a multiple of the total stride.
        stem_channels: Channels after the stem.
        stem_stride: Stride of the stem's 3x3 convolution, 1 or 2.
        channels: Channels of each stage; every stage halves the resolution.
        depths: Residual units of each stage.
        embedding_size: Length of the embedding.
        dropout: Probability of dropping a feature before the last linear layer, in [0, 1).

    Shape:
        (N, 3, input_px, input_px) -> (N, embedding_size)
    """

    def __init__(
        self,
        *,
        input_px: int,
        stem_channels: int,
        stem_stride: int,
        channels: Sequence[int],
        depths: Sequence[int],
        embedding_size: int,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        if len(channels) != len(depths) or not channels:
            raise ModelError(
                Message("The network's channels and depths differ in length."),
                hint=Message("Give one number of units for each stage's channels."),
            )
        if stem_stride < 1 or min(depths) < 1:
            raise ModelError(
                Message("The network's stem stride or one of its depths is below 1."),
                hint=Message("Give every stage at least one residual unit."),
            )
        total_stride = stem_stride * 2 ** len(channels)
        if input_px % total_stride:
            raise ModelError(
                Message(
                    "An input of {input_px} px cannot be divided by the network's stride of {total_stride}.",
                    input_px=input_px,
                    total_stride=total_stride,
                ),
                hint=Message("Choose an input size that is a multiple of the stride, or fewer stages."),
            )
        self.embedding_size = embedding_size
        self.stem = nn.Sequential(
            nn.Conv2d(3, stem_channels, 3, stride=stem_stride, padding=1, bias=False),
            nn.BatchNorm2d(stem_channels),
            nn.ReLU(inplace=True),
        )
        stages: list[nn.Module] = []
        width = stem_channels
        for stage_channels, depth in zip(channels, depths, strict=True):
            units: list[nn.Module] = []
            for index in range(depth):
                units.append(ResidualUnit(width, stage_channels, stride=2 if index == 0 else 1))
                width = stage_channels
            stages.append(nn.Sequential(*units))
        self.stages = nn.Sequential(*stages)
        # Flattening keeps where in the face a feature was seen; average pooling would lose it.
        map_px = input_px // total_stride
        self.head = nn.Sequential(
            nn.BatchNorm2d(width),
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(width * map_px * map_px, embedding_size, bias=False),
            nn.BatchNorm1d(embedding_size),
        )
        for module in self.modules():
            if isinstance(module, nn.Conv2d | nn.Linear):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")

    def forward(self, crops: Tensor) -> Tensor:
        """Embed normalised crops (N, 3, H, W), RGB; see the class for shapes."""
        out: Tensor = self.head(self.stages(self.stem(crops)))
        return out


def _inception_resnet_v1(*, input_px: int, embedding_size: int) -> nn.Module:
    """facenet-pytorch's InceptionResnetV1, without its classifier: (N, 3, 160, 160) -> (N, 512), of length 1."""
    if input_px != 160 or embedding_size != 512:
        raise ModelError(
            Message(
                "InceptionResnetV1 takes 160 px and gives 512 numbers, not {input_px} and {embedding_size}.",
                input_px=input_px,
                embedding_size=embedding_size,
            ),
            hint=Message("Restore the card with its weights."),
        )
    with compiler_left_out():  # here, for few need it and all would wait for it
        from facenet_pytorch import InceptionResnetV1
    network: nn.Module = InceptionResnetV1()
    return network


ARCHITECTURES: dict[str, Callable[..., nn.Module]] = {
    "face_resnet": FaceResNet,
    "inception_resnet_v1": _inception_resnet_v1,
}


def build_network(architecture: str, input_px: int, embedding_size: int, settings: Mapping[str, Any]) -> nn.Module:
    """Build an architecture by name.

    Raises:
        ModelError: The name or one of the settings is unknown, or the settings do not fit together.
    """
    if architecture not in ARCHITECTURES:
        raise ModelError(
            Message("The architecture '{architecture}' is unknown.", architecture=architecture),
            hint=Message("Known architectures: {known}.", known=", ".join(sorted(ARCHITECTURES))),
        )
    try:
        return ARCHITECTURES[architecture](input_px=input_px, embedding_size=embedding_size, **settings)
    except (TypeError, ValueError, RuntimeError) as error:
        raise ModelError(
            Message(
                "The settings of architecture '{architecture}' do not fit: {fault}.",
                architecture=architecture,
                fault=str(error),
            ),
            hint=Message("Compare them with the settings in models/recipes/default.toml."),
        ) from error
