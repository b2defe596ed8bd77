"""A network in an ONNX file, run by ONNX Runtime behind the face of a torch module."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from faceapp.domain.errors import ModelError
from faceapp.domain.messages import Message


class OnnxNetwork(nn.Module):
    """From normalised crops to features, by ONNX Runtime.

    Args:
        data: Content of the file.
        input_px: Side of the crops that the card promises.
        embedding_size: Length of the embedding that the card promises.
        layout: Order of the input's axes.

    Shape:
        (N, 3, input_px, input_px) -> (N, embedding_size), float32, on the processor.

    Raises:
        ModelError: The file is no ONNX network, or its input or output is not what the card says.
    """

    def __init__(self, data: bytes, input_px: int, embedding_size: int, *, layout: str = "NCHW") -> None:
        super().__init__()
        import onnxruntime  # here, for few need it and all would wait for it

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors; what is worth a warning there is not worth one at a door
        options.intra_op_num_threads = torch.get_num_threads()
        try:
            self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library has a class for each kind of fault, none of them public
            raise ModelError(
                Message("The file is no ONNX network that can be run: {fault}.", fault=str(error)),
                hint=Message("Export it again, or restore it."),
            ) from error
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        if len(inputs) != 1:
            raise ModelError(
                Message("The ONNX network has {count} inputs, not one.", count=len(inputs)),
                hint=Message("Export the encoder alone, without its head."),
            )
        if layout not in ("NCHW", "NHWC"):
            raise ModelError(
                Message("The layout '{layout}' is unknown.", layout=layout),
                hint=Message("Write NCHW or NHWC into the card."),
            )
        self._layout = layout
        self._input, self._output = inputs[0].name, outputs[0].name
        # Some exports are fixed to one crop at a time.
        self._batch = inputs[0].shape[0] if isinstance(inputs[0].shape[0], int) else None
        try:
            found = tuple(self(torch.zeros(self._batch or 2, 3, input_px, input_px)).shape)
        except Exception as error:
            raise ModelError(
                Message(
                    "The ONNX network does not take crops of {input_px} px: {fault}.",
                    input_px=input_px,
                    fault=str(error),
                ),
                hint=Message("Write its input's size and layout into the card."),
            ) from error
        if found != (self._batch or 2, embedding_size):
            raise ModelError(
                Message(
                    "The ONNX network's output is {found}, not embeddings of length {embedding_size}.",
                    found=found,
                    embedding_size=embedding_size,
                ),
                hint=Message("Write the length of its first output into the card."),
            )

    def forward(self, crops: Tensor) -> Tensor:
        """Embed normalised crops; see the class for shapes."""
        images = crops.permute(0, 2, 3, 1) if self._layout == "NHWC" else crops
        array = images.contiguous().cpu().float().numpy()
        step = self._batch or max(1, len(array))
        parts = []
        for start in range(0, len(array), step):
            part = array[start : start + step]
            missing = step - len(part) if self._batch else 0
            if missing:  # the last part of a network that takes so many and no fewer
                part = torch.nn.functional.pad(torch.from_numpy(part), (0,) * 6 + (0, missing)).numpy()
            result = self._session.run([self._output], {self._input: part})[0]
            parts.append(torch.from_numpy(result)[: len(part) - missing])
        return torch.cat(parts)
