"""DeepSDF's experiments: one decoder and a code a shape, so a network a shape.

    DIR/specs.json                    NetworkSpecs (dims, latent_in, norm_layers, weight_norm), CodeLength, TrainSplit
    DIR/ModelParameters/1000.pth      {"epoch": 1000, "model_state_dict": the decoder's}
    DIR/LatentCodes/1000.pth          {"epoch": 1000, "latent_codes": {"weight": (shapes, CodeLength)}}, older: a tensor

Park et al. 2019, arXiv 1901.05103; facebookresearch/DeepSDF, `deep_sdf/workspace.py`, `networks/deep_sdf_decoder.py`.
A layer that is given the code z beside a point is W [z, xyz] + b = Wx xyz + (b + Wz z): with the code in the bias it is
a network from points to distances.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.checkpoints import Checkpoint, Fact, read_checkpoint
from explorer.foreign.tidying import tidied
from explorer.foreign.torchfile import load
from explorer.importing.folder import Entry, Folder, natural, read_json
from explorer.importing.found import LAST, FoundNetwork, Recognised, Refused, count_of, unique
from explorer.importing.known import Known, known

SPECS, MODELS, CODES = "specs.json", "ModelParameters", "LatentCodes"
OTHERS, LOGS = (MODELS, "OptimizerParameters"), "Logs.pth"


@dataclass(frozen=True)
class Specs:
    """What `specs.json` says of the decoder.

    Attributes:
        code: numbers of a shape's code.
        dims: sizes of its layers, as DeepSDF has them.
        again: layers that are given code and point again.
        norms: layers with a layer norm.
        everywhere: whether all layers are given the point again.
        tanh: whether it ends in one more.
    """

    code: int
    dims: tuple[int, ...]
    again: tuple[int, ...]
    norms: tuple[int, ...]
    everywhere: bool
    tanh: bool

    @property
    def sizes(self) -> tuple[int, ...]:
        """Outputs of every layer but the last: fewer before one that is given something again."""
        last = len(self.dims)
        return tuple(
            size - (self.code + 3) if k + 1 in self.again else size - 3 * (self.everywhere and k != last)
            for k, size in enumerate(self.dims)
        )


@dataclass(frozen=True)
class ShapeReader:
    """Reads the decoder with one code folded in.

    Attributes:
        model: file of the decoder.
        codes: file of the codes.
        index: of the shape.
        specs: of the decoder.
    """

    model: Path
    codes: Path
    index: int
    specs: Specs

    def __call__(self) -> Checkpoint:
        """The network of one shape, under the names of the known `deepsdf`.

        Raises:
            DataError: a file is damaged, or they do not fit each other.
        """
        code = _codes(self.codes, self.codes.name)[self.index].detach().double()
        return Checkpoint(folded(_decoder(self.model), code, self.specs), {}, "torch")


class DeepSdf:
    """Experiments of DeepSDF."""

    name = "deepsdf"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Folders that hold `specs.json`, decoders and codes."""
        places = [
            place for place in folder.by_folder
            if folder.get(place, SPECS) and any(key == _joined(place, CODES) for key in folder.by_folder)
        ]  # fmt: skip
        if not places:
            return None
        networks: list[FoundNetwork] = []
        refused: list[Refused] = []
        used: set[str] = set()
        for place in places:
            self._experiment(folder, place, networks, refused, used)
            used |= {e.name for kept in OTHERS for e in folder.by_folder.get(_joined(place, kept), [])}
            used.add(_joined(place, LOGS))
        shapes = {network.run for network in networks}
        words = f"DeepSDF: {count_of(len(places), 'decoder')}, {count_of(len(shapes), 'shape')}, a code each"
        return Recognised(self.name, words, unique(networks), tuple(refused), frozenset(used), LAST)

    def _experiment(
        self, folder: Folder, place: str, networks: list[FoundNetwork], refused: list[Refused], used: set[str]
    ) -> None:
        described = folder.by_name[_joined(place, SPECS)]
        used.add(described.name)
        stated = read_json(described)
        specs = _specs(stated, described.name)
        shapes = _names(folder, stated)
        architecture = _architecture(specs)
        codes = sorted(folder.by_folder[_joined(place, CODES)], key=lambda entry: natural(entry.name))
        moments = {entry.stem: entry for entry in folder.by_folder.get(_joined(place, MODELS), [])}
        numbered = any(entry.stem.isdigit() for entry in codes)
        for entry in codes:
            model = moments.get(entry.stem)
            used |= {entry.name, *([model.name] if model else [])}
            if model is None:
                refused.append(Refused(entry.name, f"there is no decoder {entry.stem} in {MODELS}"))
            elif not (numbered and entry.stem == "latest"):  # latest is the last of the numbered ones, mostly
                self._shapes(place, entry, model, specs, shapes, architecture, networks, refused)

    def _shapes(
        self,
        place: str,
        entry: Entry,
        model: Entry,
        specs: Specs,
        shapes: list[tuple[str, dict[str, Fact]]],
        architecture: Known,
        networks: list[FoundNetwork],
        refused: list[Refused],
    ) -> None:
        try:
            count = len(_codes(entry.path, entry.name))
            # One is read at once, so that a decoder of another form is said once, and not for every shape.
            ShapeReader(model.path, entry.path, 0, specs)()
        except DataError as error:
            refused.append(Refused(entry.name, error.problem, error.remedy))
            return
        epoch = int(entry.stem) if entry.stem.isdigit() and len(entry.stem) < 13 else None
        for index in range(count):
            name, labels = shapes[index] if len(shapes) == count else (f"shape_{index}", {})
            run = _joined(place, name)
            networks.append(
                FoundNetwork(
                    run if epoch is None else f"{run}/epoch_{epoch}",
                    ShapeReader(model.path, entry.path, index, specs),
                    entry.name,
                    labels,
                    run,
                    epoch,
                    architecture,
                )
            )


