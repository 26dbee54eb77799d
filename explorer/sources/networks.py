"""Folders of networks that others trained, recognised without running any code of theirs.

The layout is found out as `explorer import` does (`explorer.importing`), some networks are read as a trial, and the
commands are those of a terminal. Where the architecture is the user's own, the page can only show the command: code is
never run from a browser.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from explorer.errors import DataError, ExplorerError
from explorer.importing.making import Report, Wish, import_networks, look
from explorer.importing.options import Options, wish_of
from explorer.jobs.plan import Step
from explorer.kinds.protocols import Option, Places, Recognised
from explorer.sources.roots import Listing

TRIED = 200  # networks that are read before anything is begun
READ_S = 0.05  # seconds to read one
SHAPES = ("inr2vec", "nf2vec", "deepsdf")  # layouts whose networks are shapes
ACTIVATIONS = ("relu", "tanh", "sigmoid", "gelu", "leaky_relu", "elu", "silu", "softplus", "sine", "identity")
NONE = ""  # the choice of no file
OWN = "Networks of an architecture that only its code tells"


def recognise_networks(found: Listing, becomes: Callable[[str, int], Recognised | None]) -> Recognised | None:
    """What networks lie in a folder; None: none that are known.

    Args:
        found: the folder.
        becomes: what a zoo of so many networks of a kind (`import --kind`) becomes; None: no space.

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
    examples, tables = _files(found, (".npz", ".npy")), _files(found, (".csv",))
    refused = [(one.where, one.problem) for one in layout.refused]
    unsaid = False
    try:
        tried = import_networks(_wish(found.folder, kind, examples, tables), None)
    except ExplorerError as error:
        try:  # of a chain of linear layers the files may not say what lies between them: that can be chosen
            tried = import_networks(_wish(found.folder, kind, examples, tables, ACTIVATIONS[0]), None)
        except ExplorerError:
            return _own(found, layout.words, len(wanted), tuple(refused), error)
        unsaid = True
    refused += [pair for one in tried.refused if (pair := (one.where, one.problem)) not in refused]
    count = len(wanted) if len(wanted) > TRIED else len(tried.taken)
    trained = becomes(kind, count)
    if trained is None or trained.steps is None:
        return None
    known = replace(trained, what=layout.words or trained.what, refused=tuple(refused), labels=_labels(tried))
    return _with_import(found, known, kind, count, _options(examples, tables, unsaid=unsaid))


def _wish(folder: Path, kind: str, examples: list[str], tables: list[str], activation: str = "") -> Wish:
    """A trial with the files that will be the defaults."""
    return wish_of(
        Options(
            folder, kind=kind, limit=TRIED, example=folder / examples[0] if examples else None,
            labels=folder / tables[0] if tables else None, activation=activation,
        )
    )  # fmt: skip


def _with_import(
    found: Listing, trained: Recognised, kind: str, count: int, more: list[Option]
) -> Recognised:  # fmt: skip
    """The commands of the training, after the one that imports."""
    train, seconds = trained.steps, trained.seconds
    assert train is not None

    def steps(chosen: Mapping[str, str], places: Places) -> tuple[Step, ...]:
        argv = ["import", str(found.folder), "--out", str(places.zoo), "--kind", kind, "--workers", str(places.workers)]
        for key in ("example", "labels"):
            argv += [f"--{key}", str(found.folder / chosen[key])] if chosen.get(key) else []
        argv += ["--activation", chosen["activation"]] if chosen.get("activation") else []
        return (Step("Reading the networks", tuple(argv)), *train(chosen, places))

    def estimate(chosen: Mapping[str, str], workers: int) -> float:
        return count * READ_S / workers + (seconds(chosen, workers) if seconds else 0.0)

    return replace(trained, options=(*more, *trained.options), steps=steps, seconds=estimate)


def _options(examples: list[str], tables: list[str], *, unsaid: bool) -> list[Option]:
    """What can be said of the networks, beside how a space is trained on them."""
    options = list[Option]()
    if unsaid:
        names = tuple((name, name) for name in ACTIVATIONS)
        why = "These are linear layers, and the files do not say what lies between them. Choose what was trained."
        options.append(Option("activation", "Activation", names, help=why))
    if examples:
        drawn = (NONE, "drawn at random")
        files = [(name, name) for name in examples]
        options.append(Option("example", "Inputs", (*files, drawn), help="What the networks are run on."))
    if tables:
        files = [(name, name) for name in tables]
        options.append(Option("labels", "Labels", (*files, (NONE, "none")), help="A table that names the files."))
    return options


def _own(
    found: Listing, words: str, count: int, refused: tuple[tuple[str, str], ...], error: ExplorerError
) -> Recognised:  # fmt: skip
    folder = shlex.quote(str(found.folder))
    return Recognised(
        "functions", words or OWN, (("networks", count),), refused=refused,
        problem=error.problem, remedy=error.remedy,
        terminal=f"python -m explorer import {folder} --network my_nets.py:make_net --out zoos/{found.folder.name}",
    )  # fmt: skip


def _files(found: Listing, suffixes: tuple[str, ...]) -> list[str]:
    """Files at the top of the folder: those with a telling name first."""
    names = [name for name in found.ending(*suffixes) if "/" not in name]
    return sorted(names, key=lambda name: (not name.lower().startswith(("label", "example", "input")), name))


def _labels(tried: Report) -> dict[str, dict[str, int]]:
    shown = {"architecture": {name: networks for name, _, networks in tried.architectures}}
    return shown | ({"labels": dict.fromkeys(tried.labels, 0)} if tried.labels else {})
