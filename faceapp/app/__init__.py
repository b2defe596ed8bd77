"""The composition root: from settings to the objects that work together, wired once; `*start.py` begin there."""

from faceapp.app.application import Application
from faceapp.app.demo_start import DemoStart
from faceapp.app.start import Start

__all__ = ["Application", "DemoStart", "Start"]
