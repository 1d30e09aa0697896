"""Trains the mark detector from drawn scenes and writes both networks as ONNX.

    python models/training/train.py --scenes DIR --validation DIR --work DIR [--search-steps N] [--verify-steps N]

Every step leaves its result in the work folder and is skipped when that is there; training goes on from its last checkpoint.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import propose
from crops import SEARCH_CROP, VERIFY_CROP, Kept, keep, search_crops, verify_crops
from export import export
from light import relit
from nets import KINDS, STRIDE, VERIFY_SIDE, SearchNet, VerifyNet
from scenes import read_scenes

SHARD = 250
"""Scenes per shard of samples."""
SEARCH_SIDE = 112
"""Pixels: side of the crops SearchNet is trained on."""
BATCH = 64
CHECKPOINT = 250
"""Steps between two checkpoints."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--scenes", type=Path, required=True, help="training scenes (draw-set.ts)")
    options.add_argument("--validation", type=Path, required=True, help="validation scenes, other seeds")
    options.add_argument("--work", type=Path, required=True, help="samples, checkpoints and networks")
    options.add_argument("--search-steps", type=int, default=9000)
    options.add_argument("--verify-steps", type=int, default=24000)
    options.add_argument("--from", dest="earlier", type=Path, help="work folder of an earlier run to start from")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--bf16", action="store_true", help="for processors with AMX: twice as fast")
    args = options.parse_args()
    HALF["enabled"] = args.bf16
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    for name, folder in (("train", args.scenes), ("validation", args.validation)):
        make_samples(folder, args.work / name, "search", search_crops)
    search = train(begun(SearchNet(), "search", args.earlier), "search", args.work, args.search_steps, search_batch, search_loss)
    for name, folder in (("train", args.scenes), ("validation", args.validation)):
        make_samples(
            folder,
            args.work / name,
            "verify",
            lambda scene, dice: verify_crops(scene, dice, propose.places(search, scene.picture(), dice)),
        )
    verify = train(begun(VerifyNet(), "verify", args.earlier), "verify", args.work, args.verify_steps, verify_batch, verify_loss)
    export(search, verify, args.work)


def begun(net, name: str, earlier: Path | None):
    """The network as an earlier run left it; untrained where there was none."""
    if earlier:
        net.load_state_dict(torch.load(earlier / f"{name}.pt")["net"])
    return net


def make_samples(scenes: Path, folder: Path, name: str, cut) -> None:
    """Cuts the samples of all scenes, shard by shard; shards that are there already stay."""
    listed = read_scenes(scenes)
    for shard in range(0, len(listed), SHARD):
        if (folder / f"{name}-{shard // SHARD:04d}-truth.npy").exists():
            continue
        dice = random.Random(shard)
        keep(folder, name, shard // SHARD, [s for scene in listed[shard : shard + SHARD] for s in cut(scene, dice)])
        print(f"{name} samples of {min(shard + SHARD, len(listed))}/{len(listed)} scenes", flush=True)


def train(net, name: str, work: Path, steps: int, batch_of, loss_of):
    """Trains with AdamW under a one-cycle rate; goes on from `work/NAME.pt` where there is one."""
    checkpoint = work / f"{name}.pt"
    net = net.to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-2)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=4e-3, total_steps=steps + 1, pct_start=0.1)
    step = 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        rate.load_state_dict(state["rate"])
        step = state["step"]
    if step >= steps:
        return net.eval()
    samples, held_out = Kept(work / "train", name), Kept(work / "validation", name)
    print(f"{name}: {len(samples)} samples, {len(held_out)} held out", flush=True)
    start, running = time.time(), []
    while step < steps:
        net.train()
        for _ in range(min(CHECKPOINT, steps - step)):
            picked = np.random.randint(0, len(samples), BATCH)
            loss = loss_of(net, *batch_of(samples, picked, augment=True))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            rate.step()
            running.append(loss.item())
            step += 1
        net.eval()
        with torch.no_grad():
            fixed = np.random.RandomState(0)
            picks = [fixed.randint(0, len(held_out), BATCH) for _ in range(12)]
            measured = np.mean([loss_of(net, *batch_of(held_out, p, augment=False)).item() for p in picks])
        state = {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "rate": rate.state_dict(), "step": step}
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").rename(checkpoint)
        line = f"{name} step {step}/{steps} loss {np.mean(running):.4f} held out {measured:.4f} {time.time() - start:.0f} s"
        print(line, flush=True)
        running = []
    return net.eval()


HALF = {"enabled": False}
"""Whether the convolutions run in bfloat16: twice as fast on processors that have AMX, slower on others."""


def answers(net, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16, **HALF):
        first, second = net.logits(x)
    return first.float(), second.float()


def to_batch(pictures: list[np.ndarray]) -> torch.Tensor:
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float().div_(255)


