"""The compiler stays out of a start, and is there for whoever asks."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
import faceapp.vision.detector

print("before", "torch._dynamo" in sys.modules, "sympy" in sys.modules)
ask = sys.modules["torchvision.ops.roi_align"].is_compile_supported
answer = ask("cpu")
from torch._dynamo.utils import is_compile_supported

print("asked", answer is is_compile_supported("cpu"))
import torch

print("compiled", torch.compile(lambda x: x + 1, backend="eager")(torch.ones(1)).item())
"""


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What a fresh process says: in this one the compiler may be loaded already."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_start_does_not_import_the_compiler(said: list[str]) -> None:
    assert said[0] == "before False False"


def test_the_compiler_answers_when_torchvision_asks(said: list[str]) -> None:
    assert said[1] == "asked True"


def test_the_compiler_can_be_used_afterwards(said: list[str]) -> None:
    assert said[2] == "compiled 2.0"


def test_a_compiler_that_is_loaded_stays() -> None:
    import torch._dynamo.utils

    from faceapp.vision.lean_import import compiler_left_out

    before = sys.modules["torch._dynamo"]
    with compiler_left_out():
        assert sys.modules["torch._dynamo"] is before
    assert sys.modules["torch._dynamo"] is before
    assert sys.modules["torch._dynamo.utils"] is torch._dynamo.utils
