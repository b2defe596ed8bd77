"""In what precision a network is trained."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Literal

import torch

from faceapp.domain.errors import DeviceError

Precision = Literal["auto", "fp32", "bf16", "fp16"]


def resolve_precision(wanted: Precision, device: torch.device) -> Precision:
    """What `auto` means on a device: bf16 where the hardware multiplies it quickly, else full precision.

    Raises:
        DeviceError: fp16 was asked for on a device other than CUDA.
    """
    if wanted == "fp16" and device.type != "cuda":
        raise DeviceError("fp16 is for CUDA devices.", hint="Set the recipe's precision to auto, bf16 or fp32.")
    if wanted != "auto":
        return wanted
    if device.type == "cuda" and torch.cuda.is_bf16_supported():
        return "bf16"
    if device.type == "cpu" and torch.cpu.get_capabilities().get("avx512_bf16", False):
        return "bf16"
    return "fp32"


def autocast(precision: Precision, device: torch.device) -> AbstractContextManager[object]:
    """Compute a network's matrix products in that precision."""
    if precision in ("auto", "fp32"):
        return nullcontext()
    return torch.autocast(device.type, torch.bfloat16 if precision == "bf16" else torch.float16)
