"""Where SearchNet sees something on a picture: a pyramid of halved pictures, peaks of the score, non-maximum suppression."""

import random

import cv2
import numpy as np
import torch

from nets import STRIDE, SearchNet
from scenes import iou

SMALLEST = 24
"""Pixels: shorter side of a pyramid level below which no further one is made."""
LEAST_SCORE = 0.05
"""Score from which a place is proposed while training; many wrong ones are wanted."""
SAME = 0.5
"""Intersection over union from which two places are one."""
MOST = 12
"""Places per scene."""


def places(net: SearchNet, picture: np.ndarray, dice: random.Random) -> list[tuple[float, float, float, float]]:
    """Boxes (x, y, width, height) in the picture's pixels, best first."""
    scale = dice.uniform(0.7, 1.0)
    found = []
    level = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    while min(level.shape[:2]) >= SMALLEST:
        found += on_level(net, level, scale)
        level = cv2.resize(level, (level.shape[1] // 2, level.shape[0] // 2), interpolation=cv2.INTER_AREA)
        scale = level.shape[1] / picture.shape[1]
    found.sort(key=lambda f: -f[0])
    kept = []
    for _, box in found:
        if len(kept) < MOST and all(iou(box, other) < SAME for other in kept):
            kept.append(box)
    return kept


def on_level(net: SearchNet, level: np.ndarray, scale: float):
    height, width = level.shape[:2]
    padded = cv2.copyMakeBorder(level, 0, -height % STRIDE, 0, -width % STRIDE, cv2.BORDER_REPLICATE)
    with torch.no_grad():
        x = torch.from_numpy(padded).permute(2, 0, 1)[None].float().div_(255)
        answer = net(x.contiguous(memory_format=torch.channels_last))[0].numpy()
    for row, column in np.argwhere(answer[0] >= LEAST_SCORE):
        score, left, top, right, bottom = answer[:, row, column]
        x0, y0 = (column + 0.5) * STRIDE, (row + 0.5) * STRIDE
        yield score, ((x0 - left) / scale, (y0 - top) / scale, (left + right) / scale, (top + bottom) / scale)
