"""Fit the model that demo people are drawn from to aligned photographs of faces.

What is kept is a mean over thousands of people and the principal components of their differences
from it; no photograph can be taken back out.

The file (read by `faceapp.devices.demo_people`) is safetensors: `mean` float16 (values,),
`components` int8 (K, values), `scales`, `variances` float32 (K,), `symmetric` uint8 (K,),
`mean_landmarks_px` float32 (5, 2), `landmark_components` float32 (K, 5, 2); its metadata holds
`format`, `width_px`, `height_px` and what the model says about itself.
"""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from faceapp.domain.errors import DatasetError, SourceError
from faceapp.domain.face_model import COARSE, FaceModel, half_face_values, half_planes, landmark_fields
from faceapp.domain.records import Face, Image
from faceapp.imaging import IMAGE_SUFFIXES, decode_image
from faceapp.learning.checkpoints import write_atomically

FORMAT = "faceapp-face-model-1"
WIDTH_PX, HEIGHT_PX = 160, 192  # the head, at the photographs' own resolution

_PHOTO_WIDTH_PX, _PHOTO_HEIGHT_PX = 178, 218  # of CelebA's aligned photographs
_LEFT_PX, _TOP_PX = 9, 16  # of the head in them
_BATCH = 64
_MIN_PROBABILITY = 0.99
_MAX_NOSE_SHIFT_PX = 7.0  # sideways, of a face that looks ahead
_MAX_SHIFT_PX = 16.0  # of any landmark from its usual place
_MIN_COLOUR = 3.0  # standard deviation of Cr and Cb; less is a grey photograph
_MIRRORED = [1, 0, 2, 4, 3]  # landmarks change sides in a mirror
_CHECK_COMPONENTS = 40
_KEPT_SHARE = 0.8  # of the pictures, those that forty components describe best: no sunglasses, no hands
_OPACITY_WEIGHT = 0.4
_LANDMARK_WEIGHT = 40.0  # grey levels that a pixel of landmark movement counts for


@dataclass(frozen=True, slots=True, eq=False)
class _Samples:
    """Pictures brought to the mean landmarks: half faces and how the landmarks deviated.

    `even` and `odd` are float32 (N, values): half the sum and half the difference of the left
    half and the mirrored right half; `shifts_px` is float32 (N, 5, 2).
    """

    even: NDArray[np.float32]
    odd: NDArray[np.float32]
    shifts_px: NDArray[np.float32]

    def only(self, keep: NDArray[np.bool_]) -> _Samples:
        return _Samples(self.even[keep], self.odd[keep], self.shifts_px[keep])


