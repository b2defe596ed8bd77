"""facenet-pytorch's InceptionResnetV1 as it was trained on VGGFace2: from the file that is published to an encoder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor

from faceapp.domain.errors import ModelError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why
from faceapp.vision.card import EncoderCard, InputCard, NetworkCard, TrainingCard, first_line

FACENET_NAME = "facenet-vggface2"
FACENET_ADDRESS = "https://github.com/timesler/facenet-pytorch/releases/download/v2.2.9/20180402-114759-vggface2.pt"

# The network was trained, and its port is evaluated, on MTCNN's boxes with a margin, stretched to 160 x 160 px, and not
# on faces aligned by landmarks. The template says where the landmarks lie in such crops: in boxes without a margin at
# these points (median of 507 faces, as this project's detector reports them) ...
_IN_BOX_PX = ((42.5, 63.3), (118.4, 63.3), (79.6, 96.9), (45.7, 120.9), (114.0, 120.9))
_SIZE_PX = 160
# ... and with the 14 px of margin in 160 of facenet-pytorch's own evaluation on LFW (examples/lfw_evaluate.ipynb), that
# much closer to the centre. Alignment turns faces upright and keeps their proportions, which stretching a box does not:
# the crops come close to the network's own and are not the same.
_MARGIN_PX = 14


def facenet_template() -> tuple[tuple[float, float], ...]:
    """Where the five landmarks lie in a crop, in pixels, to a tenth."""
    centre, scale = (_SIZE_PX - 1) / 2, (_SIZE_PX - _MARGIN_PX) / _SIZE_PX
    return tuple(
        (round(centre + (x - centre) * scale, 1), round(centre + (y - centre) * scale, 1)) for x, y in _IN_BOX_PX
    )


def facenet_encoder(file: Path) -> tuple[EncoderCard, bytes]:
    """The published weights, read without unpickling code, as an encoder to install.

    Args:
        file: A state dict, as `.pt` or `.safetensors`.

    Returns:
        Its card, which names the file and its SHA-256, and the weights as safetensors without the classifier.

    Raises:
        ModelError: The file cannot be read.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ModelError(
            Message("The weights '{file}' cannot be read: {why}.", file=file, why=why(error)),
            hint=Message("Check the name."),
        ) from error
    try:
        if file.suffix.lower() == ".safetensors":
            state = load_tensors(data)
        else:
            state = torch.load(file, map_location="cpu", weights_only=True)
        # The classifier of the people that it was trained on is of no use to others.
        weights = save_tensors({name: _plain(tensor) for name, tensor in state.items() if name[:7] != "logits."})
    except Exception as error:  # torch raises many kinds for a damaged file
        raise ModelError(
            Message("The weights '{file}' cannot be read: {fault}.", file=file, fault=first_line(error)),
            hint=Message(
                "Give the file that facenet-pytorch publishes, {file}.", file=FACENET_ADDRESS.rpartition("/")[2]
            ),
        ) from error
    left, right, nose, *mouth = facenet_template()
    card = EncoderCard(
        name=FACENET_NAME,
        weights_sha256="0" * 64,  # of what is written, once it is written
        network=NetworkCard(architecture="inception_resnet_v1", embedding_size=512),
        input=InputCard(
            size_px=_SIZE_PX,
            template_px=(left, right, nose, mouth[0], mouth[1]),
            colour_order="RGB",
            # facenet-pytorch's fixed_image_standardization
            mean=127.5,
            std=128.0,
        ),
        training=TrainingCard(
            data="VGGFace2 (Cao et al., FG 2018), by David Sandberg's facenet; ported by facenet-pytorch",
            terms="facenet-pytorch is under the MIT licence; VGGFace2 was published for research. Ask its authors "
            "before any other use.",
            source=file.name,
            source_sha256=hashlib.sha256(data).hexdigest(),
        ),
    )
    return card, weights


def check_digest(found: str, record: Path, *, wanted: str | None = None) -> None:
    """Hold a fetched file's digest against the one named, or else against the one recorded when it first came.

    Its publisher states no SHA-256, so that the first one seen here is trusted (trust on first use): from then on a
    file that differs is refused, until somebody who knows better names its digest.

    Args:
        found: SHA-256 of what was fetched, lower case.
        record: File with the digest recorded; see `record_digest`.
        wanted: The digest to insist on, instead of the recorded one.

    Raises:
        ModelError: They differ, or the record cannot be read.
    """
    if wanted is None:
        try:
            wanted = record.read_text(encoding="utf-8").split()[0]
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise ModelError(
                Message("The record of the SHA-256 in '{record}' cannot be read.", record=record),
                hint=Message("Name the SHA-256 with --sha256."),
            ) from error
        hint = Message("If you trust it all the same, name its SHA-256 with --sha256.")
    else:
        hint = Message("It was changed or damaged, or that SHA-256 is another file's: fetch it again, or compare them.")
    if found != wanted.lower():
        raise ModelError(
            Message("The file fetched has SHA-256 {found}, not {wanted}.", found=found, wanted=wanted.lower()),
            hint=hint,
        )


def record_digest(found: str, record: Path, name: str) -> None:
    """Record a file's SHA-256, in sha256sum's form.

    Raises:
        ModelError: It cannot be written.
    """
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(f"{found}  {name}\n", encoding="utf-8")
    except OSError as error:
        raise ModelError(
            Message("'{record}' cannot be written: {why}.", record=record, why=why(error)),
            hint=Message("Allow writing there."),
        ) from error


def _plain(tensor: Tensor) -> Tensor:
    """In memory of its own, which safetensors insists on."""
    return tensor.detach().clone().contiguous()
