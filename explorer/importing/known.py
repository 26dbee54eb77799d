"""Architectures that public zoos are made of, so that nobody needs to write a file for them.

Each is described in the source that its docstring names, and written anew here, with the names that the zoo's files
give to its tensors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.errors import DataError

Setting = bool | int | float | str | tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """A known architecture with its settings.

    Attributes:
        maker: one of `MAKERS`.
        name: as people call it.
        input: shape of an example.
        settings: arguments of the maker, in order of their names.
        domain: what its inputs are: "normal" (a standard normal distribution), "cube" (-1 to 1 in each), "images".
    """

    maker: str
    name: str
    input: tuple[int, ...]
    settings: tuple[tuple[str, Setting], ...] = ()
    domain: str = "normal"

    def module(self) -> nn.Module:
        """A fresh network.

        Raises:
            DataError: the settings are not possible.
        """
        return MAKERS[self.maker](**dict(self.settings))


def known(maker: str, name: str, shape: tuple[int, ...], domain: str = "normal", **settings: Setting) -> Known:
    """A known architecture."""
    return Known(maker, name, shape, tuple(sorted(settings.items())), domain)


ACTIVATIONS: Mapping[str, Callable[[], nn.Module]] = {
    "relu": nn.ReLU,
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
    "selu": nn.SELU,
    "elu": nn.ELU,
    "celu": nn.CELU,
    "gelu": nn.GELU,
    "silu": nn.SiLU,
    "leaky_relu": nn.LeakyReLU,
}


def activation_of(name: str) -> nn.Module:
    """The activation of this name, as the zoos write it.

    Raises:
        DataError: there is none.
    """
    key = {"leakyrelu": "leaky_relu", "swish": "silu"}.get(name.lower(), name.lower())
    if key not in ACTIVATIONS:
        raise DataError(f"Unknown activation {name!r}.", f"Known ones: {', '.join(ACTIVATIONS)}.")
    return ACTIVATIONS[key]()


class _SmallCnn(nn.Module):
    """The network of Google's Small CNN Zoo (google-research, `dnn_predict_accuracy/train_network.py`, build_cnn).

    Three convolutions of 3 x 3 and stride 2 without padding, the mean over all places, one linear layer.

    Args:
        activation: after each convolution.
        channels: of the images; 1: they are grey.
        width: of each convolution.
        layers: convolutions.
        classes: outputs.
    """

    def __init__(self, activation: str, channels: int = 1, width: int = 16, layers: int = 3, classes: int = 10) -> None:
        super().__init__()
        widths = [channels, *[width] * layers]
        self.convs = nn.ModuleList(nn.Conv2d(fan_in, fan_out, 3, 2) for fan_in, fan_out in pairwise(widths))
        self.act = activation_of(activation)
        self.dense = nn.Linear(width, classes)

    def forward(self, x: Tensor) -> Tensor:
        for conv in self.convs:
            x = self.act(conv(x))
        logits: Tensor = self.dense(x.mean((2, 3)))
        return logits


class _ModelZooNet(nn.Module):
    """The networks of the model zoos (ModelZoos/ModelZooDataset, `code/model_definitions/def_net.py`).

    Their MLPs are chains of linear layers, and known without this.

    Args:
        kind: "CNN" (28 x 28), "CNN2" (wider) or "CNN3" (32 x 32).
        nlin: the activation.
        dropout: whether there is any: it moves the layers' numbers.
        channels: of the images.
    """

    def __init__(self, kind: str, nlin: str, dropout: bool = False, channels: int = 1) -> None:
        super().__init__()
        self.module_list = nn.ModuleList()
        self.nlin = nlin
        if kind in ("CNN", "CNN2"):
            first, second, third = {"CNN": (8, 6, 4), "CNN2": (6, 9, 6)}[kind]
            self._conv(channels, first, 5, pool=True, drop=dropout)
            self._conv(first, second, 5, pool=True, drop=dropout)
            self._conv(second, third, 2, pool=False, drop=False)
            self._head(9 * third, drop=dropout)
        elif kind == "CNN3":  # its dropout layers are there at any rate
            for fan_in, fan_out in pairwise((channels, 16, 32, 15)):
                self._conv(fan_in, fan_out, 3, pool=True, drop=True)
            self._head(4 * 15, drop=True)
        else:
            raise DataError(f"Unknown network {kind!r} of the model zoos.", "Known ones: MLP, CNN, CNN2, CNN3.")

    def _conv(self, fan_in: int, fan_out: int, kernel: int, *, pool: bool, drop: bool) -> None:
        self.module_list.append(nn.Conv2d(fan_in, fan_out, kernel))
        if pool:
            self.module_list.append(nn.MaxPool2d(2, 2))
        self.module_list.append(activation_of(self.nlin))
        if drop:
            self.module_list.append(nn.Dropout())

    def _head(self, inputs: int, *, drop: bool) -> None:
        self.module_list += [nn.Flatten(), nn.Linear(inputs, 20), activation_of(self.nlin)]
        if drop:
            self.module_list.append(nn.Dropout())
        self.module_list.append(nn.Linear(20, 10))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.module_list:
            x = layer(x)
        return x


class _FoldedDeepSdf(nn.Module):
    """A decoder of DeepSDF with one code folded in: from a point to a signed distance.

    facebookresearch/DeepSDF, `networks/deep_sdf_decoder.py`; the code's part of a layer is in its bias, so that what a
    layer is given again (`latent_in`) is the point alone.

    Args:
        sizes: outputs of every layer but the last.
        again: layers that are given the point again.
        everywhere: whether all are (`xyz_in_all`).
        norms: layers with a layer norm.
        tanh: one more at the end (`use_tanh`).
    """

    def __init__(
        self,
        sizes: tuple[int, ...],
        again: tuple[int, ...] = (),
        norms: tuple[int, ...] = (),
        everywhere: bool = False,
        tanh: bool = False,
    ) -> None:
        super().__init__()
        self.again, self.everywhere, self.norms, self.tanh = again, everywhere, norms, tanh
        self.lin, self.bn = nn.ModuleDict(), nn.ModuleDict()
        fan = 3
        for k, out in enumerate((*sizes, 1)):
            self.lin[str(k)] = nn.Linear(fan + 3 * (k > 0 and (k in again or everywhere)), out)
            if k in norms and k < len(sizes):
                self.bn[str(k)] = nn.LayerNorm(out)
            fan = out

    def forward(self, xyz: Tensor) -> Tensor:
        x, last = xyz, len(self.lin) - 1
        for k, layer in enumerate(self.lin.values()):
            if k and (k in self.again or self.everywhere):
                x = torch.cat([x, xyz], 1)
            x = layer(x)
            if k < last:
                x = torch.relu(self.bn[str(k)](x) if str(k) in self.bn else x)
        return torch.tanh(torch.tanh(x) if self.tanh else x)


class _FrequencyNerf(nn.Module):
    """The radiance field of nf2vec: from a point to colour and density, before their activations.

    CVLAB-Unibo/nf2vec, `nerf2vec/config.py` and `nerf/intant_ngp.py`; tiny-cuda-nn's frequency encoding gives for each
    coordinate the sine and cosine of 2^k pi x, its fully fused network has no biases. What is padded there, the
    outputs beyond the fourth, is left out.

    Args:
        hidden: hidden layers.
        width: of each.
        octaves: of the encoding.
        bound: the scene reaches from -bound to bound.
    """

    def __init__(self, hidden: int = 4, width: int = 64, octaves: int = 24, bound: float = 0.7) -> None:
        super().__init__()
        self.bound = bound
        self.octaves: Tensor
        self.register_buffer("octaves", torch.pi * 2.0 ** torch.arange(octaves), persistent=False)
        widths = [6 * octaves, *[width] * hidden, 4]
        self.layers = nn.ModuleList(nn.Linear(a, b, bias=False) for a, b in pairwise(widths))

    def forward(self, points: Tensor) -> Tensor:
        unit = (points + self.bound) / (2 * self.bound)
        angles = unit[:, :, None] * self.octaves  # n, 3, octaves
        x = torch.stack([angles.sin(), angles.cos()], 3).flatten(1)
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        out: Tensor = self.layers[-1](x)
        return out


class _PaperLeNet(nn.Module):
    """LeNetLike of NetSpace's own code (CVLAB-Unibo/netspace, `models/lenetlike.py`).

    Args:
        large: for images of 64 x 64 and 200 classes (TinyImageNet), else of 32 x 32 and 10 (CIFAR-10).
    """

    def __init__(self, large: bool = False) -> None:
        super().__init__()
        widths = (3, 4, 8, 16) if large else (3, 6, 16)
        for k, (fan_in, fan_out) in enumerate(pairwise(widths), 1):
            padding = 2 if large and k == 1 else 0
            setattr(self, f"conv{k}", nn.Conv2d(fan_in, fan_out, 5, 2, padding))
        self.depth = len(widths) - 1
        self.fc1, self.fc2 = nn.Linear(400, 120), nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 200 if large else 10)

    def forward(self, x: Tensor) -> Tensor:
        for k in range(1, self.depth + 1):
            x = F.leaky_relu(getattr(self, f"conv{k}")(x))
        x = F.leaky_relu(self.fc2(F.leaky_relu(self.fc1(x.flatten(1)))))
        logits: Tensor = self.fc3(x)
        return logits


class _PaperVanilla(nn.Module):
    """VanillaCNN of NetSpace's own code (CVLAB-Unibo/netspace, `models/vanillacnn.py`).

    Args:
        large: as of `_PaperLeNet`.
    """

    def __init__(self, large: bool = False) -> None:
        super().__init__()
        widths = (8, 16, 32, 64, 64) if large else (8, 8, 32, 64, 64)
        strides = (2, 2, 2, 2, 2) if large else (2, 1, 2, 1, 2)
        fan = 3
        self.layers = nn.ModuleList()
        for width, stride in zip(widths, strides, strict=True):
            self.layers.append(nn.Conv2d(fan, width, 3, stride, 1))
            fan = width
        self.layers.append(nn.Linear(64 * (4 if large else 16), 200 if large else 10))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers[:-1]:
            x = F.leaky_relu(layer(x))
        logits: Tensor = self.layers[-1](x.flatten(1))
        return logits


class _Block(nn.Module):
    """Two convolutions with batch norm, and a way around them."""

    def __init__(self, fan_in: int, fan_out: int, stride: int) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(fan_in, fan_out, 3, stride, 1, bias=False), nn.BatchNorm2d(fan_out)
        self.conv2, self.bn2 = nn.Conv2d(fan_out, fan_out, 3, 1, 1, bias=False), nn.BatchNorm2d(fan_out)
        self.downsample = (
            nn.Sequential(nn.Conv2d(fan_in, fan_out, 1, stride, bias=False), nn.BatchNorm2d(fan_out))
            if stride > 1 or fan_in != fan_out
            else None
        )

    def forward(self, x: Tensor) -> Tensor:
        around = x if self.downsample is None else self.downsample(x)
        inner = self.bn2(self.conv2(F.leaky_relu(self.bn1(self.conv1(x)))))
        return F.leaky_relu(inner + around)


class _PaperResNet(nn.Module):
    """ResNets of NetSpace's own code (CVLAB-Unibo/netspace, `models/resnet.py`): torchvision's names, leaky ReLUs.

    Args:
        depth: 6n + 2.
        large: as of `_PaperLeNet`.
    """

    def __init__(self, depth: int, large: bool = False) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16)
        fan = 16
        for k, width in enumerate((16, 32, 64), 1):
            blocks = []
            for place in range((depth - 2) // 6):
                blocks.append(_Block(fan, width, 2 if k > 1 and not place else 1))
                fan = width
            setattr(self, f"layer{k}", nn.Sequential(*blocks))
        self.fc = nn.Linear(64 * (4 if large else 1), 200 if large else 10)

    def forward(self, x: Tensor) -> Tensor:
        x = F.leaky_relu(self.bn1(self.conv1(x)))
        for k in (1, 2, 3):
            x = getattr(self, f"layer{k}")(x)
        logits: Tensor = self.fc(F.avg_pool2d(x, 8).flatten(1))
        return logits


class _FlatSiren(nn.Module):
    """A Siren (Sitzmann et al. 2020) whose parameters are known as one vector: layers in order, weight before bias.

    Args:
        sizes: inputs, hidden layers, outputs.
        omega: factor on what every sine is given.
    """

    def __init__(self, sizes: tuple[int, ...], omega: float = 30.0) -> None:
        super().__init__()
        self.omega = omega
        self.layers = nn.ModuleList(nn.Linear(fan_in, fan_out) for fan_in, fan_out in pairwise(sizes))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers[:-1]:
            x = torch.sin(self.omega * layer(x))
        out: Tensor = self.layers[-1](x)
        return out


MAKERS: Mapping[str, Callable[..., nn.Module]] = {
    "small_cnn": _SmallCnn,
    "model_zoo": _ModelZooNet,
    "deepsdf": _FoldedDeepSdf,
    "nerf": _FrequencyNerf,
    "paper_lenet": _PaperLeNet,
    "paper_vanilla": _PaperVanilla,
    "paper_resnet": _PaperResNet,
    "siren": _FlatSiren,
}

PAPER = tuple(
    known(maker, name, (3, 64, 64) if large else (3, 32, 32), "images", large=large, **settings)
    for large in (False, True)
    for maker, name, settings in (
        ("paper_lenet", "LeNetLike", {}),
        ("paper_vanilla", "VanillaCNN", {}),
        ("paper_resnet", "ResNet8", {"depth": 8}),
        ("paper_resnet", "ResNet32", {"depth": 32}),
    )
)


def siren_sizes(count: int, inputs: int, outputs: int) -> tuple[int, ...] | None:
    """The layers of a Siren with hidden layers of one width and so many parameters; None: there are none such.

    With k square layers of width h: count = (inputs + 1 + outputs) h + outputs + k (h² + h). Widths are even; several k
    may fit, then the width that is divisible by the largest power of two is right.
    """
    fits = []
    for squares in range(1, 17):
        # squares h² + (inputs + 1 + outputs + squares) h - (count - outputs) = 0
        linear = inputs + 1 + outputs + squares
        width = round((-linear + (linear**2 + 4 * squares * max(0, count - outputs)) ** 0.5) / (2 * squares))
        if width > 0 and not width % 2 and squares * width**2 + linear * width + outputs == count:
            fits.append((width & -width, width, squares))
    if not fits:
        return None
    _, width, squares = max(fits)
    return (inputs, *[width] * (squares + 1), outputs)
