"""Augmentation: within bounds, and drawn from the generator alone."""

from __future__ import annotations

import pytest
import torch
from pydantic import ValidationError
from torch import Tensor

from faceapp.learning.augmentation import AugmentationSettings, augment

OFF = AugmentationSettings.model_validate(
    {
        "flip": 0,
        "scale": 0,
        "shift": 0,
        "rotation_deg": 0,
        "brightness": 0,
        "contrast": 0,
        "saturation": 0,
        "grey": 0,
        "low_resolution": 0,
    }
)
USUAL = AugmentationSettings.model_validate({})


def only(**settings: float) -> AugmentationSettings:
    return OFF.model_copy(update=settings)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def crops() -> Tensor:
    return torch.rand(12, 3, 16, 16, generator=generator(99)) * 255


def test_all_off_changes_nothing(crops: Tensor) -> None:
    torch.testing.assert_close(augment(crops, OFF, generator()), crops, atol=1e-3, rtol=0)


def test_a_certain_flip_is_the_mirror_image(crops: Tensor) -> None:
    torch.testing.assert_close(augment(crops, only(flip=1.0), generator()), crops.flip(3), atol=1e-3, rtol=0)


def test_a_flip_happens_as_often_as_it_should() -> None:
    crops = torch.zeros(2000, 3, 4, 4)
    crops[..., 0] = 255
    mirrored = augment(crops, only(flip=0.3), generator())[:, 0, 0, 3] > 128
    assert abs(mirrored.float().mean() - 0.3) < 0.05


def test_the_generator_alone_decides(crops: Tensor) -> None:
    torch.manual_seed(1)
    first = augment(crops, USUAL, generator(5))
    torch.manual_seed(2)
    before = torch.get_rng_state()
    again = augment(crops, USUAL, generator(5))
    assert torch.equal(first, again)
    assert torch.equal(before, torch.get_rng_state())
    assert not torch.equal(first, augment(crops, USUAL, generator(6)))


def test_the_batch_that_goes_in_is_left_as_it_was(crops: Tensor) -> None:
    before = crops.clone()
    augment(crops, USUAL, generator())
    assert torch.equal(crops, before)


def test_mirroring_alone_can_be_kept(crops: Tensor) -> None:
    kept = USUAL.only_flips()
    assert kept == only(flip=USUAL.flip, lowest_resolution=kept.lowest_resolution)
    varied = augment(crops, kept, generator())
    for before, after in zip(crops, varied, strict=True):
        same, mirrored = (after - before).abs().max(), (after - before.flip(2)).abs().max()
        assert min(same, mirrored) < 1e-3


@pytest.mark.parametrize("seed", range(5))
def test_the_strongest_settings_stay_in_range(seed: int) -> None:
    strongest = AugmentationSettings.model_validate(
        {
            "flip": 0.5,
            "scale": 0.5,
            "shift": 0.5,
            "rotation_deg": 45,
            "brightness": 1,
            "contrast": 1,
            "saturation": 1,
            "grey": 0.5,
            "low_resolution": 1,
            "lowest_resolution": 0.01,
        }
    )
    extreme = (torch.rand(12, 3, 16, 16, generator=generator(seed)) > 0.5).float() * 255
    varied = augment(extreme, strongest, generator(seed))
    assert varied.shape == extreme.shape
    assert torch.isfinite(varied).all()
    assert varied.min() >= 0
    assert varied.max() <= 255


def test_brightness_scales_each_crop_by_a_factor_of_its_own() -> None:
    varied = augment(torch.full((200, 3, 8, 8), 100.0), only(brightness=0.3), generator())
    factors = varied.mean(dim=(1, 2, 3)) / 100
    torch.testing.assert_close(varied, (factors * 100).view(-1, 1, 1, 1).expand_as(varied))
    assert 0.7 <= factors.min() < 0.75
    assert 1.25 < factors.max() <= 1.3


def test_contrast_keeps_the_mean(crops: Tensor) -> None:
    middling = 100 + crops / 5
    varied = augment(middling, only(contrast=0.3), generator())
    torch.testing.assert_close(varied.mean(dim=(1, 2, 3)), middling.mean(dim=(1, 2, 3)), atol=1e-2, rtol=0)
    ratio = varied.std(dim=(1, 2, 3)) / middling.std(dim=(1, 2, 3))
    assert ratio.min() < 0.9
    assert ratio.max() > 1.1


def test_a_grey_crop_has_the_luma_of_the_coloured_one(crops: Tensor) -> None:
    varied = augment(crops, only(grey=1.0), generator())
    luma = 0.299 * crops[:, 0] + 0.587 * crops[:, 1] + 0.114 * crops[:, 2]
    for channel in range(3):
        torch.testing.assert_close(varied[:, channel], luma, atol=1e-2, rtol=0)


def test_low_resolution_smooths(crops: Tensor) -> None:
    varied = augment(crops, only(low_resolution=1.0), generator())

    def roughness(images: Tensor) -> Tensor:
        return (images[..., 1:] - images[..., :-1]).abs().mean()

    assert roughness(varied) < 0.8 * roughness(crops)


def test_a_shift_moves_by_no_more_than_its_share() -> None:
    crops = torch.zeros(300, 3, 21, 21)
    crops[:, :, 10, 10] = 255
    varied = augment(crops, only(shift=0.2), generator()).sum(dim=1)
    places = torch.arange(21.0) - 10
    weight = varied.sum(dim=(1, 2))
    moved_x = (varied * places).sum(dim=(1, 2)) / weight
    moved_y = (varied * places.view(-1, 1)).sum(dim=(1, 2)) / weight
    for moved in (moved_x, moved_y):
        assert moved.abs().max() <= 0.2 * 21 + 1e-3
        assert moved.min() < -3.5
        assert moved.max() > 3.5


@pytest.mark.parametrize("setting", [{"flip": 1.5}, {"scale": -0.1}, {"lowest_resolution": 0}, {"blur": 1}])
def test_settings_out_of_range_are_refused(setting: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        AugmentationSettings.model_validate(setting)
