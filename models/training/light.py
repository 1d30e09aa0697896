"""Changes of light, colour and sharpness that a camera, a copier or a printer makes; applied to batches while training."""

import torch
from torch.nn import functional as F


def chance(n: int, p: float) -> torch.Tensor:
    return (torch.rand(n, 1, 1, 1) < p).float()


def between(n: int, low: float, high: float, channels: int = 1) -> torch.Tensor:
    return low + (high - low) * torch.rand(n, channels, 1, 1)


def relit(x: torch.Tensor) -> torch.Tensor:
    """Pictures (N, 4, H, W) in 0..1 under another light: same shapes, same places."""
    n = x.shape[0]
    x = x ** torch.exp(between(n, -0.35, 0.35))
    x = x * between(n, 0.75, 1.15) * (1 + between(n, -0.08, 0.08, 4))
    middle = x.mean(dim=(2, 3), keepdim=True)
    x = middle + (x - middle) * between(n, 0.6, 1.25)
    colours, paper = x[:, :3], x[:, 3:]
    grey = colours.mean(dim=1, keepdim=True)
    colours = torch.lerp(colours, grey.expand_as(colours), chance(n, 0.12) * between(n, 0.3, 1.0))
    colours = torch.lerp(colours, colours.roll(1, dims=1), chance(n, 0.04))
    x = torch.cat([colours, paper], dim=1)
    soft = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    x = torch.lerp(x, soft, between(n, -0.4, 0.7) * chance(n, 0.5))
    return (x + torch.randn_like(x) * between(n, 0.0, 0.03)).clamp(0, 1)
