"""Batch augmentation on tensors: what a door camera does to a face, and a little more.

Everything is drawn from the generator that is passed in, so that a step of a resumed run sees
exactly the batch that the uninterrupted run would have seen.
"""

from __future__ import annotations

import math

import torch
from pydantic import BaseModel, ConfigDict, Field
from torch import Tensor
from torch.nn import functional


class AugmentationSettings(BaseModel):
    """How strongly crops are varied; 0 switches a variation off."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    flip: float = Field(0.5, ge=0, le=1, description="Probability of mirroring a crop")
    scale: float = Field(0.06, ge=0, le=0.5, description="Largest relative change of size")
    shift: float = Field(0.04, ge=0, le=0.5, description="Largest shift, as a share of the side")
    rotation_deg: float = Field(5.0, ge=0, le=45, description="Largest rotation in degrees")
    brightness: float = Field(0.2, ge=0, le=1, description="Largest relative change of brightness")
    contrast: float = Field(0.2, ge=0, le=1, description="Largest relative change of contrast")
    saturation: float = Field(0.2, ge=0, le=1, description="Largest relative change of saturation")
    grey: float = Field(0.05, ge=0, le=1, description="Probability of losing all colour")
    low_resolution: float = Field(0.2, ge=0, le=1, description="Probability of a crop seen at low resolution")
    lowest_resolution: float = Field(0.4, gt=0, le=1, description="Smallest relative resolution of such a crop")
    blur: float = Field(0.0, ge=0, le=1, description="Probability of a crop out of focus")
    blur_sigma_px: float = Field(1.5, gt=0, le=32, description="Largest standard deviation of that Gaussian blur")
    occlusion: float = Field(0.0, ge=0, le=1, description="Probability of a mask, sunglasses or another covered patch")

    def only_flips(self) -> AugmentationSettings:
        """The same with mirroring alone."""
        return AugmentationSettings(
            flip=self.flip,
            scale=0,
            shift=0,
            rotation_deg=0,
            brightness=0,
            contrast=0,
            saturation=0,
            grey=0,
            low_resolution=0,
            blur=0,
            occlusion=0,
        )


def augment(
    crops: Tensor, settings: AugmentationSettings, generator: torch.Generator, landmarks_px: Tensor | None = None
) -> Tensor:
    """Vary a batch.

    Args:
        crops: Float (N, 3, H, W), RGB, in [0, 255].
        settings: Strengths.
        generator: The only source of chance; on the crops' device.
        landmarks_px: Where the eyes, the nose and the corners of the mouth lie in every crop, (5, 2), x and y;
            needed where faces are to be covered.

    Returns:
        Float (N, 3, H, W), in [0, 255].
    """
    count = crops.shape[0]
    device = crops.device

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(count, generator=generator, device=device) * (high - low) + low

    if settings.occlusion:
        if landmarks_px is None:
            raise ValueError("crops cannot be covered without knowing where their landmarks lie")
        # Before all else, so that what covers a face moves, dims and blurs with it.
        crops = _cover(crops, landmarks_px, settings.occlusion, generator)
    if settings.blur:
        crops = _blur(crops, settings, generator)
    crops = _blur_by_resolution(crops, settings, generator)
    angle = torch.deg2rad(uniform(-settings.rotation_deg, settings.rotation_deg))
    zoom = 1 + uniform(-settings.scale, settings.scale)
    # affine_grid's coordinates run from -1 to 1, so a share of the side is twice as long there.
    shift_x, shift_y = (
        uniform(-2 * settings.shift, 2 * settings.shift),
        uniform(-2 * settings.shift, 2 * settings.shift),
    )
    mirror = torch.where(uniform(0, 1) < settings.flip, -1.0, 1.0)
    cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
    matrix = torch.stack(
        [torch.stack([cos * mirror, -sin, shift_x], dim=1), torch.stack([sin * mirror, cos, shift_y], dim=1)], dim=1
    )  # (N, 2, 3)
    grid = functional.affine_grid(matrix, list(crops.shape), align_corners=False)
    crops = functional.grid_sample(crops, grid, mode="bilinear", padding_mode="reflection", align_corners=False)

    def per_crop(values: Tensor) -> Tensor:
        return values.view(-1, 1, 1, 1)

    grey = _luma(crops)
    keep_colour = torch.where(
        uniform(0, 1) < settings.grey, 0.0, 1 + uniform(-settings.saturation, settings.saturation)
    )
    crops = grey + (crops - grey) * per_crop(keep_colour)
    mean = crops.mean(dim=(1, 2, 3), keepdim=True)
    crops = mean + (crops - mean) * per_crop(1 + uniform(-settings.contrast, settings.contrast))
    crops = crops * per_crop(1 + uniform(-settings.brightness, settings.brightness))
    return crops.clamp(0, 255)


def _luma(crops: Tensor) -> Tensor:
    """Grey levels by ITU-R BT.601, (N, 1, H, W)."""
    weights = torch.tensor([0.299, 0.587, 0.114], device=crops.device).view(1, 3, 1, 1)
    return (crops * weights).sum(dim=1, keepdim=True)


def _cover(crops: Tensor, landmarks_px: Tensor, probability: float, generator: torch.Generator) -> Tensor:
    """Cover some crops by a mask, by sunglasses or by a patch anywhere, each of one colour; a third of each."""
    count, _, height, width = crops.shape
    device = crops.device

    def uniform(low: float, high: float) -> Tensor:
        return (torch.rand(count, generator=generator, device=device) * (high - low) + low).view(-1, 1, 1)

    eye_y, eye_gap = float(landmarks_px[:2, 1].mean()), float(landmarks_px[1, 0] - landmarks_px[0, 0])
    middle_x, nose_y = float(landmarks_px[:2, 0].mean()), float(landmarks_px[2, 1])
    y = torch.arange(height, device=device).view(1, -1, 1)
    x = torch.arange(width, device=device).view(1, 1, -1)
    mask = (y >= nose_y - eye_gap * uniform(0.1, 0.5)) & ((x - middle_x).abs() <= eye_gap * uniform(0.9, 1.4))
    half_height = eye_gap * uniform(0.2, 0.35)
    glasses = ((y - eye_y).abs() <= half_height) & ((x - middle_x).abs() <= eye_gap * uniform(0.85, 1.1))
    patch = ((y - height * uniform(0, 1)).abs() <= height * uniform(0.08, 0.2)) & (
        (x - width * uniform(0, 1)).abs() <= width * uniform(0.08, 0.2)
    )
    kind = uniform(0, 3)
    covered = torch.where(kind < 1, mask, torch.where(kind < 2, glasses, patch)) & (uniform(0, 1) < probability)
    # Sunglasses are dark; masks and hands have any colour.
    colour = torch.rand((count, 3, 1, 1), generator=generator, device=device) * 255
    colour = torch.where(((kind >= 1) & (kind < 2)).unsqueeze(1), colour * 0.25, colour)
    return torch.where(covered.unsqueeze(1), colour, crops)


def _blur(crops: Tensor, settings: AugmentationSettings, generator: torch.Generator) -> Tensor:
    """Blur some crops by a Gaussian, each by its own; the crops are continued by their mirror image."""
    count, channels, height, width = crops.shape
    draw = torch.rand((2, count), generator=generator, device=crops.device)
    chosen = torch.nonzero(draw[0] < settings.blur).flatten()
    if len(chosen) == 0:
        return crops
    # Three standard deviations hold all but a 370th of it; mirroring reaches no farther than the crop.
    reach = min(math.ceil(3 * settings.blur_sigma_px), height - 1, width - 1)
    sigma = (draw[1, chosen] * settings.blur_sigma_px).clamp(min=1e-3).view(-1, 1)
    offsets = torch.arange(-reach, reach + 1, device=crops.device)
    kernels = (-0.5 * (offsets / sigma).square()).exp()  # (K, 2 * reach + 1)
    kernels = (kernels / kernels.sum(dim=1, keepdim=True)).repeat_interleave(channels, dim=0)
    # A crop's channels lie in the batch's channels, each with a kernel of its own: one convolution each way for all.
    blurred = crops[chosen].reshape(1, -1, height, width)
    blurred = functional.pad(blurred, (reach, reach, reach, reach), mode="reflect")
    blurred = functional.conv2d(blurred, kernels.view(-1, 1, 1, 2 * reach + 1), groups=len(kernels))
    blurred = functional.conv2d(blurred, kernels.view(-1, 1, 2 * reach + 1, 1), groups=len(kernels))
    return crops.index_copy(0, chosen, blurred.view(-1, channels, height, width))


def _blur_by_resolution(crops: Tensor, settings: AugmentationSettings, generator: torch.Generator) -> Tensor:
    """Shrink some crops of the batch and enlarge them again; one size per batch keeps it a single resize."""
    draw = torch.rand(crops.shape[0] + 1, generator=generator, device=crops.device)
    chosen = torch.nonzero(draw[1:] < settings.low_resolution).flatten()
    if len(chosen) == 0:
        return crops
    share = settings.lowest_resolution + float(draw[0]) * (1 - settings.lowest_resolution)
    height, width = crops.shape[2:]
    small_size = (max(1, round(height * share)), max(1, round(width * share)))
    small = functional.interpolate(crops[chosen], size=small_size, mode="bilinear", antialias=True)
    restored = functional.interpolate(small, size=(height, width), mode="bilinear", align_corners=False)
    return crops.index_copy(0, chosen, restored)
