"""Writes the trained networks as ONNX, for the service to run."""

from pathlib import Path

import torch

from nets import VERIFY_SIDE, SearchNet, VerifyNet


def export(search: SearchNet, verify: VerifyNet, folder: Path) -> None:
    """`marks-search.onnx` takes pictures of any size that is a multiple of 8, `marks-verify.onnx` any number of windows."""
    common = {"input_names": ["picture"], "output_names": ["answer"], "opset_version": 17, "dynamo": False}
    torch.onnx.export(
        search.eval(),
        torch.zeros(1, 4, 128, 128),
        folder / "marks-search.onnx",
        dynamic_axes={"picture": {0: "n", 2: "height", 3: "width"}, "answer": {0: "n", 2: "rows", 3: "columns"}},
        **common,
    )
    torch.onnx.export(
        verify.eval(),
        torch.zeros(2, 4, VERIFY_SIDE, VERIFY_SIDE),
        folder / "marks-verify.onnx",
        dynamic_axes={"picture": {0: "n"}, "answer": {0: "n"}},
        **common,
    )
