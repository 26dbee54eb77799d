"""Which layout a folder is of, found out from the folder."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from explorer.errors import DataError
from explorer.importing.folder import Folder
from explorer.importing.found import ALL, LAST, FoundNetwork, Layout, Recognised, Refused
from explorer.importing.layouts.deepsdf import DeepSdf
from explorer.importing.layouts.huggingface import HuggingFace
from explorer.importing.layouts.inr import ImplicitZoo, Inr2Vec, Nf2Vec
from explorer.importing.layouts.netspace import NetSpaceLists
from explorer.importing.layouts.plain import Plain, is_checkpoint
from explorer.importing.layouts.raytune import RayTune
from explorer.importing.layouts.smallcnn import SmallCnnZoo

# The first that recognises a folder has it: those that only they can be come first.
LAYOUTS: tuple[Layout, ...] = (
    SmallCnnZoo(), DeepSdf(), Nf2Vec(), Inr2Vec(), RayTune(), NetSpaceLists(), ImplicitZoo(), HuggingFace(), Plain(),
)  # fmt: skip
NAMES = tuple(layout.name for layout in LAYOUTS)
_SHOWN = 6
_SAVE = "torch.save(net.state_dict(), 'net.pt')"
_ARRAYS = "Save each network's arrays by name, with safetensors.numpy.save_file."
# Forms of networks that are not read here, and how they become what is.
OTHERS = {
    ".onnx": f"These are ONNX graphs, which `encode` reads one by one. For a zoo save their weights: {_SAVE}.",
    ".pt2": f"These are exported programs: torch.export.load(FILE).module() gives the network; {_SAVE}.",
    ".distcp": "These are torch.distributed.checkpoint's: python -m torch.distributed.checkpoint.format_utils "
    "dcp_to_torch DIR FILE.pt makes one file of each.",
    ".keras": f"These are Keras' networks. {_ARRAYS}",
    ".h5": f"These are HDF5 files of none of the layouts that are known. {_ARRAYS}",
    ".hdf5": f"These are HDF5 files of none of the layouts that are known. {_ARRAYS}",
    ".msgpack": "These are flax' parameters: flax.traverse_util.flatten_dict(params, sep='.') gives the arrays by "
    f"name. {_ARRAYS}",
    ".npz": f"{_ARRAYS}",
    ".joblib": "These are pickles, which are programs and are not read. Of scikit-learn's networks save `coefs_` "
    "(transposed) and `intercepts_` as `layers.0.weight`, `layers.0.bias` and so on, with safetensors.numpy.save_file.",
}  # fmt: skip


def recognise(folder: Folder, layout: str = "") -> Recognised:
    """What a folder holds.

    Args:
        folder: its files.
        layout: one of `NAMES`; "": found out.

    Raises:
        DataError: an unknown layout, it is none of them, or what all its networks need cannot be read.
    """
    if layout and layout not in NAMES:
        raise DataError(f"Unknown layout {layout!r}.", f"Choose from: {', '.join(NAMES)}.")
    for able in LAYOUTS:
        if layout in ("", able.name) and (found := able.recognise(folder)) is not None:
            odd = tuple(Refused(name, reason) for name, reason in folder.odd)
            aside = tuple(f"{name} is {what}: left aside." for name, what in folder.aside[:_SHOWN])
            refused = (*found.refused, *odd, *_left_out(folder, found))
            return dataclasses.replace(found, refused=refused, notes=(*found.notes, *aside))
    raise DataError(_nothing(folder, layout), _remedy(folder))


def _left_out(folder: Folder, found: Recognised) -> list[Refused]:
    """Files that look like networks and are not part of the layout."""
    known = found.used | {refused.where for refused in found.refused}
    return [
        Refused(
            entry.name, f"is not part of the layout {found.layout}", "Import it on its own, or give --layout plain."
        )
        for entry in folder.entries
        if entry.name not in known and entry.suffix and is_checkpoint(entry)
    ]


def other_files(folder: Folder, found: Recognised) -> dict[str, int]:
    """How many files of each suffix are no networks, and say nothing that is read."""
    known = found.used | {refused.where for refused in found.refused}
    counts = Counter(entry.suffix or "no suffix" for entry in folder.entries if entry.name not in known)
    return dict(counts.most_common())


def _nothing(folder: Folder, layout: str) -> str:
    if not folder.entries:
        beside = (*folder.odd, *folder.aside)
        odd = f"; {beside[0][0]} is {beside[0][1]}" if beside else ""
        return f"{folder.root} holds no files{odd}."
    said = ", ".join(f"{count:,} {suffix or 'without suffix'}" for suffix, count in folder.suffixes.most_common(_SHOWN))
    what = f"is not of the layout {layout}" if layout else "holds no networks that are recognised"
    return f"{folder.root} {what}: its files are {said}."


def _remedy(folder: Folder) -> str:
    """What to do with files of the forms that are known, and not read."""
    for suffix, _ in folder.suffixes.most_common():
        if suffix in OTHERS:
            return OTHERS[suffix]
    return "Give the folder of their checkpoints (.pt, .pth, .safetensors, .ckpt)."


def chosen(networks: Sequence[FoundNetwork], epochs: str, limit: int | None) -> tuple[FoundNetwork, ...]:
    """The moments that are wanted, and no more networks than wanted.

    Args:
        networks: as they were found.
        epochs: "all", "last" of each training, or numbers with commas between them.
        limit: networks at most; whole trainings are left out, by chance with a fixed seed; None: all.

    Raises:
        DataError: the epochs are written otherwise, or none of the networks is of one.
    """
    kept = _of_epochs(networks, epochs)
    if limit is None or len(kept) <= limit:
        return tuple(kept)
    trainings: dict[str, list[int]] = defaultdict(list)
    for place, network in enumerate(kept):
        trainings[network.run if network.run is not None else f"\0{place}"].append(place)
    names = list(trainings)
    order = np.random.default_rng(0).permutation(len(names))
    taken: list[int] = []
    for index in order:
        places = trainings[names[index]]
        taken += places[: limit - len(taken)]
        if len(taken) >= limit:
            break
    return tuple(kept[place] for place in sorted(taken))


def _of_epochs(networks: Sequence[FoundNetwork], epochs: str) -> list[FoundNetwork]:
    if epochs == ALL:
        return list(networks)
    if epochs == LAST:
        last: dict[str, int] = {}
        for network in networks:
            if network.run is not None and network.epoch is not None:
                last[network.run] = max(network.epoch, last.get(network.run, 0))
        return [n for n in networks if n.run is None or n.epoch is None or n.epoch == last[n.run]]
    try:
        wanted = {int(part) for part in epochs.split(",")}
    except ValueError:
        raise DataError(f"{epochs!r} are no epochs.", "Give all, last, or numbers such as 0,10,50.") from None
    kept = [network for network in networks if network.epoch in wanted]
    if not kept:
        there = sorted({network.epoch for network in networks if network.epoch is not None})
        said = f"there are {', '.join(map(str, there[:12]))}" if there else "no network says its epoch"
        raise DataError(f"No network is of the epochs {epochs}: {said}.", "Choose others, or leave --epochs out.")
    return kept
