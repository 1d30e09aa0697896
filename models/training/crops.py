"""Training samples cut from scenes: crops at pyramid scale for SearchNet, windows for VerifyNet. Kept as arrays in one folder."""

import random
from pathlib import Path

import numpy as np

from nets import KINDS, VERIFY_SIDE, WINDOW
from scenes import MOST_HIDDEN, Scene, cut, iou, size

SEARCH_CROP = 144
"""Pixels kept per search crop; training cuts a smaller one out of it."""

FOUND = (10.0, 30.0)
"""Pixels: sizes of marks that SearchNet has to find at one level of the pyramid; levels are a factor of two apart."""

LEFT_OPEN = (7.0, 56.0)
"""Pixels: sizes beyond FOUND, up to these, are neither asked for nor forbidden: a neighbouring level is in charge."""

MOST_BOXES = 12

VERIFY_CROP = 96
"""Pixels kept per verify window: half as much again as VerifyNet sees, so that training can shift, turn and zoom."""

CLOSE = 0.5
"""Intersection over union from which a place counts as the mark (the usual limit of AP50)."""
FAR = 0.3
"""Intersection over union below which a place is none; between the two it is not used."""


def search_crops(scene: Scene, dice: random.Random) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pairs of crop (144, 144, 4) uint8 and boxes (12, 5) float32: state (1 find, -1 leave open, 0 unused), x, y, width, height."""
    picture = scene.picture()
    height, width = picture.shape[:2]
    wanted = []
    for mark in scene.marks:
        if mark.hidden > MOST_HIDDEN:
            continue
        for _ in range(2):
            scale = min(1.25, dice.uniform(*FOUND) / size(mark.box))
            wanted.append((mark.box, scale))
    for box in dice.sample(scene.look_alikes, min(2, len(scene.look_alikes))):
        wanted.append((box, min(1.25, dice.uniform(10, 40) / size(box))))
    wanted.append(((dice.uniform(0, width), dice.uniform(0, height), 0, 0), 2.0 ** -dice.uniform(0, 2.5)))
    crops = []
    for (x, y, w, h), scale in wanted:
        side = SEARCH_CROP / scale
        cx = x + w / 2 + dice.uniform(-0.25, 0.25) * side
        cy = y + h / 2 + dice.uniform(-0.25, 0.25) * side
        boxes = np.zeros((MOST_BOXES, 5), np.float32)
        for i, mark in enumerate(scene.marks[:MOST_BOXES]):
            mx, my, mw, mh = mark.box
            s = size(mark.box) * scale
            clear = FOUND[0] <= s <= FOUND[1] and mark.hidden <= MOST_HIDDEN
            boxes[i] = (
                1 if clear else (-1 if s >= LEFT_OPEN[0] else 0),
                (mx - cx) * scale + SEARCH_CROP / 2,
                (my - cy) * scale + SEARCH_CROP / 2,
                mw * scale,
                mh * scale,
            )
        crops.append((cut(picture, cx, cy, side, SEARCH_CROP), boxes))
    return crops


def window(picture: np.ndarray, box) -> np.ndarray:
    """What is kept of a place for VerifyNet: (96, 96, 4) uint8."""
    x, y, w, h = box
    side = WINDOW * max(w, h) * VERIFY_CROP / VERIFY_SIDE
    return cut(picture, x + w / 2, y + h / 2, side, VERIFY_CROP)


def verify_sample(scene: Scene, picture: np.ndarray, box) -> tuple[np.ndarray, np.ndarray] | None:
    """The window of a place and its truth (5,): kind (last = none), then the mark's box in the window's 0..1; None where unclear."""
    x, y, w, h = box
    if max(w, h) < 6:
        return None
    best = max(scene.marks, key=lambda m: iou(m.box, box), default=None)
    overlap = iou(best.box, box) if best else 0.0
    if best and FAR <= overlap and (overlap < CLOSE or best.hidden > MOST_HIDDEN):
        return None
    truth = np.zeros(5, np.float32)
    truth[0] = len(KINDS)
    if best and overlap >= CLOSE:
        side = WINDOW * max(w, h) * VERIFY_CROP / VERIFY_SIDE
        mx, my, mw, mh = best.box
        truth[:] = (
            best.kind,
            (mx - x - w / 2) / side + 0.5,
            (my - y - h / 2) / side + 0.5,
            mw / side,
            mh / side,
        )
    return window(picture, box), truth


def verify_crops(scene: Scene, dice: random.Random, proposed) -> list[tuple[np.ndarray, np.ndarray]]:
    """Samples about the marks, the look-alikes, chance places and the places `proposed` by SearchNet (boxes)."""
    picture = scene.picture()
    height, width = picture.shape[:2]
    places = list(proposed)
    for mark in scene.marks:
        if mark.hidden <= MOST_HIDDEN:
            places += [jittered(mark.box, dice, 0.12), jittered(mark.box, dice, 0.2)]
    for box in scene.look_alikes:
        places.append(jittered(box, dice, 0.12))
    s = 2.0 ** dice.uniform(3.3, 8)
    places.append((dice.uniform(0, width) - s / 2, dice.uniform(0, height) - s / 2, s, s))
    return [sample for place in places if (sample := verify_sample(scene, picture, place))]


def jittered(box, dice: random.Random, by: float) -> tuple[float, float, float, float]:
    """The box moved and resized by up to `by` of its size."""
    x, y, w, h = box
    k = 2.0 ** dice.uniform(-2 * by, 2 * by)
    cx = x + w / 2 + dice.uniform(-by, by) * w
    cy = y + h / 2 + dice.uniform(-by, by) * h
    return cx - k * w / 2, cy - k * h / 2, k * w, k * h


class Kept:
    """Samples of one kind in a folder, in shards of two arrays (pictures memory-mapped, truth in memory)."""

    def __init__(self, folder: Path, name: str):
        shards = sorted(folder.glob(f"{name}-*-truth.npy"))
        self.truth = np.concatenate([np.load(s) for s in shards])
        self.pictures = [np.load(str(s).replace("-truth", "-pictures"), mmap_mode="r") for s in shards]
        self.starts = np.cumsum([0] + [len(p) for p in self.pictures])

    def __len__(self) -> int:
        return len(self.truth)

    def picture(self, i: int) -> np.ndarray:
        shard = int(np.searchsorted(self.starts, i, side="right")) - 1
        return self.pictures[shard][i - self.starts[shard]]


def keep(folder: Path, name: str, shard: int, samples: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Writes one shard; the truth is written last, so that a shard without it counts as not there."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{name}-{shard:04d}-pictures.npy", np.stack([p for p, _ in samples]))
    np.save(folder / f"{name}-{shard:04d}-truth.npy", np.stack([t for _, t in samples]))
