"""Ray Tune's results, and with them the public model zoos.

    DIR/config.json                              (model zoos) settings of all trials
    DIR/NN_tune_trainable_ab12_00000_.../        a trial
        params.json                              its settings
        result.json                              a JSON object a line, one after every iteration
        checkpoint_000050/checkpoints            a state dict (model zoos); `checkpoint_50` in older ones

The model zoos are those of Schürholt et al. 2022 (arXiv 2209.14764; ModelZoos/ModelZooDataset,
`code/checkpoints_to_datasets/dataset_base.py` reads both spellings, `code/model_definitions/def_NN_experiment.py` saves
them), used by SANE (HSG-AIML/SANE). Ray's newer `ray.train` keeps any files in `checkpoint_000000`, and says in
`result.json` under `checkpoint_dir_name` which iteration it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from explorer.errors import DataError
from explorer.foreign.checkpoints import Fact
from explorer.importing.folder import Entry, Folder
from explorer.importing.found import FileReader, FoundNetwork, Recognised, Refused, count_of, each, unique
from explorer.importing.known import Known, known
from explorer.importing.layouts.plain import is_checkpoint
from explorer.importing.sidefiles import facts_of, json_lines, results_of

_CHECKPOINT = re.compile(r"checkpoint_(?:epoch_)?0*(\d+)$")
MODEL = "model::type"
SIZES = {"CNN": 28, "CNN2": 28, "CNN3": 32}
OWN = ("params.pkl", "progress.csv", "error.pkl", "error.txt")  # of a trial, in other forms or on how it went
NOT_TRAINED = -999  # the model zoos write it for losses that were not measured


class RayTune:
    """A folder of trials, with checkpoints in each."""

    name = "ray-tune"

    def recognise(self, folder: Folder) -> Recognised | None:
        """Trials are folders with `params.json` or `result.json` and with `checkpoint_*` folders in them."""
        trials: dict[str, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        for place, entries in folder.by_folder.items():
            above, _, last = place.rpartition("/")
            match = _CHECKPOINT.match(last)
            if match and (folder.get(above, "params.json") or folder.get(above, "result.json")):
                trials[above][int(match[1])] += entries
        if not trials:
            return None
        networks: list[FoundNetwork] = []
        refused: list[Refused] = []
        used = {name for name in ("config.json",) if name in folder.by_name}
        for trial, moments in trials.items():
            self._trial(folder, trial, moments, networks, refused, used)
        counts = [len(moments) for moments in trials.values()]
        zoo = any(MODEL in network.labels for network in networks)
        words = f"{'Ray Tune / ModelZoos' if zoo else 'Ray Tune'}: {count_of(len(trials), 'trial')}, "
        words += each(counts, "checkpoint")
        return Recognised(self.name, words, unique(networks), tuple(refused), frozenset(used))

    def _trial(
        self,
        folder: Folder,
        trial: str,
        moments: Mapping[int, list[Entry]],
        networks: list[FoundNetwork],
        refused: list[Refused],
        used: set[str],
    ) -> None:
        used |= {entry.name for name in OWN if (entry := folder.get(trial, name)) is not None}
        settings: dict[str, Fact] = {}
        results: dict[int | str, dict[str, Fact]] = {}
        for name in ("params.json", "result.json"):
            entry = folder.get(trial, name)
            if entry is None:
                continue
            used.add(entry.name)
            try:
                if name == "params.json":
                    settings = facts_of(entry)
                else:
                    results = _results(entry)
            except DataError as error:
                refused.append(Refused(entry.name, error.problem, error.remedy))
        architecture = _architecture(settings)
        for number, entries in sorted(moments.items()):
            used |= {entry.name for entry in entries}
            place = entries[0].folder
            file = _network_of(entries)
            if file is None:
                held = ", ".join(entry.base for entry in entries[:3])
                refused.append(Refused(place, f"holds no checkpoint that is known ({held})"))
                continue
            named = results.get(place.rpartition("/")[2])
            metrics = named or results.get(number, {})
            epoch = int(metrics.get("training_iteration", number)) if named else number
            labels = {k: v for k, v in {**settings, **metrics}.items() if k != "training_iteration"}
            run = trial or "."
            reader = FileReader(file.path, file.name)
            networks.append(FoundNetwork(f"{run}/epoch_{epoch}", reader, file.name, labels, run, epoch, architecture))


def _results(entry: Entry) -> dict[int | str, dict[str, Fact]]:
    """The metrics by iteration and, where a line names it, by checkpoint."""
    out: dict[int | str, dict[str, Fact]] = {}
    for line in json_lines(entry):
        iteration = line.get("training_iteration")
        facts = {key: value for key, value in results_of(line).items() if value != NOT_TRAINED}
        if isinstance(iteration, int):
            facts["training_iteration"] = iteration
            out[iteration] = facts
        named = line.get("checkpoint_dir_name")
        if isinstance(named, str):
            out[named] = facts
    return out


def _network_of(entries: list[Entry]) -> Entry | None:
    """Of the files of a checkpoint the network's: `checkpoints` in the model zoos, else what looks like one."""
    for entry in entries:
        if entry.base == "checkpoints":
            return entry
    able = [entry for entry in entries if is_checkpoint(entry)]
    models = [entry for entry in able if "model" in entry.stem.lower()]
    return (models or able or [None])[0]  # type: ignore[list-item]


def _architecture(settings: Mapping[str, Fact]) -> Known | None:
    """The network that a model zoo's settings say."""
    kind, nlin = settings.get(MODEL), settings.get("model::nlin")
    channels = settings.get("model::channels_in")
    if kind not in SIZES or not isinstance(nlin, str) or not isinstance(channels, int) or not 1 <= channels <= 64:
        return None
    dropout = settings.get("model::dropout")
    return known(
        "model_zoo",
        f"{kind} {nlin}",
        (channels, SIZES[str(kind)], SIZES[str(kind)]),
        "images",
        kind=str(kind),
        nlin=nlin,
        channels=channels,
        dropout=isinstance(dropout, int | float) and dropout > 0,
    )
