"""Checkpoints in a folder, in whatever folders below it: what most people have.

Files of torch (`torch.save` of a state dict, of a dictionary that holds one, or of a whole module), of Lightning
(`state_dict`, `hyper_parameters`; `version_0/{hparams.yaml,metrics.csv,checkpoints/}`), of Stable-Baselines3 (a zip
with `policy.pth`) and safetensors, with or without a suffix. What is said of each lies beside it (`sidefiles`), or
where MLflow keeps it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from functools import cached_property

from explorer.errors import DataError
from explorer.files import regular
from explorer.foreign.checkpoints import Fact
from explorer.importing.folder import Entry, Folder
from explorer.importing.found import FileReader, FoundNetwork, Recognised, Refused, count_of, unique
from explorer.importing.sidefiles import (
    YAML,
    beside,
    epoch_in,
    facts_of,
    lightning_metrics,
    mlflow_facts,
    mlflow_files,
    mlflow_run,
    pairs_in,
    without_moment,
)

SUFFIXES = (".pt", ".pth", ".safetensors", ".ckpt", ".bin", ".tar", ".pkl", ".ptf", ".model", ".zip", ".checkpoint")
# The trainers' own: of torch, Hugging Face, Lightning and skorch; and of DeepSpeed, whose names end so.
TRAINERS = (
    "optimizer", "optim", "scheduler", "scaler", "rng_state", "training_args", "trainer_state", "random_states",
    "criterion",
)  # fmt: skip
STATES = "optim_states"
_TORCH = (b"PK\x03\x04", b"\x80\x02")
MOMENTS = ("epoch", "step", "iter", "iteration")
_LINKED = "a link to another file of the folder, which is taken itself"


class Plain:
    """A folder of checkpoints."""

    name = "plain"

    def recognise(self, folder: Folder) -> Recognised | None:
        """All files that look like checkpoints, by name or, without a suffix, by how they begin."""
        entries, refused = [], []
        for entry in folder.entries:
            if not is_checkpoint(entry):
                continue
            if entry.link and entry.link in folder.by_name:
                refused.append(Refused(entry.name, _LINKED))
            else:
                entries.append(entry)
        if not entries:
            return None
        networks, used, notes = found_in(folder, entries)
        kinds = Counter(entry.suffix or "no suffix" for entry in entries)
        said = ", ".join(f"{count:,} {suffix}" for suffix, count in kinds.most_common(4))
        runs = {network.run for network in networks if network.run is not None}
        trained = f"; {count_of(len(runs), 'training')} with several moments" if runs else ""
        words = f"Checkpoints in a folder: {count_of(len(entries), 'file')} ({said}){trained}"
        return Recognised(self.name, words, unique(networks), tuple(refused), frozenset(used), notes=notes)


def is_checkpoint(entry: Entry) -> bool:
    """Whether a file may be a network."""
    if entry.stem.lower().startswith(TRAINERS) or entry.stem.lower().endswith(STATES):
        return False
    if entry.suffix in SUFFIXES:
        return True
    if entry.suffix or not entry.size:
        return False
    try:
        with regular(entry.path).open("rb") as file:
            head = file.read(16)
    except OSError:
        return False
    return head.startswith(_TORCH) or (head[8:9] == b"{" and int.from_bytes(head[:8], "little") < entry.size)


def found_in(folder: Folder, entries: list[Entry]) -> tuple[list[FoundNetwork], set[str], tuple[str, ...]]:
    """The networks of these files with what lies beside them; the files that say it; and notes on those that do not."""
    moments = _moments(entries)
    shared = {
        place for place, names in _by_folder(entries).items()
        if len({moments.get(entry.name, (entry.name, 0))[0] for entry in names}) > 1
    }  # fmt: skip
    read = _Beside(folder)
    networks = []
    for entry in entries:
        run, epoch = moments.get(entry.name, (None, None))
        labels = pairs_in(entry.stem)[1] | read.labels(entry, entry.folder in shared, epoch)
        labels = {key: value for key, value in labels.items() if epoch is None or key.lower() not in MOMENTS}
        name = entry.name[: len(entry.name) - len(entry.suffix)]
        networks.append(FoundNetwork(name, FileReader(entry.path, entry.name), entry.name, labels, run, epoch))
    return networks, {entry.name for entry in entries} | read.used, tuple(read.notes)


def _by_folder(entries: list[Entry]) -> dict[str, list[Entry]]:
    out: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        out[entry.folder].append(entry)
    return out


def _moments(entries: list[Entry]) -> dict[str, tuple[str, int]]:
    """Run and epoch of the files whose names say them, where a run has several."""
    # A name may hold metrics (epoch=3-val_loss=0.25), which change from moment to moment, or settings (lr=0.1-epoch=3),
    # which tell trainings apart: without them first, then with them.
    said = {}
    for bare in (True, False):
        for entry in entries:
            stem = entry.name[: len(entry.name) - len(entry.suffix)]
            moment = epoch_in(stem)
            if moment is not None and entry.name not in said:
                run = without_moment(pairs_in(stem)[0]) if bare else moment[0]
                said[entry.name] = (run or ".", moment[1])
        twice = {run for (run, _), count in Counter(said.values()).items() if count > 1}
        said = {name: (run, epoch) for name, (run, epoch) in said.items() if run not in twice}
    counts = Counter(run for run, _ in said.values())
    return {name: (run, epoch) for name, (run, epoch) in said.items() if counts[run] > 1}


class _Beside:
    """Reads the files beside checkpoints, each once."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.notes: list[str] = []
        self.facts: dict[str, dict[str, Fact]] = {}
        self.logs: dict[str, dict[int, dict[str, Fact]]] = {}

    def labels(self, entry: Entry, shared: bool, epoch: int | None) -> dict[str, Fact]:
        """What is said of a checkpoint."""
        out: dict[str, Fact] = dict(self._tracked(mlflow_run(self.folder, entry)))
        for file in beside(self.folder, entry, shared=shared):
            if file.name not in self.facts:
                self.facts[file.name] = self._read(file)
            out |= self.facts[file.name]
        if not shared and epoch is not None and self.folder.get(entry.folder.rpartition("/")[0], "hparams.yaml"):
            out |= self._log(entry).get(epoch, {})
        return out

    @cached_property
    def tracked(self) -> dict[str, list[Entry]]:
        """The files of MLflow's runs: all found in one pass, as there may be many runs."""
        return mlflow_files(self.folder)

    def _tracked(self, run: str | None) -> dict[str, Fact]:
        """What MLflow keeps of a run."""
        if run is None:
            return {}
        if run not in self.facts:
            try:
                self.facts[run], used = mlflow_facts(run, self.tracked.get(run, ()))
                self.used |= {entry.name for entry in used}
            except DataError as error:
                self.facts[run] = {}
                self.notes.append(str(error))
        return self.facts[run]

    def _read(self, file: Entry) -> dict[str, Fact]:
        self.used.add(file.name)
        try:
            return facts_of(file)
        except DataError as error:
            if len(self.notes) < 5 or file.base not in YAML:
                self.notes.append(str(error))
            return {}

    def _log(self, entry: Entry) -> dict[int, dict[str, Fact]]:
        file = self.folder.get(entry.folder.rpartition("/")[0], "metrics.csv")
        if file is None:
            return {}
        if file.name not in self.logs:
            self.used.add(file.name)
            try:
                self.logs[file.name] = lightning_metrics(file)
            except DataError as error:
                self.notes.append(str(error))
                self.logs[file.name] = {}
        return self.logs[file.name]


def without_known(networks: list[FoundNetwork]) -> list[FoundNetwork]:
    """The same, with nothing said of their architecture."""
    return [dataclasses.replace(network, known=None) for network in networks]
