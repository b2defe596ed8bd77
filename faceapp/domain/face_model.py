"""A small linear model of faces: a person who does not exist is a random point in it.

A face is the mean plus a weighted sum of components (principal components of many people's
pictures, brought to the same landmarks). Coefficients are in standard deviations, so a person is
drawn from a clipped normal distribution and an appearance (light, expression, a slight turn) is a
small step away from the person.

The mean of pictures and of their mirror images is symmetric, and every component is either
symmetric or antisymmetric; so only the left half of each plane is held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Coefficients = NDArray[np.float32]

COARSE = 4  # luma pixels per pixel of the chroma and opacity planes, along each axis
FARTHEST = 1.5  # people keep to this many standard deviations: beyond, faces stop looking real
ASYMMETRY = 0.3  # share of the asymmetric components in a person: most of them are light and turn
ALIKE = 0.35  # two people whose directions have a greater cosine look related

_PERSON, _APPEARANCE = 1, 2  # keep the two kinds of random numbers apart


@dataclass(frozen=True, slots=True, eq=False)
class FacePlanes:
    """One face as the model gives it.

    Attributes:
        luma: Grey levels, nominally [0, 255], float32 (height, width).
        red_difference: Cr with 128 for grey, float32 (height / COARSE, width / COARSE).
        blue_difference: Cb with 128 for grey, the same shape.
        opacity: How much the person, not the background, nominally [0, 1], the same shape.
        landmarks_px: float32 (5, 2), x and y in luma pixels, where the planes' landmarks (those
            of the mean face) have to be moved to.
    """

    luma: Plane
    red_difference: Plane
    blue_difference: Plane
    opacity: Plane
    landmarks_px: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class FaceModel:
    """Mean and components.

    A half face is one vector: the left halves of luma (height, width / 2), Cr, Cb and opacity
    (each height / COARSE, width / 2 / COARSE), row by row, one after the other. Opacity counts
    in 255ths so that one number format suits all.

    Attributes:
        width_px: Width of the luma plane, a multiple of 2 * COARSE.
        height_px: Its height, a multiple of COARSE.
        mean: float32 (values,).
        components: int8 (K, values); times `scales`, the change for one standard deviation.
        scales: float32 (K,).
        symmetric: bool (K,): the right half mirrors the left, or mirrors its negative.
        variances: Share of the training pictures' variance, float32 (K,), falling.
        mean_landmarks_px: float32 (5, 2), x and y of eyes, nose tip, mouth corners.
        landmark_components: float32 (K, 5, 2), pixels per standard deviation.
        about: Where it comes from: data, terms, command and the like.
    """

    width_px: int
    height_px: int
    mean: NDArray[np.float32]
    components: NDArray[np.int8]
    scales: NDArray[np.float32]
    symmetric: NDArray[np.bool_]
    variances: NDArray[np.float32]
    mean_landmarks_px: NDArray[np.float32]
    landmark_components: NDArray[np.float32]
    about: Mapping[str, str]

    def __post_init__(self) -> None:
        count, values = self.components.shape
        fits = (
            values == half_face_values(self.width_px, self.height_px)
            and self.mean.shape == (values,)
            and self.scales.shape == self.symmetric.shape == self.variances.shape == (count,)
            and self.mean_landmarks_px.shape == (5, 2)
            and self.landmark_components.shape == (count, 5, 2)
        )
        if not fits:
            raise ValueError("the parts of the face model do not fit each other")

    @property
    def size(self) -> int:
        """How many components there are."""
        return len(self.scales)

    def person(self, seed: int) -> Coefficients:
        """Draw a person.

        Args:
            seed: Any non-negative number; the same one gives the same person.

        Returns:
            Coefficients, float32 (K,), none beyond `FARTHEST`.
        """
        drawn = np.random.default_rng((_PERSON, seed)).standard_normal(self.size)
        share = np.where(self.symmetric, 1.0, ASYMMETRY)
        return (np.clip(drawn, -FARTHEST, FARTHEST) * share).astype(np.float32)

    def appearance(self, person: Coefficients, seed: int, step: float = 0.2) -> Coefficients:
        """A person as seen on one occasion.

        Args:
            person: From `person`.
            seed: The occasion, a non-negative number.
            step: Standard deviation of the step from the person, in the model's own.

        Returns:
            Coefficients, float32 (K,).
        """
        drawn = np.random.default_rng((_APPEARANCE, seed)).standard_normal(self.size)
        moved: Coefficients = (person + step * np.clip(drawn, -FARTHEST, FARTHEST)).astype(np.float32)
        return moved

    def likeness(self, one: Coefficients, other: Coefficients) -> float:
        """How alike two people are: the cosine between their deviations from the mean face.

        Each component counts with its share of the variance, that is, with how much it shows.

        Returns:
            In [-1, 1]; 1 for the same person.
        """
        weight = np.sqrt(self.variances)
        first, second = one * weight, other * weight
        return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))

    def people_apart(self, count: int, seed: int = 0) -> tuple[int, ...]:
        """Seeds of people none of whom looks like another.

        Args:
            count: How many.
            seed: Where to begin.

        Returns:
            The first seeds from `seed` on whose people are pairwise less than `ALIKE`.
        """
        found: list[tuple[int, Coefficients]] = []
        while len(found) < count:
            person = self.person(seed)
            if all(self.likeness(person, other) < ALIKE for _, other in found):
                found.append((seed, person))
            seed += 1
        return tuple(number for number, _ in found)

    def render(self, coefficients: Coefficients) -> FacePlanes:
        """The face at a point of the model.

        Args:
            coefficients: float32 (K,), in standard deviations.

        Returns:
            Its planes.
        """
        weights = coefficients * self.scales
        even = self.mean + weights[self.symmetric] @ self.components[self.symmetric].astype(np.float32)
        odd = weights[~self.symmetric] @ self.components[~self.symmetric].astype(np.float32)
        left, right = (half_planes(half, self.width_px, self.height_px) for half in (even + odd, even - odd))
        luma, red, blue, opacity = (
            np.concatenate([one, other[:, ::-1]], axis=1) for one, other in zip(left, right, strict=True)
        )
        landmarks = self.mean_landmarks_px + np.tensordot(coefficients, self.landmark_components, axes=1)
        return FacePlanes(luma, red, blue, (opacity / 255).astype(np.float32), landmarks.astype(np.float32))


def half_face_values(width_px: int, height_px: int) -> int:
    """How many values half a face of this size has."""
    return sum(height * width for height, width in _half_shapes(width_px, height_px))


def half_planes(half: NDArray[np.float32], width_px: int, height_px: int) -> tuple[Plane, Plane, Plane, Plane]:
    """Cut a half face's vector (see `FaceModel`) into the left halves of its four planes."""
    shapes = _half_shapes(width_px, height_px)
    ends = np.cumsum([height * width for height, width in shapes])[:-1]
    luma, red, blue, opacity = (part.reshape(shape) for part, shape in zip(np.split(half, ends), shapes, strict=True))
    return luma, red, blue, opacity


