"""What the settings come to in the terms of those who work by them."""

from __future__ import annotations

import time

from faceapp.config import CameraSettings, DecisionSettings, QualitySettings
from faceapp.devices import camera
from faceapp.devices.sources import FrameSource, open_source
from faceapp.domain.decision import Policy
from faceapp.vision.quality import QualityLimits


def policy_from(decision: DecisionSettings, threshold: float) -> Policy:
    """What a grant takes, at a threshold."""
    return Policy(
        threshold=threshold,
        margin=decision.margin,
        min_frames=decision.min_frames,
        min_span_s=decision.min_span_s,
        agreement=decision.agreement,
        window_s=decision.window_s,
        patience_s=decision.patience_s,
        unusable_after_s=decision.unusable_after_s,
    )


def quality_limits_from(quality: QualitySettings) -> QualityLimits:
    """What makes a face usable."""
    return QualityLimits(
        min_size_px=quality.min_size_px,
        max_yaw_deg=quality.max_yaw_deg,
        max_pitch_deg=quality.max_pitch_deg,
        max_roll_deg=quality.max_roll_deg,
    )


def source_from(asked: CameraSettings, spec: str) -> FrameSource:
    """A source by its name, unopened.

    Raises:
        SourceError: It cannot be one.
    """
    return open_source(
        spec,
        clock=time.monotonic,
        camera=camera.CameraSettings(
            width=asked.width_px, height=asked.height_px, fps=asked.fps, backend=asked.backend
        ),
    )
