"""The net made small and written down: ONNX, eight bits a weight."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from accurate_net import Net
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class _Small(nn.Module):
    """An embedding of eight bits, each row with its own scale; padding reads row 0."""

    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        scale = weights.abs().amax(dim=1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weights / scale).to(torch.int8))

    def forward(self, numbers: Tensor) -> Tensor:
        return self.rows[numbers].to(torch.float32) * self.scale[numbers]


def export(net: Net, pieces: list[str], folder: Path) -> None:
    """Write `net.onnx` and `pieces.txt`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pieces.txt").write_text("\n".join(pieces) + "\n", "utf-8")
    net.eval()
    net.pieces = _Small(net.pieces.weight.detach())
    example = (torch.ones(2, 9, dtype=torch.int64), torch.zeros(2, 9, net.features.in_features))
    dims = {0: "sentences", 1: "pieces"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            net, example, str(plain), input_names=["pieces", "features"], output_names=["scores"],
            dynamic_axes={"pieces": dims, "features": dims, "scores": dims}, opset_version=17, dynamo=False,
        )  # fmt: skip
        nodes = [each.name for each in onnx.load(plain).graph.node if each.op_type == "MatMul"]
        weighed = [each for each in nodes if "layers" in each]
        quantize_dynamic(
            plain, folder / "net.onnx", per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
            nodes_to_quantize=weighed, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
