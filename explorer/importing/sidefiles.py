"""What lies beside checkpoints and says something of them: settings, results, logs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from explorer.errors import DataError
from explorer.files import read_bounded
from explorer.foreign.checkpoints import MOST_FACTS, MOST_TEXT, Fact, flat
from explorer.importing.folder import HYDRA, MOST_JSON, Entry, Folder, read_json

SETTINGS = (
    "params.json", "config.json", "hparams.json", "args.json", "hyperparameters.json", "metrics.json",
    "wandb-summary.json",
)  # fmt: skip
YAML = ("hparams.yaml", "config.yaml", "args.yaml", HYDRA)
_WANDB = ("_wandb", "wandb_version")  # Weights & Biases' own entries in config.yaml
TRAINER = "trainer_state.json"  # of the Trainer of transformers, in each `checkpoint-500/`
_SPEED = ("_runtime", "_per_second", "total_flos", "grad_norm", "learning_rate")  # of its log: of a machine, a moment
TRACKED = ("params", "metrics")  # of a run of MLflow
MOST_VALUES = 200  # parameters, and metrics, of one run of MLflow
# Ray Tune's and others' own book-keeping: true of a run on a machine, not of a network.
BOOKKEEPING = frozenset({
    "date", "timestamp", "time_this_iter_s", "time_total_s", "pid", "hostname", "node_ip", "time_since_restore",
    "iterations_since_restore", "timesteps_since_restore", "timesteps_total", "episodes_total", "warmup_time",
    "trial_id", "experiment_id", "experiment_tag", "done", "should_checkpoint", "checkpoint_dir_name", "config",
    "trial_log_path", "hist_stats", "training_iteration",
})  # fmt: skip
_EPOCH = re.compile(
    r"(?i)(?:^|[._\-/= ])(epoch|epochs|ep|iter|iteration|step|steps|ckpt|checkpoint)[=_\-. ]?0*(\d{1,12})(?!\d)"
)
_PAIR = re.compile(r"(?:^|[-_, ]+)([A-Za-z][\w/]*?)=(-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)(?=$|[-_, ])")
_RANK = {"epoch": 0, "epochs": 0, "ep": 0}  # an epoch counts before a step, where a name has both


def facts_of(entry: Entry) -> dict[str, Fact]:
    """The facts in a JSON or YAML file; nested names are joined by dots.

    Raises:
        DataError: it cannot be read, or is no JSON or YAML.
    """
    tree = _yaml(entry) if entry.suffix in (".yaml", ".yml") else read_json(entry)
    if entry.base == TRAINER:
        return _logged(tree)
    if entry.base == "wandb-summary.json" and isinstance(tree, dict):
        tree = {key: value for key, value in tree.items() if not str(key).startswith("_")}
    return dict(islice(flat(_without_wandb(tree)), MOST_FACTS))


def _logged(tree: object) -> dict[str, Fact]:
    """Of a Trainer's log, the last value of each metric; what it is at the moment of the checkpoint beside it."""
    lines = tree.get("log_history") if isinstance(tree, dict) else None
    found: dict[str, Fact] = {}
    for line in lines if isinstance(lines, list) else []:
        if isinstance(line, dict):
            kept = {k: value for k, value in line.items() if isinstance(k, str) and not k.endswith(_SPEED)}
            found |= {key: value for key, value in flat(kept) if key not in ("step", "epoch")}
    return dict(islice(found.items(), MOST_FACTS))


def mlflow_run(folder: Folder, entry: Entry) -> str | None:
    """The folder of the run of MLflow whose artifact this is: `mlruns/EXPERIMENT/RUN`; None: of none.

    Also `mlruns/EXPERIMENT/models/m-ID`, where newer versions keep a run's models.
    """
    place = entry.folder
    while place:
        above, _, own = place.rpartition("/")
        if own == "artifacts" and folder.get(above, "meta.yaml"):
            return above
        place = above
    return None


def mlflow_files(folder: Folder) -> dict[str, list[Entry]]:
    """The files of parameters and metrics of MLflow's runs, by the run's folder."""
    out: dict[str, list[Entry]] = {}
    for entry in folder.entries:
        for kind in TRACKED:
            run, found, _ = entry.name.partition(f"/{kind}/")
            if found and folder.get(run, "meta.yaml"):
                out.setdefault(run, []).append(entry)
    return out


def mlflow_facts(run: str, files: Sequence[Entry]) -> tuple[dict[str, Fact], list[Entry]]:
    """Parameters and last metrics of a run of MLflow's file store, and the files that say them.

    `params/lr` holds a value; `metrics/loss` a line of time, value and step for each value. Names may hold `/`.

    Raises:
        DataError: a file cannot be read.
    """
    found, used = dict[str, Fact](), list[Entry]()
    for kind in TRACKED:
        start = f"{run}/{kind}/"
        for entry in islice((one for one in files if one.name.startswith(start)), MOST_VALUES):
            used.append(entry)
            text = read_bounded(entry.path, MOST_JSON).decode("utf-8", "replace").strip()
            if kind == "metrics":
                parts = text.rpartition("\n")[2].split()
                text = parts[1] if len(parts) > 1 else ""
            if text and len(text) <= MOST_TEXT:
                number = number_of(text)
                found[entry.name.removeprefix(start)] = text if number is None else number
    return dict(islice(found.items(), MOST_FACTS)), used