def fit_face_model(
    photographs: Path,
    locate: Callable[[Sequence[Image]], Sequence[Sequence[Face]]],
    *,
    components: int = 150,
    command: str = "",
    on_progress: Callable[[int, int], None] | None = None,
) -> FaceModel:
    """Fit mean and principal components to CelebA's aligned photographs.

    Args:
        photographs: A tar file of `IDENTITY/IMAGE.jpg`.
        locate: Finds the faces in a batch of equally large pictures, the biggest first.
        components: How many components to keep.
        command: What was called, for the file's own account of itself.
        on_progress: Called with the photographs done and their number.

    Returns:
        The model.

    Raises:
        DatasetError: There are no photographs, or too few usable ones.
    """
    members = _members(photographs)
    pictures: list[Image] = []
    landmarks: list[NDArray[np.float32]] = []
    done = 0
    for batch in _batches(photographs, members):
        for picture, faces in zip(batch, locate(batch), strict=True):
            if faces and faces[0].probability >= _MIN_PROBABILITY:
                pictures.append(picture)
                landmarks.append(faces[0].landmarks_px)
        done += len(batch)
        if on_progress is not None:
            on_progress(done, len(members))
    if len(pictures) < 2 * components:
        raise DatasetError(
            f"'{photographs}' has {len(pictures)} usable faces; {components} components need {2 * components}.",
            hint="Give more photographs or ask for fewer components.",
        )
    found = np.stack(landmarks)
    mean_landmarks = _symmetric_landmarks(np.median(found, axis=0))
    frontal = _looking_ahead(found, mean_landmarks)
    ahead = [picture for picture, is_ahead in zip(pictures, frontal, strict=True) if is_ahead]
    samples = _normalise(ahead, found[frontal], mean_landmarks)
    samples = samples.only(_is_colour(samples))
    samples = samples.only(_is_ordinary(samples))
    if len(samples.even) < 2 * components:
        raise DatasetError(
            f"'{photographs}' has {len(samples.even)} faces that look ahead; {components} components need "
            f"{2 * components}.",
            hint="Give more photographs or ask for fewer components.",
        )
    about = {
        "data": f"CelebA aligned photographs ({photographs.name}): {len(samples.even)} of {len(members)} used",
        "terms": "CelebA: non-commercial research only. Z. Liu et al., Deep Learning Face Attributes in the Wild, "
        "ICCV 2015.",
        "content": "Mean and principal components; no photograph.",
        "command": command,
        "fitted_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return _principal_components(samples, mean_landmarks, components, about)


def save_face_model(model: FaceModel, path: Path) -> None:
    """Write a model, whole or not at all.

    Raises:
        DatasetError: The file cannot be written.
    """
    tensors = {
        "mean": model.mean.astype(np.float16),
        "components": model.components,
        "scales": model.scales,
        "symmetric": model.symmetric.astype(np.uint8),
        "variances": model.variances,
        "mean_landmarks_px": model.mean_landmarks_px,
        "landmark_components": model.landmark_components,
    }
    size = {"format": FORMAT, "width_px": str(model.width_px), "height_px": str(model.height_px)}
    data = save({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}, {**model.about, **size})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, lambda stream: stream.write(data))
    except OSError as error:
        raise DatasetError(
            f"'{path}' cannot be written: {error.strerror}.", hint="Choose a folder you may write to, with space left."
        ) from error


def _members(photographs: Path) -> list[str]:
    try:
        with tarfile.open(photographs) as shard:
            names = [entry.name for entry in shard if entry.isfile() and Path(entry.name).suffix in IMAGE_SUFFIXES]
    except (OSError, tarfile.TarError) as error:
        raise DatasetError(f"'{photographs}' is no tar file that can be read.", hint="Check its name.") from error
    if not names:
        raise DatasetError(f"'{photographs}' holds no photographs.", hint="It needs IDENTITY/IMAGE.jpg entries.")
    return sorted(names)


def _batches(photographs: Path, members: list[str]) -> Iterator[list[Image]]:
    with tarfile.open(photographs) as shard:
        for start in range(0, len(members), _BATCH):
            yield [_read(shard, name) for name in members[start : start + _BATCH]]


def _read(shard: tarfile.TarFile, name: str) -> Image:
    stream = shard.extractfile(name)
    data = b"" if stream is None else stream.read()
    try:
        picture = decode_image(data, name)
    except SourceError as error:
        raise DatasetError(error.sentence, hint="Make the tar file again.") from error
    resized: Image = cv2.resize(picture, (_PHOTO_WIDTH_PX, _PHOTO_HEIGHT_PX), interpolation=cv2.INTER_AREA).astype(
        np.uint8
    )
    return resized


