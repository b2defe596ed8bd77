"""Faces in pictures: MTCNN behind one class.

facenet-pytorch brings the three networks and their weights; everything it leaves open (sizes that
differ within a batch, pictures smaller than the smallest face, None for "nothing") is settled here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from faceapp.domain.records import Face, Image
from faceapp.vision.lean_import import compiler_left_out

with compiler_left_out():
    from facenet_pytorch import MTCNN

# Probabilities that the proposal, refinement and output network must reach. Stricter than
# MTCNN's 0.6, 0.7, 0.7: on kiosk clips no face is lost, and fewer proposals reach the costly networks.
STAGE_THRESHOLDS: Final = (0.7, 0.8, 0.8)
# Ratio of neighbouring scales of the image pyramid. MTCNN's 0.709 costs a quarter more time.
PYRAMID_FACTOR: Final = 0.6
# Pictures in one batch: enough to spread the cost of small operations, little enough for memory.
BATCH_SIZE: Final = 8

# Photographs (not camera frames): what `detect_photo` searches.
PHOTO_MAX_SIDE_PX: Final = 1024
PHOTO_MIN_FACE_PX: Final = 40
PHOTO_SMALL_SIDE_PX: Final = 160
PHOTO_BORDER_SHARE: Final = 0.25
GREY_LEVEL: Final = 128


class FaceDetector:
    """Find faces and their five landmarks.

    One instance belongs to one thread. Its cost on a processor is that of many small operations:
    let PyTorch use one thread (`torch.set_num_threads(1)`) in a process whose other threads are
    busy, or the threads of each operation wait for one another.

    Args:
        device: Where the networks run.
        min_face_px: Smallest face to look for: shorter side of its box in the picture as searched,
            that is after the reduction to `max_side_px`. Cost grows with its inverse square.
        max_side_px: Larger pictures are reduced to this longer side for the search. A person
            before a door fills the same share of the picture whatever the camera's resolution, and
            MTCNN itself sees no face at more than 48 px. None searches pictures as they are.

    Source:
        Zhang et al., "Joint face detection and alignment using multitask cascaded convolutional
        networks", IEEE Signal Processing Letters 23(10), 2016.
    """

    def __init__(self, device: torch.device, *, min_face_px: int = 48, max_side_px: int | None = 640) -> None:
        if min_face_px < 12:
            raise ValueError("MTCNN sees nothing smaller than 12 px")
        if max_side_px is not None and max_side_px < min_face_px:
            raise ValueError("max_side_px leaves no room for a face of min_face_px")
        self.device = device
        self.min_face_px = min_face_px
        self.max_side_px = max_side_px
        self._mtcnn = MTCNN(
            min_face_size=min_face_px,
            thresholds=list(STAGE_THRESHOLDS),
            factor=PYRAMID_FACTOR,
            keep_all=True,
            select_largest=True,
            device=device,
        )

    def detect(self, image: Image, *, min_face_px: int | None = None) -> list[Face]:
        """Find the faces of one picture.

        Args:
            image: RGB, uint8, (height, width, 3).
            min_face_px: Smallest face for this picture, in place of the detector's own.

        Returns:
            Faces, biggest box first; empty when there are none. Boxes and landmarks are in pixels
            of `image` and not clipped: those of a face at the edge reach beyond it.
        """
        return self.detect_batch([image], min_face_px=min_face_px)[0]

    def detect_batch(self, images: Sequence[Image], *, min_face_px: int | None = None) -> list[list[Face]]:
        """Find the faces of several pictures, which may differ in size; see `detect`.

        Pictures of equal size share passes through the networks.

        Returns:
            The faces of each picture, in the order of `images`.
        """
        smallest_px = self.min_face_px if min_face_px is None else min_face_px
        if smallest_px < 12:
            raise ValueError("MTCNN sees nothing smaller than 12 px")
        reduced = [_reduce(image, self.max_side_px) for image in images]
        found: list[list[Face]] = [[] for _ in images]
        by_size: dict[tuple[int, int], list[int]] = {}
        for index, image in enumerate(reduced):
            height, width = image.shape[:2]
            # MTCNN fails on a picture that has no room for its smallest face.
            if min(height, width) >= smallest_px:
                by_size.setdefault((height, width), []).append(index)
        for (height, width), indices in by_size.items():
            for start in range(0, len(indices), BATCH_SIZE):
                chunk = indices[start : start + BATCH_SIZE]
                faces_of_chunk = self._search([reduced[index] for index in chunk], smallest_px)
                for index, faces in zip(chunk, faces_of_chunk, strict=True):
                    full_height, full_width = images[index].shape[:2]
                    scale_xy = np.array([full_width / width, full_height / height])
                    found[index] = [_scaled(face, scale_xy) for face in faces]
        return found

    def detect_photo(self, image: Image) -> list[Face]:
        """Find the faces of a photograph of any size, from a tight crop to a large group picture.

        A border is laid around it, because MTCNN misses a face that fills the picture; small
        pictures are enlarged and large ones reduced, so that a face of about 1/25 of the longer
        side is found. Slower than `detect`: meant for files, not for camera frames.

        Args:
            image: RGB, uint8, (height, width, 3).

        Returns:
            As `detect`.
        """
        height, width = image.shape[:2]
        longer = max(height, width)
        target = min(max(longer, PHOTO_SMALL_SIDE_PX), PHOTO_MAX_SIDE_PX)
        resized = _resize(image, target / longer)
        border_px = round(PHOTO_BORDER_SHARE * target)
        # A plain border: replicated or mirrored pixels would grow false features, even faces.
        bordered = np.pad(resized, ((border_px, border_px), (border_px, border_px), (0, 0)), constant_values=GREY_LEVEL)
        scale_xy = np.array([width / resized.shape[1], height / resized.shape[0]])
        faces = self._search([bordered], PHOTO_MIN_FACE_PX)[0]
        return [_scaled(_shifted(face, -border_px), scale_xy) for face in faces]

    def _search(self, images: list[Image], min_face_px: int) -> list[list[Face]]:
        # Pictures of one size, none smaller than min_face_px.
        self._mtcnn.min_face_size = min_face_px
        batch = torch.from_numpy(np.stack(images)).to(self.device)  # (N, H, W, 3) uint8
        # MTCNN wants channels last and turns them itself; a view of contiguous planes saves its
        # pyramid strided reads (a tenth of the time).
        planes = batch.permute(0, 3, 1, 2).to(torch.float32, memory_format=torch.contiguous_format)
        with torch.inference_mode():
            boxes, probabilities, landmarks = self._mtcnn.detect(planes.permute(0, 2, 3, 1), landmarks=True)
        return [_faces(boxes[index], probabilities[index], landmarks[index]) for index in range(len(images))]


def _faces(
    boxes: NDArray[np.object_] | None, probabilities: NDArray[np.object_], landmarks: NDArray[np.object_] | None
) -> list[Face]:
    # MTCNN says None for "no face", and hands out object arrays whenever a batch is ragged.
    if boxes is None or landmarks is None:
        return []
    return [
        Face(
            box_xyxy_px=(float(box[0]), float(box[1]), float(box[2]), float(box[3])),
            landmarks_px=np.asarray(points, dtype=np.float32),
            probability=float(probability),
        )
        for box, probability, points in zip(boxes, probabilities, landmarks, strict=True)
    ]


def _reduce(image: Image, max_side_px: int | None) -> Image:
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
        raise ValueError(f"expected a uint8 picture (height, width, 3), got {image.dtype} {image.shape}")
    longer = max(image.shape[:2])
    if max_side_px is None or longer <= max_side_px:
        return image
    return _resize(image, max_side_px / longer)


def _resize(image: Image, scale: float) -> Image:
    if scale == 1.0:
        return image
    height, width = image.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    interpolation = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, size, interpolation=interpolation), dtype=np.uint8)


def _scaled(face: Face, scale_xy: NDArray[np.float64]) -> Face:
    if np.all(scale_xy == 1.0):
        return face
    # Landmarks are positions of pixel centres, so half a pixel belongs to the scaling.
    box = (np.array(face.box_xyxy_px).reshape(2, 2) + 0.5) * scale_xy - 0.5
    return Face(
        box_xyxy_px=(float(box[0, 0]), float(box[0, 1]), float(box[1, 0]), float(box[1, 1])),
        landmarks_px=((face.landmarks_px + 0.5) * scale_xy - 0.5).astype(np.float32),
        probability=face.probability,
    )


def _shifted(face: Face, shift_px: float) -> Face:
    left, top, right, bottom = face.box_xyxy_px
    return Face(
        box_xyxy_px=(left + shift_px, top + shift_px, right + shift_px, bottom + shift_px),
        landmarks_px=(face.landmarks_px + shift_px).astype(np.float32),
        probability=face.probability,
    )
