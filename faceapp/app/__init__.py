"""The composition root: from settings to the objects that work together, wired once; `start.py` begins there."""

from faceapp.app.application import Application
from faceapp.app.start import Start

__all__ = ["Application", "Start"]
