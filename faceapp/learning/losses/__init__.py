"""Losses by name: `build_loss` makes what a recipe asks for. `docs/losses.md` describes each."""

from faceapp.learning.losses.combined import CombinedLoss, build_loss

__all__ = ["CombinedLoss", "build_loss"]
