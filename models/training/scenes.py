"""Scenes drawn by models/scenes/draw-set.ts, and geometry of boxes. A box is (x, y, width, height) in pixels of its picture."""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from nets import KINDS

MOST_HIDDEN = 0.45
"""A mark of which more than this share is covered or cut off is neither required nor forbidden to be found."""


@dataclass(frozen=True)
class Mark:
    kind: int
    """Index into KINDS."""
    box: tuple[float, float, float, float]
    hidden: float


@dataclass(frozen=True)
class Scene:
    path: Path
    marks: tuple[Mark, ...]
    look_alikes: tuple[tuple[float, float, float, float], ...]

    def picture(self) -> np.ndarray:
        """RGB and paper without print, uint8, (height, width, 4)."""
        rgb = cv2.cvtColor(cv2.imread(str(self.path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
        return np.dstack([rgb, paper_of(rgb)])


PRINT = 5
"""Pixels at half size: strokes thinner than this are taken off. Body text on a page of 1600 px has strokes of about 3 px, titles of up to 9."""


def paper_of(rgb: np.ndarray) -> np.ndarray:
    """The page without its dark print, uint8, (height, width): a grey closing at half size. What lies under the text remains."""
    height, width = rgb.shape[:2]
    half = cv2.resize(rgb, (round(width / 2), round(height / 2)), interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(cv2.cvtColor(half, cv2.COLOR_RGB2GRAY), cv2.MORPH_CLOSE, np.ones((PRINT, PRINT), np.uint8))
    return cv2.resize(closed, (width, height), interpolation=cv2.INTER_LINEAR)


def read_scenes(folder: Path) -> list[Scene]:
    """All scenes of a folder, in the order of its labels.jsonl."""
    scenes = []
    for line in (folder / "labels.jsonl").read_text().splitlines():
        label = json.loads(line)
        marks = tuple(
            Mark(KINDS.index(m["kind"]), tuple(m["box"]), m["hidden"]) for m in label["marks"] if m["kind"] in KINDS
        )
        look_alikes = tuple(tuple(l["box"]) for l in label["lookAlikes"])
        scenes.append(Scene(folder / label["file"], marks, look_alikes))
    return scenes


def size(box) -> float:
    """Geometric mean of width and height, px."""
    return float(np.sqrt(max(box[2], 1e-3) * max(box[3], 1e-3)))


def iou(a, b) -> float:
    """Intersection over union of two boxes."""
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / (a[2] * a[3] + b[2] * b[3] - w * h)


def cut(picture: np.ndarray, x: float, y: float, side: float, pixels: int) -> np.ndarray:
    """The square of `side` px about (x, y) as `pixels` × `pixels`; beyond the picture its edge goes on."""
    scale = pixels / side
    left, top = int(np.floor(x - side / 2)), int(np.floor(y - side / 2))
    right, bottom = int(np.ceil(x + side / 2)) + 1, int(np.ceil(y + side / 2)) + 1
    height, width = picture.shape[:2]
    inner = picture[max(0, top) : max(1, min(height, bottom)), max(0, left) : max(1, min(width, right))]
    padded = cv2.copyMakeBorder(
        inner,
        max(0, -top),
        max(0, bottom - height),
        max(0, -left),
        max(0, right - width),
        cv2.BORDER_REPLICATE,
    )
    if scale < 1:
        small = cv2.resize(padded, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    else:
        small = padded
    k = small.shape[1] / padded.shape[1]
    to_small = np.array(
        [
            [pixels / (side * k), 0, -(x - side / 2 - left) * pixels / side],
            [0, pixels / (side * k), -(y - side / 2 - top) * pixels / side],
        ]
    )
    return cv2.warpAffine(small, to_small, (pixels, pixels), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
