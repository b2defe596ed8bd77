"""faceapp: a desktop kiosk that opens a door for the people enrolled at it."""

__version__ = "0.1.0"