def landmark_fields(landmarks_px: NDArray[np.float32], width_px: int, height_px: int) -> NDArray[np.float32]:
    """How much each pixel follows each landmark when the landmarks move.

    Thin-plate splines through the landmarks, with points on the border held still: the
    displacement of pixel (y, x) is the sum over landmarks of field times the landmark's own.

    Args:
        landmarks_px: float32 (5, 2), x and y.
        width_px: Width of the picture.
        height_px: Its height.

    Returns:
        float32 (height, width, 5): 1 at the landmark itself, 0 at the others.

    Source:
        F. Bookstein, Principal Warps: Thin-Plate Splines and the Decomposition of Deformations,
        IEEE PAMI 11 (6), 1989, equations 1 to 5.
    """
    across, down = np.linspace(0.0, width_px - 1.0, 3), np.linspace(0.0, height_px - 1.0, 4)
    border = [(x, y) for x in across for y in down if x in across[[0, -1]] or y in down[[0, -1]]]
    knots = np.concatenate([landmarks_px.astype(np.float64), np.array(border)])
    count = len(knots)
    system = np.zeros((count + 3, count + 3))
    system[:count] = _spline_terms(knots, knots)
    system[count:, :count] = system[:count, count:].T
    wanted = np.zeros((count + 3, 5))
    wanted[:5] = np.eye(5)
    y, x = np.mgrid[0:height_px, 0:width_px].astype(np.float64)
    terms = _spline_terms(np.stack([x.ravel(), y.ravel()], axis=1), knots)
    return (terms @ np.linalg.solve(system, wanted)).reshape(height_px, width_px, 5).astype(np.float32)


def _spline_terms(points: NDArray[np.float64], knots: NDArray[np.float64]) -> NDArray[np.float64]:
    square = ((points[:, np.newaxis] - knots[np.newaxis]) ** 2).sum(axis=2)
    radial = square * np.log(np.maximum(square, 1e-12))  # U(r) = r^2 log r^2, 0 at 0
    return np.concatenate([radial, np.ones((len(points), 1)), points], axis=1)


def _half_shapes(width_px: int, height_px: int) -> tuple[tuple[int, int], ...]:
    coarse = (height_px // COARSE, width_px // 2 // COARSE)
    return ((height_px, width_px // 2), coarse, coarse, coarse)
