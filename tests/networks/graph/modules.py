"""Modules of many kinds, as people write them."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its customary name


class Lambda(nn.Module):
    """A module from parts and a function of them and the input."""

    def __init__(self, forward: Callable[..., Tensor], **parts: nn.Module | nn.Parameter | Tensor) -> None:
        super().__init__()
        self.function = forward
        for name, part in parts.items():
            if isinstance(part, Tensor) and not isinstance(part, nn.Parameter):
                self.register_buffer(name, part)
            else:
                setattr(self, name, part)

    def forward(self, x: Tensor) -> Tensor:
        return self.function(self, x)


def mlp(*activations: nn.Module) -> nn.Module:
    layers: list[nn.Module] = []
    for activation in activations:
        layers += [nn.Linear(6, 6), activation]
    return nn.Sequential(*layers, nn.Dropout(0.5), nn.Identity(), nn.Linear(6, 3))


def residual() -> nn.Module:
    def forward(m: nn.Module, x: Tensor) -> Tensor:
        x = F.relu(m.bn(m.conv(x)), inplace=True)
        y = m.norm(m.depthwise(x))
        x += m.point(F.hardswish(y)) + m.skip_norm(m.skip(x))
        return m.head(F.adaptive_avg_pool2d(F.relu_(x), 1).view(x.size(0), -1))

    return Lambda(
        forward,
        conv=nn.Conv2d(2, 4, 3, padding=1, bias=False),
        bn=nn.BatchNorm2d(4),
        depthwise=nn.Conv2d(4, 4, 3, padding=1, groups=4),
        norm=nn.BatchNorm2d(4, affine=False),
        point=nn.Conv2d(4, 4, 1),
        skip=nn.Conv2d(4, 4, 1),
        skip_norm=nn.BatchNorm2d(4),
        head=nn.Linear(4, 3),
    )


def siren() -> nn.Module:
    return Lambda(lambda m, x: m.b(torch.sin(30 * m.a(x))), a=nn.Linear(3, 8), b=nn.Linear(8, 1))


def fourier() -> nn.Module:
    def forward(m: nn.Module, x: Tensor) -> Tensor:
        turns = 2 * torch.pi * x @ m.B.t()
        return m.out(torch.cat([turns.sin(), turns.cos()], -1))

    return Lambda(forward, B=torch.randn(5, 3), out=nn.Linear(10, 2))


def mixer() -> nn.Module:
    def forward(m: nn.Module, x: Tensor) -> Tensor:
        x = x + torch.einsum("btc,ts->bsc", F.gelu(m.norm(x), approximate="tanh"), m.tokens)
        return m.act(m.channels(x)).mean(1)

    tokens = nn.Parameter(torch.randn(5, 5))
    return Lambda(forward, norm=nn.LayerNorm(6), tokens=tokens, channels=nn.Linear(6, 4), act=nn.PReLU(5))


def positions() -> nn.Module:
    def forward(m: nn.Module, x: Tensor) -> Tensor:
        n = x.shape[0]
        x = torch.cat([m.cls.expand(n, -1, -1), x], 1) + m.embed(m.ids)
        return m.out(m.attention(x, x, x)[0][:, 0])

    return Lambda(
        forward,
        cls=nn.Parameter(torch.randn(1, 1, 8)),
        ids=torch.arange(6),
        embed=nn.Embedding(6, 8),
        attention=nn.MultiheadAttention(8, 2, batch_first=True),
        out=nn.Linear(8, 3),
    )


def upsampled() -> nn.Module:
    def forward(m: nn.Module, x: Tensor) -> Tensor:
        x = F.interpolate(m.conv(x), scale_factor=2, mode="bilinear", align_corners=False)
        x = F.interpolate(F.pad(x, (1, 1)), size=(3, 4)) + torch.tensor([1.0, 2.0, 3.0, 4.0])
        return m.up(m.norm(x)).to(torch.float64).float().amax((2, 3))

    return Lambda(forward, conv=nn.Conv2d(2, 4, 3), norm=nn.GroupNorm(2, 4), up=nn.ConvTranspose2d(4, 3, 2, 2))


def recurrent(layer: type[nn.LSTM | nn.GRU]) -> nn.Module:
    both = layer(6, 4, 2, batch_first=True, bidirectional=True, dropout=0.2)
    return Lambda(lambda m, x: m.out(m.rnn(x)[0][:, -1]), rnn=both, out=nn.Linear(8, 2))


def tied() -> nn.Module:
    net = nn.Sequential(nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 4))
    net[2].weight = net[0].weight
    return net


def unfoldable() -> nn.Module:
    shared = nn.BatchNorm1d(6)
    return nn.Sequential(nn.BatchNorm1d(6), nn.Linear(6, 6), shared, nn.SELU(), nn.Linear(6, 6), shared, nn.Softmax(1))


IMAGE, TOKENS, VECTOR = (2, 8, 8), (5, 6), (6,)
KINDS: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...]]] = {
    "smooth mlp": (
        lambda: mlp(nn.GELU(), nn.Tanh(), nn.SiLU(inplace=True), nn.ELU(), nn.Softplus(), nn.Mish()),
        VECTOR,
    ),
    "cut mlp": (lambda: mlp(nn.LeakyReLU(), nn.ReLU6(), nn.Hardtanh(), nn.CELU(), nn.Softsign(), nn.RReLU()), VECTOR),
    "layer norm": (lambda: nn.Sequential(nn.Linear(6, 6), nn.LayerNorm(6), nn.GLU(), nn.LogSoftmax(-1)), VECTOR),
    "residual, batch norm folded": (residual, IMAGE),
    "batch norm that cannot be folded": (unfoldable, VECTOR),
    "transformer layer": (lambda: nn.TransformerEncoderLayer(6, 2, 12, batch_first=True, norm_first=True), TOKENS),
    "transformer": (lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(6, 3, 8, batch_first=True), 2), TOKENS),
    "attention, class token, position ids": (positions, (5, 8)),
    "conv1d": (
        lambda: nn.Sequential(
            nn.Conv1d(5, 4, 3, padding="same"), nn.BatchNorm1d(4), nn.ReLU(True), nn.AdaptiveMaxPool1d(2), nn.Flatten()
        ),
        TOKENS,
    ),
    "conv3d": (
        lambda: nn.Sequential(nn.Conv3d(1, 2, 3), nn.BatchNorm3d(2), nn.AvgPool3d(2), nn.Flatten()),
        (1, 6, 6, 6),
    ),
    "siren": (siren, (3,)),
    "fourier features": (fourier, (3,)),
    "einsum mixer": (mixer, TOKENS),
    "upsampled, constants, casts": (upsampled, IMAGE),
    "instance norm": (
        lambda: nn.Sequential(nn.Conv2d(2, 3, 3), nn.InstanceNorm2d(3, affine=True), nn.Flatten()),
        IMAGE,
    ),
    "weight norm": (lambda: nn.Sequential(nn.utils.parametrizations.weight_norm(nn.Linear(6, 3)), nn.Tanh()), VECTOR),
    "lstm": (lambda: recurrent(nn.LSTM), TOKENS),
    "gru": (lambda: recurrent(nn.GRU), TOKENS),
    "tied": (tied, (4,)),
}


def lively(net: nn.Module) -> nn.Module:
    """With statistics and scales as training leaves them."""
    for part in net.modules():
        if isinstance(part, nn.modules.batchnorm._BatchNorm):
            assert part.running_mean is not None
            assert part.running_var is not None
            part.running_mean.normal_()
            part.running_var.uniform_(0.5, 2)
            if part.affine:
                nn.init.uniform_(part.weight, 0.5, 2)
                nn.init.normal_(part.bias)
    return net.eval()
