"""Folders of networks that others trained, recognised without running any code of theirs.

The layout is found out as `explorer import` does (`explorer.importing`), some networks are read as a trial, and the
commands are those of a terminal. Where the architecture is the user's own, the page can only show the command: code is
never run from a browser.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.data.examples import Examples, read_examples
from explorer.errors import DataError, ExplorerError
from explorer.importing.found import FoundNetwork
from explorer.importing.labels import labelled, read_table
from explorer.importing.making import Report, Wish, import_networks, look
from explorer.importing.options import Options, wish_of
from explorer.importing.rules import UNSAID
from explorer.jobs.plan import Step
from explorer.kinds.protocols import Option, Places, Recognised
from explorer.sources.roots import Listing

TRIED = 200  # networks that are read before anything is begun
READ_S = 0.05  # seconds to read one
FEW = 3  # networks: an architecture of fewer is perhaps not meant
MOST_FILES = 20  # tables, or files of examples, that are looked into
SHAPES = ("inr2vec", "nf2vec", "deepsdf")  # layouts whose networks are shapes
ACTIVATIONS = ("relu", "tanh", "sigmoid", "gelu", "leaky_relu", "elu", "silu", "softplus", "sine", "identity")
NONE = ""  # the choice of no file, or of nothing yet
EXAMPLES = ("npz", "npy")
FORM = "Give an .npz with `inputs`, one row an example, and `targets`: classes or numbers."
WITHOUT = "There will be no accuracy: networks are compared by what they answer."
DRAWN = f"Inputs are drawn at random. {WITHOUT}"
OWN = "Networks of an architecture that only its code tells"
BETWEEN = "These are linear layers, and the files do not say what lies between them"
IN_A_TERMINAL = "That cannot be said on this page, but in a terminal. "


@dataclass(frozen=True)
class _Files:
    """Files that can be chosen beside the networks, and why others cannot.

    Attributes:
        usable: names, the default first, with what each gives; absolute paths of those from elsewhere.
        refused: names and reasons.
    """

    usable: Mapping[str, str]
    refused: tuple[tuple[str, str], ...] = ()

    def of(self, chosen: str | None) -> str:
        """What is chosen, if it is there; else the default."""
        if chosen is not None and (chosen in self.usable or chosen == NONE):
            return chosen
        return next(iter(self.usable), NONE)


@dataclass(frozen=True)
class _Choice:
    """What the folder is looked at with: see `_options`."""

    kind: str
    example: str
    labels: str
    activation: str
    fewest: str


def recognise_networks(
    found: Listing,
    becomes: Callable[[str, int, int], Recognised | None],
    given: Path | None,
    chosen: Mapping[str, str],
) -> Recognised | None:
    """What networks lie in a folder; None: none that are known.

    Args:
        found: the folder.
        becomes: what a zoo of a kind (`import --kind`), of so many networks, the largest of so many parameters,
            becomes; None: no space.
        given: a file of examples from elsewhere, which comes first.
        chosen: of the options `example`, `labels`, `activation` and `fewest`, what was chosen before.

    Raises:
        DataError: networks lie there, but none can be taken; says why.
    """
    try:
        _, layout, wanted, _said = look(Wish(found.folder))
    except DataError:
        return None
    if not wanted:
        reasons = "; ".join(f"{one.where}: {one.problem}" for one in layout.refused[:3])
        raise DataError(f"{layout.words}, but none can be taken. {reasons}", "See to the first of them.")
    kind = "shapes" if layout.layout in SHAPES else "functions"
    tables = _tables(found, layout.networks, layout.used)
    examples = _Files({}) if kind == "shapes" else _examples(found, given)
    asked = chosen.get("activation", NONE)
    choice = _Choice(
        kind, examples.of(chosen.get("example")), tables.of(chosen.get("labels")),
        asked if asked in ACTIVATIONS else NONE, str(FEW) if chosen.get("fewest") == str(FEW) else NONE,
    )  # fmt: skip
    tried = _tried(found.folder, choice)
    if isinstance(tried, ExplorerError) and choice.example and "example" not in chosen and given is None:
        # A file beside the networks that is not for them is no reason to refuse them.
        without = _tried(found.folder, replace(choice, example=NONE))
        if isinstance(without, Report) or UNSAID.rstrip(".") in without.problem:
            because = (choice.example, f"These networks do not take it. {tried.problem}")
            usable = {name: said for name, said in examples.usable.items() if name != choice.example}
            examples = _Files(usable, (*examples.refused, because))
            choice, tried = replace(choice, example=NONE), without
    refused = [(one.where, one.problem) for one in layout.refused] + list(examples.refused) + list(tables.refused)
    if isinstance(tried, ExplorerError):
        return _not_taken(found, layout.words, len(wanted), tuple(refused), tried, choice, examples, tables)
    refused += [pair for one in tried.refused if (pair := (one.where, one.problem)) not in refused]
    count = len(wanted) - len(tried.refused) if len(wanted) > TRIED else len(tried.taken)
    trained = becomes(kind, count, max(size for _, size, _ in tried.architectures))
    if trained is None or trained.steps is None:
        return None
    warnings = _rare(tried, few=len(wanted) <= TRIED)
    known = replace(
        trained, what=layout.words or trained.what, refused=tuple(refused), labels=_labels(tried), warnings=warnings
    )
    unsaid = bool(choice.activation) or any(one.problem == UNSAID for one in tried.refused)
    options = _options(choice, examples, tables, unsaid=unsaid, rare=bool(warnings) or bool(choice.fewest))
    return _with_import(found, known, kind, count, options)


def _tried(folder: Path, choice: _Choice) -> Report | ExplorerError:
    """What an import would do, or why it would fail."""
    try:
        return import_networks(
            wish_of(
                Options(
                    folder, kind=choice.kind, limit=TRIED, example=folder / choice.example if choice.example else None,
                    labels=folder / choice.labels if choice.labels else None, activation=choice.activation,
                    fewest=int(choice.fewest or 1),
                )
            ),
            None,
        )  # fmt: skip
    except ExplorerError as error:
        return error


def _with_import(
    found: Listing, trained: Recognised, kind: str, count: int, more: list[Option]
) -> Recognised:  # fmt: skip
    """The commands of the training, after the one that imports."""
    train = trained.steps
    assert train is not None

    def steps(chosen: Mapping[str, str], places: Places) -> tuple[Step, ...]:
        argv = ["import", str(found.folder), "--out", str(places.zoo), "--kind", kind, "--workers", str(places.workers)]
        for key in ("example", "labels"):
            argv += [f"--{key}", str(found.folder / chosen[key])] if chosen.get(key) else []
        for key in ("activation", "fewest"):
            argv += [f"--{key}", chosen[key]] if chosen.get(key) else []
        seconds = count * READ_S / places.workers
        return (Step("Reading the networks", tuple(argv), seconds=seconds), *train(chosen, places))

    return replace(trained, options=(*more, *trained.options), steps=steps)


def _options(choice: _Choice, examples: _Files, tables: _Files, *, unsaid: bool, rare: bool) -> list[Option]:
    """What can be said of the networks, beside how a space is trained on them; all of it says what is looked at.

    Args:
        choice: what they were looked at with.
        examples: files to run them on.
        tables: files of labels.
        unsaid: whether the files do not say an activation.
        rare: whether there are architectures of few networks.
    """
    options = list[Option]()
    if unsaid:
        names = ((NONE, "not said yet"), *((name, name) for name in ACTIVATIONS))
        why = f"{BETWEEN}. Choose what was trained. It counts for all networks of the folder."
        said = {NONE: "It is not guessed: networks whose activation is not known are left out."}
        options.append(Option("activation", "Activation", names, help=why, said=said, looked=True))
    if choice.kind != "shapes":
        files = [(name, Path(name).name) for name in examples.usable]
        none = DRAWN if examples.usable else f"{_why_not(examples) or 'No file of examples was found. '}{DRAWN} {FORM}"
        choices = (*files, (NONE, "drawn at random"))
        about = f"What the networks are run on. {FORM}"
        said = {**examples.usable, NONE: none}
        options.append(Option("example", "Examples", choices, help=about, said=said, upload=EXAMPLES, looked=True))
    if tables.usable or tables.refused:
        files = [(name, name) for name in tables.usable]
        why = _why_not(tables).strip()
        options.append(
            Option(
                "labels", "Labels", (*files, (NONE, "none")), help="A table with a column that names the files.",
                said=dict.fromkeys([*tables.usable, NONE], why) if why else {}, looked=True,
            )
        )  # fmt: skip
    if rare:
        names = ((NONE, "keep all"), (str(FEW), f"leave out those of fewer than {FEW} networks"))
        why = "One network of another architecture is perhaps not meant, and nothing is learned from so few."
        options.append(Option("fewest", "Architectures", names, help=why, looked=True))
    return options


def _why_not(files: _Files) -> str:
    """Why the first file cannot be used, and a space; empty: there is none."""
    if not files.refused:
        return ""
    name, why = files.refused[0]
    return f"{Path(name).name} is not used: {why.rstrip('. ')}. "


def _not_taken(
    found: Listing, words: str, count: int, refused: tuple[tuple[str, str], ...], error: ExplorerError,
    choice: _Choice, examples: _Files, tables: _Files,
) -> Recognised:  # fmt: skip
    """Files of which no network can be taken, as things are chosen: why, and what can be chosen otherwise."""
    unsaid = UNSAID.rstrip(".") in error.problem and not choice.activation
    options = tuple(
        _options(choice, examples, tables, unsaid=unsaid or bool(choice.activation), rare=bool(choice.fewest))
    )
    counts = (("files", count),)
    if unsaid:
        return Recognised(
            "functions", words, counts, refused=refused, options=options,
            problem=f"{BETWEEN}.", remedy="Choose the activation that they were trained with.",
        )  # fmt: skip
    if choice.example and isinstance(_tried(found.folder, replace(choice, example=NONE)), Report):
        return Recognised(
            "functions", words, counts, refused=refused, options=options,
            problem=f"The examples {Path(choice.example).name} are not for these networks. {error.problem}",
            remedy="Choose others, or none.",
        )  # fmt: skip
    import_ = ["import", str(found.folder), "--network", "my_nets.py:make_net", "--out", f"zoos/{found.folder.name}"]
    remedy = f"{IN_A_TERMINAL}{error.remedy}" if "--" in error.remedy else error.remedy
    return Recognised(
        "functions", words or OWN, counts, refused=refused, options=options, problem=error.problem, remedy=remedy,
        terminal=f"python -m explorer {shlex.join(import_)}",
    )  # fmt: skip


def _rare(tried: Report, *, few: bool) -> tuple[str, ...]:
    """Architectures of few networks beside others of many, in words; `few`: whether all networks were looked at."""
    rare = [(name, networks) for name, _, networks in tried.architectures if networks < FEW]
    total = sum(networks for _, _, networks in tried.architectures)
    most = max(networks for _, _, networks in tried.architectures)
    if not rare or most < FEW or len(rare) == len(tried.architectures):
        return ()
    told = ", ".join(f"{networks} of {name}" for name, networks in rare[:3])
    more = f" and {len(rare) - 3} more" if len(rare) > 3 else ""
    seen = "" if few else " that were looked at"
    words = (
        f"Of the {total:,} networks{seen} few are of another architecture: {told}{more}. With them it is a space of "
        f"{len(tried.architectures)} architectures, and nothing is learned from so few. Leave them out, unless they "
        "are meant."
    )
    return (words,)


def _files(found: Listing, suffixes: tuple[str, ...]) -> list[str]:
    """Files at the top of the folder: those with a telling name first."""
    names = [name for name in found.ending(*suffixes) if "/" not in name]
    order = sorted(names, key=lambda name: (not name.lower().startswith(("label", "example", "input")), name))
    return order[:MOST_FILES]


def _tables(found: Listing, networks: Sequence[FoundNetwork], used: Collection[str]) -> _Files:
    """Tables that name the networks' files; those that the layout reads itself need not."""
    usable, refused = dict[str, str](), list[tuple[str, str]]()
    for name in _files(found, (".csv",)):
        try:
            labelled(networks, read_table(found.folder / name))
        except DataError as error:
            if name not in used:
                refused.append((name, error.problem.replace(str(found.folder / name), "It")))
        else:
            usable[name] = ""
    return _Files(usable, tuple(refused))