def folded(decoder: Mapping[str, Tensor], code: Tensor, specs: Specs) -> dict[str, Tensor]:
    """A decoder with a code in its biases.

    Args:
        decoder: its state dict, weight norm undone.
        code: (specs.code), float64.
        specs: of the decoder.

    Raises:
        DataError: it has other layers than its specs say.
    """
    if len(code) != specs.code:
        raise DataError(f"The codes have {len(code)} numbers; {SPECS} says {specs.code}.", "They belong together.")
    out: dict[str, Tensor] = {}
    for k in range(len(specs.dims) + 1):
        weight, bias = decoder.get(f"lin{k}.weight"), decoder.get(f"lin{k}.bias")
        given = 3 if k == 0 else (specs.sizes[k - 1] + 3 * (k in specs.again or specs.everywhere))
        coded = specs.code * (k == 0 or k in specs.again)
        if weight is None or bias is None or weight.dim() != 2 or weight.shape[1] != given + coded:
            found = None if weight is None else tuple(weight.shape)
            raise DataError(
                f"Layer lin{k} of the decoder has the shape {found}; {given + coded} inputs are wanted.",
                f"{SPECS} is of another decoder; put the one beside it that it was trained with.",
            )
        weight, bias = weight.double(), bias.double()
        if coded:
            before = 0 if k == 0 else specs.sizes[k - 1]
            bias = bias + weight[:, before : before + coded] @ code
            weight = torch.cat([weight[:, :before], weight[:, before + coded :]], 1)
        out[f"lin.{k}.weight"], out[f"lin.{k}.bias"] = weight.float(), bias.float()
        for what in ("weight", "bias"):
            if (norm := decoder.get(f"bn{k}.{what}")) is not None and k in specs.norms:
                out[f"bn.{k}.{what}"] = norm.float()
    return out


@lru_cache(maxsize=4)
def _decoder(path: Path) -> Mapping[str, Tensor]:
    held = read_checkpoint(path, path.name).tensors
    floats = {key.removeprefix("module."): value.detach().float() for key, value in held.items()}
    return tidied(floats, "torch")


@lru_cache(maxsize=4)
def _codes(path: Path, name: str) -> Tensor:
    held: Any = load(path, name, 4 * 2**30)
    found = held.get("latent_codes") if isinstance(held, Mapping) else None
    if isinstance(found, Mapping):
        found = found.get("weight")
    if not isinstance(found, Tensor) or not found.is_floating_point() or found.dim() not in (2, 3) or not len(found):
        raise DataError(f"{name} holds no latent codes.", "DeepSDF's files have `latent_codes`.")
    return found.flatten(1)  # older ones are (shapes, 1, code)


def _specs(stated: Any, name: str) -> Specs:
    try:
        network = stated["NetworkSpecs"]
        normed = bool(network.get("weight_norm", False))
        specs = Specs(
            int(stated["CodeLength"]),
            tuple(int(size) for size in network["dims"]),
            tuple(int(k) for k in network.get("latent_in") or ()),
            () if normed else tuple(int(k) for k in network.get("norm_layers") or ()),
            bool(network.get("xyz_in_all")),
            bool(network.get("use_tanh")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{name} lacks {error}.", "DeepSDF's has NetworkSpecs and CodeLength.") from error
    if not 1 <= specs.code <= 4096 or not 1 <= len(specs.dims) <= 64 or min(specs.sizes) < 1:
        raise DataError(f"{name} describes no network: {specs.dims} with a code of {specs.code}.", "Check it.")
    return specs


def _architecture(specs: Specs) -> Known:
    again = tuple(k for k in specs.again if k > 0)
    return known(
        "deepsdf",
        f"DeepSDF 3-{'-'.join(map(str, specs.sizes))}-1",
        (3,),
        "cube",
        sizes=specs.sizes,
        again=again,
        norms=specs.norms,
        everywhere=specs.everywhere,
        tanh=specs.tanh,
    )


def _names(folder: Folder, stated: Any) -> list[tuple[str, dict[str, Fact]]]:
    """The shapes of the training split in order, where its file is in the folder."""
    split = stated.get("TrainSplit") if isinstance(stated, Mapping) else None
    if not isinstance(split, str):
        return []
    last = split.rpartition("/")[2]
    entry = folder.get(split) or next((entry for entry in folder.entries if entry.base == last), None)
    if entry is None:
        return []
    held = read_json(entry)
    out: list[tuple[str, dict[str, Fact]]] = []
    for classes in held.values() if isinstance(held, dict) else ():
        for label, names in classes.items() if isinstance(classes, dict) else ():
            out += [(str(name), {"class": str(label)}) for name in names]
    return out


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)
