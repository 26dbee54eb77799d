"""Networks of the original NetSpace code (CVLAB-Unibo/netspace), with or without its list files.

    models/ckpts/cifar10/multi/resnet8/90.pt       a state dict (`models/basenet.py`: save)
    models/input_lists/cifar10/multi/train.txt     lines `class;d2;d8;scifar10;models/ckpts/cifar10/multi/resnet8/90.pt`
    DIR/NAME.pt                                    {"mlp": a Siren's, "sdf": points} (`create_mlp_dataset.py`)

A list's file name is the split of its networks. Its ResNets are saved with their batch norm, and folded when the lists
say `resnet_fusedbn` (`models/resnet_fusedbn.py`).
"""

from __future__ import annotations

from explorer.errors import DataError
from explorer.files import read_bounded
from explorer.foreign.checkpoints import MOST_FILE, Fact, opened_head
from explorer.foreign.torchfile import load
from explorer.importing.folder import Entry, Folder
from explorer.importing.found import FileReader, FoundNetwork, Recognised, Refused, count_of, unique
from explorer.importing.known import PAPER, Known
from explorer.importing.layouts.inr import SirenReader

MOST_LIST = 16 * 2**20
CLASSES = {"lenetlike": "LeNetLike", "vanilla_cnn": "VanillaCNN", "resnet_fusedbn": "ResNet"}
DATASETS = {"cifar10": 32, "tiny-imagenet-200": 64}
FOLDERS = {"lenet": "LeNetLike", "vanillacnn": "VanillaCNN", "resnet8": "ResNet8", "resnet32": "ResNet32"}


class NetSpaceLists:
    """List files of networks, and the networks."""

    name = "netspace"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Text files whose lines name an architecture, its settings and a file; else its folders of checkpoints."""
        lists = [(entry, lines) for entry in folder.entries if entry.suffix == ".txt" and (lines := _lines(entry))]
        networks: list[FoundNetwork] = []
        refused: list[Refused] = []
        used = {entry.name for entry, _ in lists}
        for entry, lines in lists:
            for number, line in enumerate(lines, 1):
                self._line(folder, entry, number, line, networks, refused)
        words = f"NetSpace's lists: {count_of(len(lists), 'list')}, {count_of(len(networks), 'classifier')}"
        if not lists:
            networks = self._folders(folder)
            words = f"NetSpace's folders: {count_of(len(networks), 'classifier')}"
        if not networks:
            networks = _sirens(folder)
            words = f"NetSpace's shapes: {count_of(len(networks), 'Siren')}"
        if not networks:
            return None
        used |= {network.where for network in networks}
        return Recognised(self.name, words, unique(networks), tuple(refused), frozenset(used))

    def _line(
        self,
        folder: Folder,
        entry: Entry,
        number: int,
        line: list[str],
        networks: list[FoundNetwork],
        refused: list[Refused],
    ) -> None:
        where = f"{entry.name}, line {number}"
        try:
            architecture = _architecture(line)
        except DataError as error:
            refused.append(Refused(where, error.problem, error.remedy))
            return
        file = _file(folder, entry, line[-1])
        if file is None:
            refused.append(Refused(where, f"{line[-1]} is not in the folder", "Import the folder that holds both."))
            return
        labels: dict[str, Fact] = {"architecture": architecture.name, "split": entry.stem}
        name = file.name.removesuffix(file.suffix)
        networks.append(FoundNetwork(name, FileReader(file.path, file.name), file.name, labels, known=architecture))

    def _folders(self, folder: Folder) -> list[FoundNetwork]:
        """Numbered checkpoints in folders that are named as its scripts name them, below its data set's folder."""
        out = []
        for entry in folder.entries:
            parts = entry.parts
            dataset = next((part for part in parts if part in DATASETS), None)
            if dataset is None or len(parts) < 2 or parts[-2] not in FOLDERS or not entry.stem.isdigit():
                continue
            architecture = _paper(FOLDERS[parts[-2]], DATASETS[dataset])
            labels: dict[str, Fact] = {"architecture": architecture.name}
            if "single" in parts:
                labels["epochs"] = int(entry.stem)  # `create_nets_dataset_single.py` names a file by them
            reader = FileReader(entry.path, entry.name)
            name = entry.name.removesuffix(entry.suffix)
            out.append(FoundNetwork(name, reader, entry.name, labels, known=architecture))
        return out


def _sirens(folder: Folder) -> list[FoundNetwork]:
    """The Sirens of `create_mlp_dataset.py`: files of one folder, of which the first has its two entries."""
    files = [entry for entry in folder.entries if entry.suffix == ".pt"]
    if not files or len({entry.folder for entry in files}) > 1:
        return []
    try:
        opened_head(files[0].path, files[0].name, MOST_FILE)
        held = load(files[0].path, files[0].name, MOST_FILE)
    except (DataError, OSError):
        return []
    if not isinstance(held, dict) or not {"mlp", "sdf"} <= set(held):
        return []
    return [
        FoundNetwork(entry.name.removesuffix(entry.suffix), SirenReader(entry.path, entry.name), entry.name)
        for entry in files
    ]


def _lines(entry: Entry) -> list[list[str]] | None:
    """The lines of a list file; None: it is none."""
    if entry.size > MOST_LIST:
        return None
    try:
        text = read_bounded(entry.path, MOST_LIST).decode("utf-8")
    except (DataError, UnicodeDecodeError):
        return None
    lines = [line.strip().split(";") for line in text.splitlines() if line.strip()]
    return lines if lines and all(len(line) > 2 and line[0] in CLASSES for line in lines) else None


def _architecture(line: list[str]) -> Known:
    """What a line says; settings are `d` and a whole number, or `s` and a text (`models/netfactory.py`).

    Raises:
        DataError: an architecture or a data set that the paper has not.
    """
    name = CLASSES[line[0]]
    settings = line[1:-1]
    depth = next((word[1:] for word in settings[1:] if word[:1] == "d"), "")  # the first is the class's number
    dataset = next((word[1:] for word in settings if word[:1] == "s"), "cifar10")
    if dataset not in DATASETS:
        raise DataError(f"{dataset!r} is no data set of the paper", f"Known ones: {', '.join(DATASETS)}.")
    return _paper(name + depth, DATASETS[dataset])


def _paper(name: str, size: int) -> Known:
    for architecture in PAPER:
        if architecture.name == name and architecture.input[1] == size:
            return architecture
    raise DataError(
        f"{name!r} is no architecture of the paper", "Known ones: LeNetLike, VanillaCNN, ResNet8, ResNet32."
    )


def _file(folder: Folder, listed: Entry, path: str) -> Entry | None:
    """The file that a list names: below the folder, wherever in the repository the folder begins."""
    parts = [part for part in path.strip().replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts:
        return None
    for start in range(len(parts)):
        if (found := folder.get(*parts[start:])) is not None and len(parts) - start > 1:
            return found
    return folder.get(listed.folder, parts[-1]) if parts else None
