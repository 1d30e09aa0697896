"""The two networks of the mark detector.

SearchNet looks over the whole page and proposes places; VerifyNet looks at one place closely and says which mark it is, if any.
Both are plain convolutional networks trained from scratch. Pictures have values in 0..1 and shape (N, 4, H, W): red, green, blue and
the paper without its print (`scenes.paper_of`).
"""

import torch
from torch import nn
from torch.nn import functional as F

KINDS = (
    "national-emblem",
    "party-emblem",
    "police-badge",
    "procuratorate-badge",
    "court-badge",
    "market-regulation-badge",
    "national-flag",
)
"""Classes of VerifyNet in the order of its scores; the class after the last is "none of them"."""

STRIDE = 8
"""Pixels of the picture per cell of SearchNet's answer."""

UNIT = 20.0
"""Pixels: the size of mark that SearchNet's box regression is centred on; pyramid levels bring every mark near it."""

VERIFY_SIDE = 64
"""Pixels: width and height of the window VerifyNet looks at."""

WINDOW = 1.4
"""Side of that window over the longer side of the place that is looked at."""


def unit(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Two 3×3 convolutions around a skip connection (He et al. 2015)."""

    def __init__(self, channels: int):
        super().__init__()
        self.first = unit(channels, channels)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(x + self.second(self.first(x)))


class WithLocalContrast(nn.Module):
    """Colours, grey and paper (N, 5, H, W); grey and paper are freed of their surroundings' mean and contrast, so that a pale mark is
    as strong as a dark one.

    Mean and deviation are taken over three cells of `STRIDE` pixels, so that they cost little on a whole page.
    """

    LEAST_DEVIATION = torch.tensor([0.02, 0.01])[:, None, None]
    """Grey 0..1: deviation of sensor noise on blank paper, and the lower one of paper without print; below it nothing is amplified."""

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        colours, paper = picture[:, :3], picture[:, 3:]
        grey = torch.cat([colours.mean(dim=1, keepdim=True), paper], dim=1)
        blur = lambda v: F.avg_pool2d(F.avg_pool2d(v, STRIDE), 3, stride=1, padding=1, count_include_pad=False)
        mean, square = blur(grey), blur(grey * grey)
        deviation = torch.sqrt(torch.clamp(square - mean * mean, min=0.0) + self.LEAST_DEVIATION**2)
        wide = lambda v: F.interpolate(v, scale_factor=STRIDE, mode="bilinear", align_corners=False)
        contrast = torch.clamp((grey - wide(mean)) / wide(deviation), -3.0, 3.0)
        return torch.cat([(colours - 0.5) * 4.0, contrast], dim=1)


class SearchNet(nn.Module):
    """(N, 4, H, W) with H and W multiples of 8 → (N, 5, H/8, W/8).

    Channel 0: probability that a mark of 12 to 28 px is centred in the cell. Channels 1..4: its box, as
    (left, top, right, bottom) distances from the cell's middle, px.
    """

    def __init__(self):
        super().__init__()
        self.contrast = WithLocalContrast()
        self.body = nn.Sequential(
            unit(5, 16, stride=2),
            unit(16, 24, stride=2),
            unit(24, 24),
            unit(24, 56, stride=2),
            Residual(56),
            Residual(56),
            unit(56, 64),
        )
        self.score = nn.Conv2d(64, 1, 1)
        self.box = nn.Conv2d(64, 4, 1)
        nn.init.constant_(self.score.bias, -4.0)

    def logits(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = self.body(self.contrast(x))
        return self.score(features), torch.exp(torch.clamp(self.box(features), -3.0, 3.0)) * (UNIT / 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        score, box = self.logits(x)
        return torch.cat([torch.sigmoid(score), box], dim=1)


class VerifyNet(nn.Module):
    """(N, 4, 64, 64) → (N, 8 + 4): probabilities of the kinds and of none, then the box as left, top, right, bottom in 0..1 of the window."""

    def __init__(self):
        super().__init__()
        self.contrast = WithLocalContrast()
        self.body = nn.Sequential(
            unit(5, 32, stride=2),
            Residual(32),
            unit(32, 64, stride=2),
            Residual(64),
            unit(64, 128, stride=2),
            Residual(128),
            unit(128, 160, stride=2),
            Residual(160),
        )
        self.pool = nn.Sequential(nn.Flatten(), nn.Dropout(0.2), nn.Linear(160 * 16, 192), nn.ReLU(inplace=True))
        self.kind = nn.Linear(192, len(KINDS) + 1)
        self.box = nn.Linear(192, 4)

    def logits(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = self.pool(self.body(self.contrast(x)))
        return self.kind(features), torch.sigmoid(self.box(features))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        kind, box = self.logits(x)
        return torch.cat([torch.softmax(kind, dim=1), box], dim=1)
