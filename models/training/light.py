"""Changes of light, colour and sharpness that a camera, a copier or a printer makes; applied to batches while training."""

import torch
from torch.nn import functional as F

NOISE = torch.randn(1 << 23)
"""Sensor noise is taken out of this at random places: drawing it anew took more time than the network."""


def some(n: int, p: float) -> torch.Tensor:
    """Which of n pictures are changed, each with probability p."""
    return (torch.rand(n) < p).nonzero()[:, 0]


def between(n: int, low: float, high: float, channels: int = 1) -> torch.Tensor:
    return low + (high - low) * torch.rand(n, channels, 1, 1)


def relit(x: torch.Tensor) -> torch.Tensor:
    """Pictures (N, 4, H, W) in 0..1 under another light: same shapes, same places."""
    n = x.shape[0]
    x = x ** torch.exp(between(n, -0.35, 0.35))
    x *= between(n, 0.75, 1.15) * (1 + between(n, -0.08, 0.08, 4))
    x = torch.lerp(x.mean(dim=(2, 3), keepdim=True), x, between(n, 0.6, 1.25))
    faded = some(n, 0.12)
    colours = x[faded, :3]
    x[faded, :3] = torch.lerp(colours, colours.mean(dim=1, keepdim=True), between(len(faded), 0.3, 1.0))
    swapped = some(n, 0.04)
    x[swapped, :3] = x[swapped, :3].roll(1, dims=1)
    blurred = some(n, 0.5)
    sharp = x[blurred]
    soft = F.avg_pool2d(F.pad(sharp, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    x[blurred] = torch.lerp(sharp, soft, between(len(blurred), -0.4, 0.7))
    start = int(torch.randint(0, len(NOISE) - x.numel(), ()))
    noise = NOISE[start : start + x.numel()].view(n, x.shape[2], x.shape[3], x.shape[1]).permute(0, 3, 1, 2)
    return x.addcmul_(noise, between(n, 0.0, 0.03)).clamp_(0, 1)
