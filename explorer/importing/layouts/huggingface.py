"""Local snapshots of Hugging Face models: a folder a network.

    DIR/config.json
    DIR/model.safetensors, or pytorch_model.bin, or model.safetensors.index.json with model-00001-of-00002.safetensors

`huggingface_hub` keeps them as links, `models--NAME/snapshots/REVISION/model.safetensors` to `models--NAME/blobs/HASH`;
either folder may be given.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.checkpoints import Checkpoint, Fact, read_checkpoint
from explorer.importing.folder import Entry, Folder, read_json
from explorer.importing.found import FileReader, FoundNetwork, Recognised, Refused, count_of, unique
from explorer.importing.sidefiles import facts_of

WHOLE = ("model.safetensors", "pytorch_model.bin", "diffusion_pytorch_model.safetensors", "pytorch_model.safetensors")
INDEX = ("model.safetensors.index.json", "pytorch_model.bin.index.json")
CONFIG = "config.json"
MOST_SHARDS = 1000


@dataclass(frozen=True)
class ShardReader:
    """Reads a network that is kept in several files.

    Attributes:
        paths: the files.
        names: what messages call them.
    """

    paths: tuple[Path, ...]
    names: tuple[str, ...]

    def __call__(self) -> Checkpoint:
        """All their tensors.

        Raises:
            DataError: one of them cannot be read.
        """
        tensors: dict[str, Tensor] = {}
        form = "safetensors"
        for path, name in zip(self.paths, self.names, strict=True):
            held = read_checkpoint(path, name)
            tensors |= held.tensors
            form = held.form
        return Checkpoint(tensors, {}, form)


class HuggingFace:
    """Snapshots of models."""

    name = "hugging-face"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Folders with `config.json` and weights under one of the names that the libraries give them."""
        networks: list[FoundNetwork] = []
        refused: list[Refused] = []
        used: set[str] = set()
        for place in folder.by_folder:
            config = folder.get(place, CONFIG)
            if config is None:
                continue
            self._snapshot(folder, place, config, networks, refused, used)
        if not networks and not refused:
            return None
        words = f"Hugging Face: {count_of(len(networks), 'snapshot')}"
        return Recognised(self.name, words, unique(networks), tuple(refused), frozenset(used))

    def _snapshot(
        self,
        folder: Folder,
        place: str,
        config: Entry,
        networks: list[FoundNetwork],
        refused: list[Refused],
        used: set[str],
    ) -> None:
        whole = next((found for name in WHOLE if (found := folder.get(place, name))), None)
        index = next((found for name in INDEX if (found := folder.get(place, name))), None)
        if whole is None and index is None:
            return
        labels: dict[str, Fact] = {}
        used.add(config.name)
        try:
            labels = facts_of(config)
            if whole is not None:
                reader: FileReader | ShardReader = FileReader(whole.path, whole.name)
                used |= {whole.name, whole.link}
            else:
                assert index is not None
                shards = _shards(folder, index)
                used |= {index.name, *(shard.name for shard in shards), *(shard.link for shard in shards)}
                reader = ShardReader(tuple(s.path for s in shards), tuple(s.name for s in shards))
        except DataError as error:
            where = whole or index
            assert where is not None
            refused.append(Refused(where.name, error.problem, error.remedy))
            return
        where = whole or index
        assert where is not None
        networks.append(FoundNetwork(_name(folder, place), reader, where.name, labels))


def _name(folder: Folder, place: str) -> str:
    """A snapshot's name: its folder's, or its model's where it lies in the cache."""
    parts = (folder.root.resolve() / place).parts
    for part in reversed(parts):
        if part.startswith("models--"):
            return part.removeprefix("models--").replace("--", "/")
    return place or folder.root.resolve().name


def _shards(folder: Folder, index: Entry) -> list[Entry]:
    held = read_json(index)
    named = held.get("weight_map") if isinstance(held, dict) else None
    if not isinstance(named, dict) or not named or not all(isinstance(name, str) for name in named.values()):
        raise DataError(f"{index.name} has no `weight_map`.", "Copy the snapshot again.")
    files = sorted(set(named.values()))
    if len(files) > MOST_SHARDS:
        raise DataError(f"{index.name} names {len(files):,} files.", f"At most {MOST_SHARDS:,} are read.")
    shards = []
    for name in files:
        entry = None if "/" in name or "\\" in name else folder.get(index.folder, name)
        if entry is None:
            raise DataError(f"{index.name} names {name}, which is not beside it.", "Copy the snapshot again.")
        shards.append(entry)
    return shards
