"""RapidOCR 3 on ONNX Runtime, default settings, with the models inside its package."""

from importlib.metadata import version

from rapidocr import RapidOCR
from serve import serve

engine = RapidOCR()


def read(path):
    result = engine(path)
    return [] if result.txts is None else list(zip(result.txts, result.boxes))


serve(f"rapidocr {version('rapidocr')}", read)
