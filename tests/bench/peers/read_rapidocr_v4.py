"""RapidOCR 1 on ONNX Runtime, default settings: the PP-OCRv4 models, which zhengjian reads with too."""

from importlib.metadata import version

from rapidocr_onnxruntime import RapidOCR
from serve import serve

engine = RapidOCR()


def read(path):
    result, _ = engine(path)
    return [(text, box) for box, text, _ in result or []]


serve(f"rapidocr-onnxruntime {version('rapidocr-onnxruntime')}", read)
