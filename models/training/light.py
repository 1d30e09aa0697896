"""Changes of light, colour and sharpness that a camera, a copier or a printer makes; applied to batches while training."""

import torch
from torch.nn import functional as F


def chance(n: int, p: float) -> torch.Tensor:
    return (torch.rand(n, 1, 1, 1) < p).float()


def between(n: int, low: float, high: float, channels: int = 1) -> torch.Tensor:
    return low + (high - low) * torch.rand(n, channels, 1, 1)


def relit(x: torch.Tensor) -> torch.Tensor:
    """Pictures (N, 3, H, W) in 0..1 under another light: same shapes, same places."""
    n = x.shape[0]
    x = x ** torch.exp(between(n, -0.35, 0.35))
    x = x * between(n, 0.75, 1.15) * (1 + between(n, -0.08, 0.08, 3))
    middle = x.mean(dim=(2, 3), keepdim=True)
    x = middle + (x - middle) * between(n, 0.6, 1.25)
    grey = x.mean(dim=1, keepdim=True)
    x = torch.lerp(x, grey.expand_as(x), chance(n, 0.12) * between(n, 0.3, 1.0))
    x = torch.lerp(x, x.roll(1, dims=1), chance(n, 0.04))
    x = torch.lerp(x, 1 - x, chance(n, 0.03))
    soft = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    x = torch.lerp(x, soft, between(n, -0.4, 0.7) * chance(n, 0.5))
    return (x + torch.randn_like(x) * between(n, 0.0, 0.03)).clamp(0, 1)