def _without_wandb(tree: object) -> object:
    """Settings as they were given: Weights & Biases keeps each as `lr: {desc: null, value: 0.1}`."""
    if not isinstance(tree, dict) or ("wandb_version" not in tree and "_wandb" not in tree):
        return tree
    return {
        key: value["value"] if isinstance(value, dict) and "value" in value else value
        for key, value in tree.items() if key not in _WANDB
    }  # fmt: skip


def _yaml(entry: Entry) -> object:
    try:
        import yaml  # noqa: PLC0415 - not required: only where such a file lies there
    except ImportError:
        raise DataError(f"{entry.name} is YAML, which needs PyYAML.", "pip install pyyaml, to read it.") from None

    class Plain(yaml.SafeLoader):  # type: ignore[misc]
        """Takes objects of classes as what they hold; looks no class up."""

    def held(loader: Plain, _: str, node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return loader.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return loader.construct_scalar(node)

    Plain.add_multi_constructor("", held)
    try:
        loaded: object = yaml.load(read_bounded(entry.path, 1 << 20), Plain)  # noqa: S506 - a loader of safe values
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DataError(f"{entry.name} is no plain YAML: {' '.join(str(error).split())[:120]}.", "Check it.") from error
    return loaded


def beside(folder: Folder, entry: Entry, *, shared: bool) -> list[Entry]:
    """The files that say something of a checkpoint.

    `net.json` beside `net.pt`; and, where its folder is of one training alone, the settings there or, for Lightning's
    `version_0/checkpoints/`, one folder above.

    Args:
        folder: the whole folder.
        entry: the checkpoint.
        shared: whether the checkpoints of its folder are of several trainings.
    """
    own = [folder.get(entry.folder, f"{entry.stem}{suffix}") for suffix in (".json", ".yaml")]
    if not shared and entry.folder:
        own.append(folder.get(entry.folder, TRAINER))
        above = entry.folder.rpartition("/")[0]
        inside = entry.folder.rpartition("/")[2].lower() in ("checkpoints", "ckpts", "weights", "models")
        for place in (entry.folder, above) if inside and above else (entry.folder,):
            own += [folder.get(place, name) for name in (*SETTINGS, *YAML)]
    return [found for found in own if found is not None]


def json_lines(entry: Entry) -> Iterator[dict[str, object]]:
    """The objects of a file with one JSON object a line; a last line that is cut off is left out.

    Raises:
        DataError: it cannot be read, or a line before the last is no JSON object.
    """
    lines = read_bounded(entry.path, MOST_JSON).splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            if number == len(lines):
                return
            raise DataError(f"Line {number} of {entry.name} is no JSON.", "Check the file.") from None
        if isinstance(found, dict):
            yield found


def results_of(found: dict[str, object]) -> dict[str, Fact]:
    """The metrics of a line of results, without what is book-keeping."""
    kept = {key: value for key, value in found.items() if key not in BOOKKEEPING}
    return dict(islice(flat(kept), MOST_FACTS))


def pairs_in(text: str) -> tuple[str, dict[str, Fact]]:
    """The `name=number` pairs of a file's name, and the name without them: `epoch=3-val_loss=0.25`."""
    found: dict[str, Fact] = {}
    for match in _PAIR.finditer(text.rpartition("/")[2]):
        number = number_of(match[2])
        if number is not None:
            found[without_moment(match[1]) or match[1]] = number
    folder, slash, last = text.rpartition("/")
    return folder + slash + _PAIR.sub("", last), found


def epoch_in(text: str) -> tuple[str, int] | None:
    """The moment of a training that a file's name says, and the name without it; None: it says none."""
    found = list(_EPOCH.finditer(text))
    if not found:
        return None
    best = min(found, key=lambda match: (_RANK.get(match[1].lower(), 1), match.start()))
    return without_moment(text), int(best[2])


def without_moment(text: str) -> str:
    """A file's name without the moments that it says."""
    return _EPOCH.sub("", text).strip("._-/= ")


def lightning_metrics(entry: Entry) -> dict[int, dict[str, Fact]]:
    """Metrics by epoch, of the CSV file that Lightning's CSVLogger writes: of every epoch the last value of each.

    Raises:
        DataError: it cannot be read.
    """
    out: dict[int, dict[str, Fact]] = {}
    text = read_bounded(entry.path, MOST_JSON).decode("utf-8-sig", "replace")
    try:
        rows = [*csv.DictReader(text.splitlines())]
    except csv.Error as error:  # a cell without end
        raise DataError(f"{entry.path.name} is no table: {error}.", "Mend it, or move it away.") from error
    for row in rows:
        try:
            epoch = int(float(row.get("epoch") or ""))
        except (ValueError, OverflowError):  # no number, or infinity
            continue
        for key, value in row.items():
            if key and key not in ("epoch", "step") and isinstance(value, str) and len(value) <= MOST_TEXT:
                number = number_of(value)
                if number is not None:
                    out.setdefault(epoch, {})[key] = number
    return out


def number_of(text: str) -> int | float | None:
    """A finite number that a text is; None: it is none."""
    text = text.strip()
    if "_" in text or len(text) > 60:  # Python would read 1_000
        return None
    try:
        return int(text) if text.lstrip("+-").isdigit() and len(text) < 19 else _finite(float(text))
    except ValueError:
        return None


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None  # NaN is less than nothing