def _symmetric_landmarks(landmarks_px: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of landmarks and their mirror images, about the middle of the head's crop."""
    mirrored = landmarks_px[_MIRRORED] * (-1, 1) + (2 * _LEFT_PX + WIDTH_PX - 1, 0)
    return ((landmarks_px + mirrored) / 2).astype(np.float32)


def _looking_ahead(landmarks_px: NDArray[np.float32], mean_px: NDArray[np.float32]) -> NDArray[np.bool_]:
    nose = landmarks_px[:, 2, 0] - landmarks_px[:, :2, 0].mean(axis=1)
    shift = np.abs(landmarks_px - mean_px).max(axis=(1, 2))
    ahead: NDArray[np.bool_] = (np.abs(nose - np.median(nose)) < _MAX_NOSE_SHIFT_PX) & (shift < _MAX_SHIFT_PX)
    return ahead


def _normalise(pictures: Sequence[Image], landmarks_px: NDArray[np.float32], mean_px: NDArray[np.float32]) -> _Samples:
    fields = landmark_fields(mean_px - (_LEFT_PX, _TOP_PX), WIDTH_PX, HEIGHT_PX)
    shifts = (landmarks_px - mean_px).astype(np.float32)
    count, values = len(pictures), half_face_values(WIDTH_PX, HEIGHT_PX)
    left, right = np.empty((count, values), np.float32), np.empty((count, values), np.float32)

    def one(index: int) -> None:
        left[index], right[index] = _half_faces(pictures[index], shifts[index], fields)

    with ThreadPoolExecutor(os.cpu_count()) as pool:  # OpenCV lets go of the interpreter
        list(pool.map(one, range(count)))
    half = np.float32(0.5)
    return _Samples(half * (left + right), half * (left - right), shifts)


def _half_faces(
    picture: Image, shifts_px: NDArray[np.float32], fields: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A photograph at the mean landmarks, as its left and its mirrored right half."""
    y, x = np.mgrid[_TOP_PX : _TOP_PX + HEIGHT_PX, _LEFT_PX : _LEFT_PX + WIDTH_PX].astype(np.float32)
    moved = fields @ shifts_px
    places = (x + moved[..., 0], y + moved[..., 1])
    warped, opacity = (
        cv2.remap(plane, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
        for plane in (picture, _matte(picture))
    )
    opacity = cv2.GaussianBlur(opacity, (0, 0), 1.5).astype(np.float32)
    # Hair and shoulders run on into the background, so that its colours leave no trace.
    sure = np.clip(2 * opacity - 1, 0, 1)[..., np.newaxis]
    spread = _spread(warped * sure) / (_spread(sure)[..., np.newaxis] + 1e-6)
    filled = np.clip(warped * sure + spread * (1 - sure), 0, 255).astype(np.uint8)
    coarse = (WIDTH_PX // COARSE, HEIGHT_PX // COARSE)
    luma, red, blue = cv2.split(cv2.cvtColor(filled, cv2.COLOR_RGB2YCrCb))
    small = [cv2.resize(plane, coarse, interpolation=cv2.INTER_AREA) for plane in (red, blue, 255 * opacity)]
    planes = [np.asarray(plane, dtype=np.float32) for plane in (luma, *small)]
    left = [plane[:, : plane.shape[1] // 2].ravel() for plane in planes]
    right = [plane[:, ::-1][:, : plane.shape[1] // 2].ravel() for plane in planes]
    return np.concatenate(left), np.concatenate(right)


def _spread(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    near, far = (cv2.GaussianBlur(plane, (0, 0), sigma) for sigma in (8.0, 30.0))
    return np.asarray(near + 1e-3 * far, dtype=np.float32)


def _matte(picture: Image) -> NDArray[np.float32]:
    """Which pixels belong to the person: 1, else 0. GrabCut from where heads usually are."""
    width, height = _PHOTO_WIDTH_PX // 2, _PHOTO_HEIGHT_PX // 2
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    mask = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    mask[:3] = mask[:70, :3] = mask[:70, -3:] = cv2.GC_BGD
    cv2.ellipse(mask, (44, 52), (30, 42), 0, 0, 360, cv2.GC_PR_FGD, -1)
    mask[85:, 10:79] = cv2.GC_PR_FGD
    cv2.ellipse(mask, (44, 60), (17, 24), 0, 0, 360, cv2.GC_FGD, -1)
    mask[84:, 36:53] = cv2.GC_FGD
    cv2.grabCut(small, mask, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), 3, cv2.GC_INIT_WITH_MASK)
    person = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.float32)
    return np.asarray(cv2.resize(person, (_PHOTO_WIDTH_PX, _PHOTO_HEIGHT_PX)), dtype=np.float32)


def _is_colour(samples: _Samples) -> NDArray[np.bool_]:
    start = HEIGHT_PX * WIDTH_PX // 2
    coarse = start // COARSE**2
    colour: NDArray[np.bool_] = samples.even[:, start : start + 2 * coarse].std(axis=1) > _MIN_COLOUR
    return colour


def _is_ordinary(samples: _Samples) -> NDArray[np.bool_]:
    """Faces that a few components describe well; sunglasses, hands and hats are not among them."""
    whole = (samples.even + samples.odd)[:, : HEIGHT_PX * WIDTH_PX // 2]
    luma = whole.reshape(-1, HEIGHT_PX // COARSE, COARSE, WIDTH_PX // 2 // COARSE, COARSE).mean(axis=(2, 4))
    face = luma[:, 14:40, 9:].reshape(len(luma), -1)  # from the forehead to the chin
    face = face - face.mean(axis=0)
    components, _ = _eigen(face, min(_CHECK_COMPONENTS, len(face) // 4))
    rest = face - (face @ components.T) @ components
    misfit = np.sqrt((rest**2).mean(axis=1)) / (face.std(axis=1) + 1e-6)
    ordinary: NDArray[np.bool_] = misfit <= np.quantile(misfit, _KEPT_SHARE)
    return ordinary


def _principal_components(
    samples: _Samples, mean_landmarks: NDArray[np.float32], count: int, about: dict[str, str]
) -> FaceModel:
    weights = _weights()
    mirrored = samples.shifts_px[:, _MIRRORED] * np.array([-1, 1], np.float32)
    mean = samples.even.mean(axis=0)
    families = []
    total = 0.0
    for is_even, half, sign in ((True, samples.even - mean, 1), (False, samples.odd, -1)):
        shifts = ((samples.shifts_px + sign * mirrored) / 2).reshape(len(half), 10)
        rows = np.concatenate([half * weights, shifts * _LANDMARK_WEIGHT], axis=1)
        total += float((rows**2).sum()) / len(rows)
        vectors, variances = _eigen(rows, count)
        families += [(variance, is_even, vector) for variance, vector in zip(variances, vectors, strict=True)]
    families.sort(key=lambda family: -family[0])
    kept = families[:count]
    # One standard deviation each, without the weights.
    steps = np.stack([np.sqrt(variance) * vector for variance, _, vector in kept])
    halves = steps[:, :-10] / weights
    scales = np.abs(halves).max(axis=1) / 127
    return FaceModel(
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        mean=mean.astype(np.float32),
        components=np.round(halves / scales[:, np.newaxis]).astype(np.int8),
        scales=scales.astype(np.float32),
        symmetric=np.array([is_even for _, is_even, _ in kept]),
        variances=np.array([variance / total for variance, _, _ in kept], dtype=np.float32),
        mean_landmarks_px=(mean_landmarks - (_LEFT_PX, _TOP_PX)).astype(np.float32),
        landmark_components=(steps[:, -10:] / _LANDMARK_WEIGHT).reshape(-1, 5, 2).astype(np.float32),
        about=about,
    )


def _weights() -> NDArray[np.float32]:
    """What a grey level counts for: the face in full, hair and shoulders less, (values,)."""
    y, x = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
    beyond = np.hypot((x - (WIDTH_PX - 1) / 2) / 46, (y - 104) / 68) - 1  # 0 on the face's outline
    face = np.clip(1 - 2 * beyond, 0.25, 1).astype(np.float32)
    coarse = face.reshape(HEIGHT_PX // COARSE, COARSE, WIDTH_PX // COARSE, COARSE).mean(axis=(1, 3)) * COARSE
    weights = np.ones(half_face_values(WIDTH_PX, HEIGHT_PX), np.float32)
    luma, red, blue, opacity = half_planes(weights, WIDTH_PX, HEIGHT_PX)  # views
    luma[:] = face[:, : WIDTH_PX // 2]
    red[:] = blue[:] = coarse[:, : WIDTH_PX // 2 // COARSE]
    opacity[:] = _OPACITY_WEIGHT * red
    return weights


def _eigen(rows: NDArray[np.float32], count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Principal components of centred rows (N, D) with D >> N, through their (N, N) products.

    Returns:
        Unit vectors (count, D) and the variances along them (count,), falling.
    """
    products = (rows @ rows.T).astype(np.float64) / len(rows)
    variances, combinations = np.linalg.eigh(products)
    variances, combinations = variances[::-1][:count], combinations[:, ::-1][:, :count]
    vectors = combinations.T.astype(np.float32) @ rows
    # A sign of its own, so that the same data give the same file on every machine.
    vectors *= np.sign(vectors[np.arange(len(vectors)), np.abs(vectors).argmax(axis=1)])[:, np.newaxis]
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(length, 1e-6), variances.astype(np.float32)
