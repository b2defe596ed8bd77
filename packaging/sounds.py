"""Make the sounds of the kiosk anew: two short chimes.

Usage: python packaging/sounds.py
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

SOUNDS = Path(__file__).resolve().parent.parent / "assets" / "sounds"
RATE_HZ = 22_050
# Rising for a grant and falling for a denial: told apart without seeing anything.
CHIMES = {"granted": (587.33, 880.0), "denied": (329.63, 220.0)}
NOTE_S, STEP_S = 0.35, 0.13


def chime(frequencies_hz: tuple[float, ...]) -> np.ndarray:
    total = np.zeros(round(RATE_HZ * (STEP_S * (len(frequencies_hz) - 1) + NOTE_S)))
    time_s = np.arange(round(RATE_HZ * NOTE_S)) / RATE_HZ
    for index, frequency in enumerate(frequencies_hz):
        tone = np.sin(2 * np.pi * frequency * time_s) + 0.25 * np.sin(4 * np.pi * frequency * time_s)
        envelope = np.minimum(time_s / 0.008, 1) * np.exp(-time_s / 0.09) * np.minimum((NOTE_S - time_s) / 0.02, 1)
        at = round(RATE_HZ * STEP_S * index)
        total[at : at + len(time_s)] += tone * envelope
    return total / np.abs(total).max() * 0.5


def main() -> None:
    SOUNDS.mkdir(exist_ok=True)
    for name, frequencies in CHIMES.items():
        samples = np.round(chime(frequencies) * 32767).astype("<i2")
        with wave.open(str(SOUNDS / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
