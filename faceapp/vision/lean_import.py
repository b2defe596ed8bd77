"""Import torchvision without PyTorch's compiler, which nothing here uses."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_COMPILER = "torch._dynamo"
_ASKED = "torch._dynamo.utils"


@contextmanager
def compiler_left_out() -> Iterator[None]:
    """Let the imports within this block do without `torch._dynamo`.

    `torchvision.ops.roi_align` imports the compiler for one function, which it calls only for work
    on a GPU in deterministic mode. Importing it (and with it SymPy) takes half of the time from
    start to first frame, so a door would stay blind for that much longer after every start. While
    the block runs, a stand-in answers for the compiler; asked for real, the function imports
    it then, and whoever imports the compiler afterwards gets it as ever.
    """
    if _COMPILER in sys.modules:
        yield
        return
    package, asked = ModuleType(_COMPILER), ModuleType(_ASKED)
    asked.is_compile_supported = _is_compile_supported  # type: ignore[attr-defined]
    sys.modules[_COMPILER], sys.modules[_ASKED] = package, asked
    try:
        yield
    finally:
        del sys.modules[_COMPILER], sys.modules[_ASKED]


def _is_compile_supported(device_type: str) -> bool:
    return bool(importlib.import_module(_ASKED).is_compile_supported(device_type))