def search_batch(samples: Kept, picked, augment: bool) -> tuple[torch.Tensor, np.ndarray]:
    pictures, boxes = [], samples.truth[picked].copy()
    for i, sample in enumerate(picked):
        room = SEARCH_CROP - SEARCH_SIDE
        left, top = np.random.randint(0, room + 1, 2) if augment else (room // 2, room // 2)
        pictures.append(samples.picture(sample)[top : top + SEARCH_SIDE, left : left + SEARCH_SIDE])
        boxes[i, :, 1] -= left
        boxes[i, :, 2] -= top
    x = to_batch(pictures)
    return (relit(x) if augment else x).contiguous(memory_format=torch.channels_last), boxes


CENTRE = 0.22
"""Share of a mark's width and height, to each side of its middle, in which a cell answers for it (as in FCOS centre sampling)."""
HALO = 0.42
"""The same for cells that need not answer but may."""


def search_loss(net: SearchNet, x: torch.Tensor, boxes: np.ndarray) -> torch.Tensor:
    """Focal loss on the cells (Lin et al. 2017) and generalised IoU loss on the boxes of the answering ones."""
    score, distance = answers(net, x)
    n, _, rows, columns = score.shape
    b = torch.from_numpy(boxes)
    cy, cx = torch.meshgrid((torch.arange(rows) + 0.5) * STRIDE, (torch.arange(columns) + 0.5) * STRIDE, indexing="ij")
    middle_x, middle_y = b[..., 1] + b[..., 3] / 2, b[..., 2] + b[..., 4] / 2

    def within(share: float, least: float) -> torch.Tensor:
        reach_x = torch.clamp(b[..., 3] * share, min=least)[..., None, None]
        reach_y = torch.clamp(b[..., 4] * share, min=least)[..., None, None]
        return ((cx - middle_x[..., None, None]).abs() <= reach_x) & ((cy - middle_y[..., None, None]).abs() <= reach_y)

    wanted, open_ = (b[..., 0] == 1)[..., None, None], (b[..., 0] == -1)[..., None, None]
    answering = within(CENTRE, STRIDE / 2 + 0.01) & wanted
    positive = answering.any(dim=1)
    free = ((within(HALO, STRIDE) & wanted) | (within(0.5, STRIDE / 2) & open_)).any(dim=1) & ~positive
    logits = score[:, 0]
    target = positive.float()
    cross = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    p = torch.sigmoid(logits)
    focal = cross * torch.where(positive, 0.75 * (1 - p) ** 2, 0.25 * p**2)
    total = (focal * (~free).float()).sum() / positive.sum().clamp(min=1)
    if positive.any():
        owner = answering.float().argmax(dim=1)
        image, row, column = positive.nonzero(as_tuple=True)
        mine = b[image, owner[image, row, column]]
        x0, y0 = cx[row, column], cy[row, column]
        truth = torch.stack(
            [x0 - mine[:, 1], y0 - mine[:, 2], mine[:, 1] + mine[:, 3] - x0, mine[:, 2] + mine[:, 4] - y0], dim=1
        )
        total = total + giou_loss(distance[image, :, row, column], truth)
    return total


def giou_loss(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """1 − generalised IoU (Rezatofighi et al. 2019) of boxes given as (left, top, right, bottom) distances from one point each."""
    # A box turned inside out has no area, whatever the product of its sides.
    area = lambda d: ((d[:, 0] + d[:, 2]).clamp(min=1e-3) * (d[:, 1] + d[:, 3]).clamp(min=1e-3))
    inner, outer = torch.minimum(a, b), torch.maximum(a, b)
    common = (inner[:, 0] + inner[:, 2]).clamp(min=0) * (inner[:, 1] + inner[:, 3]).clamp(min=0)
    union = area(a) + area(b) - common
    return (1 - common / union + (area(outer) - union) / area(outer)).mean()


def verify_batch(samples: Kept, picked, augment: bool) -> tuple[torch.Tensor, torch.Tensor]:
    x = to_batch([samples.picture(i) for i in picked])
    truth = torch.from_numpy(samples.truth[picked].copy())
    n = len(picked)
    zoom, shift, turn = torch.ones(n), torch.zeros(n, 2), torch.zeros(n)
    if augment:
        zoom = torch.exp(torch.empty(n).uniform_(-0.22, 0.22))
        shift = torch.empty(n, 2).uniform_(-0.08, 0.08)
        turn = torch.empty(n).normal_(0, 0.12)
    share = VERIFY_SIDE / VERIFY_CROP
    cos, sin = torch.cos(turn) * zoom * share, torch.sin(turn) * zoom * share
    to_kept = torch.stack(
        [torch.stack([cos, -sin, 2 * shift[:, 0]], 1), torch.stack([sin, cos, 2 * shift[:, 1]], 1)], 1
    )
    grid = F.affine_grid(to_kept, [n, 4, VERIFY_SIDE, VERIFY_SIDE], align_corners=False)
    x = F.grid_sample(x, grid, padding_mode="border", align_corners=False)
    moved = truth.clone()
    for axis in (0, 1):
        moved[:, 1 + axis] = (truth[:, 1 + axis] - 0.5 - shift[:, axis]) / (zoom * share) + 0.5
        moved[:, 3 + axis] = truth[:, 3 + axis] / (zoom * share)
    return (relit(x) if augment else x).contiguous(memory_format=torch.channels_last), moved


def verify_loss(net: VerifyNet, x: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Cross entropy on the kind and generalised IoU loss on the box of marks."""
    kind, box = answers(net, x)
    target = truth[:, 0].long()
    total = F.cross_entropy(kind, target, label_smoothing=0.02)
    mark = target < len(KINDS)
    if mark.any():
        x0, y0, w, h = truth[mark, 1], truth[mark, 2], truth[mark, 3], truth[mark, 4]
        sides = torch.stack([x0, y0, x0 + w, y0 + h], dim=1).clamp(0, 1)
        found = box[mark]
        flip = torch.tensor([-1.0, -1.0, 1.0, 1.0])
        total = total + giou_loss((found - 0.5) * flip, (sides - 0.5) * flip)
    return total


if __name__ == "__main__":
    main()
