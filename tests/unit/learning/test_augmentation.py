"""Augmentation: within bounds, and drawn from the generator alone."""

from __future__ import annotations

import math

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

LANDMARKS = torch.tensor([[20.0, 30.0], [44.0, 30.0], [32.0, 44.0], [23.0, 54.0], [41.0, 54.0]])


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
            "blur": 1,
            "blur_sigma_px": 32,
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


def test_a_blur_agrees_with_a_plain_loop(crops: Tensor) -> None:
    blurred = augment(crops, only(blur=1.0, blur_sigma_px=2.0), generator(4))
    sigmas = torch.rand((2, len(crops)), generator=generator(4))[1] * 2.0
    side, reach = crops.shape[-1], 6

    def mirrored(place: int) -> int:
        return -place if place < 0 else 2 * (side - 1) - place if place >= side else place

    for index, row, column in ((0, 0, 0), (1, 7, 8), (5, 15, 2), (11, 3, 15)):
        total = weights = 0.0
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                weight = math.exp(-0.5 * (dx * dx + dy * dy) / float(sigmas[index]) ** 2)
                total += weight * float(crops[index, 1, mirrored(row + dy), mirrored(column + dx)])
                weights += weight
        assert float(blurred[index, 1, row, column]) == pytest.approx(total / weights, abs=0.02)


def test_as_many_crops_are_blurred_as_asked_for() -> None:
    checked = torch.zeros(2000, 3, 8, 8)
    checked[..., ::2] = 255
    blurred = augment(checked, only(blur=0.3, blur_sigma_px=2.0), generator())
    changed = (blurred - checked).abs().flatten(1).amax(1) > 1  # a blur of a small fraction of a pixel does nothing
    assert 0.2 < changed.float().mean() < 0.32
    assert torch.equal(blurred, augment(checked, only(blur=0.3, blur_sigma_px=2.0), generator()))


def test_what_is_off_draws_nothing(crops: Tensor) -> None:
    """So that a run by a recipe without it goes on as it always did."""
    one, other = generator(), generator()
    augment(crops, USUAL, one)
    augment(crops, USUAL.model_copy(update={"blur": 0.0, "blur_sigma_px": 3.0, "occlusion": 0.0}), other)
    assert torch.equal(one.get_state(), other.get_state())
    augment(crops, USUAL.model_copy(update={"blur": 1e-9}), one)
    augment(crops, USUAL, other)
    assert not torch.equal(one.get_state(), other.get_state())


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


@pytest.mark.parametrize(
    "setting",
    [{"flip": 1.5}, {"scale": -0.1}, {"lowest_resolution": 0}, {"blur": 2}, {"blur_sigma_px": 0}, {"haze": 1}],
)
def test_settings_out_of_range_are_refused(setting: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        AugmentationSettings.model_validate(setting)


def test_masks_leave_the_eyes_free_and_glasses_the_mouth() -> None:
    bright = torch.full((400, 3, 64, 64), 255.0)
    all_covered = only(occlusion=1.0)
    covered = augment(bright, all_covered, generator(), LANDMARKS)
    dark = covered.sum(dim=1) < 3 * 254.5  # a mask that happens to be white covers nothing that can be seen
    eyes, mouth, nowhere = dark[:, 30, 20] & dark[:, 30, 44], dark[:, 54, 32], ~dark.flatten(1).any(dim=1)
    masks, glasses = mouth & ~eyes, eyes & ~mouth
    assert 80 < int(masks.sum()) < 180
    assert 100 < int(glasses.sum()) < 180
    assert int((eyes & mouth).sum()) == 0
    assert int(nowhere.sum()) < 20


def test_as_many_are_covered_as_asked_for_and_the_same_each_time() -> None:
    bright = torch.full((1000, 3, 64, 64), 255.0)
    some = only(occlusion=0.3)
    first, again = (augment(bright, some, generator(1), LANDMARKS) for _ in range(2))
    assert torch.equal(first, again)
    share = float(((first < 254).flatten(1).any(dim=1)).float().mean())
    assert 0.22 < share < 0.38
    with pytest.raises(ValueError, match="landmarks"):
        augment(bright[:2], some, generator(1))