def _examples(found: Listing, given: Path | None) -> _Files:
    """Files of examples that can be read, with what each gives."""
    usable, refused = dict[str, str](), list[tuple[str, str]]()
    for name in [*([str(given)] if given is not None else []), *_files(found, tuple(f".{one}" for one in EXAMPLES))]:
        try:
            usable[name] = _gives(read_examples(found.folder / name))
        except DataError as error:
            refused.append((Path(name).name, error.problem.replace(str(found.folder / name), "It")))
    return _Files(usable, tuple(refused))


def _gives(read: Examples) -> str:
    """What a file of examples gives: how many inputs, for what, and whether networks can be judged by them."""
    learn, choose, judge = (len(read.rows(split)) for split in ("train", "validation", "test"))
    count = f"{len(read.inputs):,} inputs"
    split = f"{learn:,} to learn from, {choose:,} for the curve, {judge:,} to judge on"
    if read.targets is None:
        return f"{count} without targets ({split}). {WITHOUT}"
    judged = "accuracy" if read.classify else "R²"
    return f"{count} with targets ({split}): every network is judged by its {judged}."


def check_examples(path: Path) -> None:
    """Whether a file of examples can be read.

    Raises:
        DataError: it cannot.
    """
    read_examples(path)


def _labels(tried: Report) -> dict[str, dict[str, int]]:
    shown = {"architecture": {name: networks for name, _, networks in tried.architectures}}
    return shown | ({"labels": dict.fromkeys(tried.labels, 0)} if tried.labels else {})
