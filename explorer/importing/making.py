"""From a folder to a zoo: recognise, choose, read, fit, keep."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import Tensor

from explorer.data.examples import Examples, Stated, draw_examples
from explorer.data.images import ImageData
from explorer.errors import DataError, ExplorerError
from explorer.foreign.checkpoints import Fact
from explorer.importing.folder import Folder
from explorer.importing.found import FoundNetwork, Recognised, Refused, count_of, grouped
from explorer.importing.labels import labelled, read_table
from explorer.importing.place import check_out, check_space
from explorer.importing.reading import Shelf, read_all
from explorer.importing.recognise import chosen, other_files, recognise
from explorer.importing.rules import Rules
from explorer.importing.said import check_said
from explorer.importing.templates import Own, said_by_labels, with_templates
from explorer.networks.graph import NetworkGraph
from explorer.zoo.imported import ImportedZoo, Record

DRAWN = 2048  # inputs, where nobody gives any
CUBE = Stated("uniform", -1.0, 1.0)
NORMAL = Stated()
LARGE = 1_000_000  # parameters of the largest networks that spaces were trained on here
TOLD = 3  # reasons that a message has


@dataclass(frozen=True)
class Wish:
    """What the user says of a folder; whatever is left empty is found out.

    Attributes:
        folder: of the networks.
        owns: the user's architectures.
        arguments: that their functions are called with.
        rules: of architectures, without the user's.
        labels: a table of labels.
        examples: inputs, and targets if there are any.
        drawn: the distribution to draw inputs from, where there are no examples; None: as the layout or, else, normal.
        kind: of the networks.
        layout: one of `recognise.NAMES`.
        epochs: see `recognise.chosen`; "": as the layout has it.
        limit: networks at most.
        fewest: networks that an architecture must have, or its networks are left out.
        data: the data set that they were trained on, for `zoo.json`.
        images: that are kept in the zoo, as they are the user's own; None: none are.
        said: what the user should know of these.
    """

    folder: Path
    owns: tuple[Own, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    labels: Path | None = None
    examples: Examples | None = None
    drawn: Stated | None = None
    kind: str = "functions"
    layout: str = ""
    epochs: str = ""
    limit: int | None = None
    fewest: int = 1
    data: Mapping[str, Any] | None = None
    images: ImageData | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What an import did, or would do.

    Attributes:
        words: what was recognised.
        layout: its name.
        taken: names of the networks that are in the zoo.
        refused: what is not taken, and why.
        architectures: name, parameters and number of networks of each.
        labels: names of labels, and how many networks have each.
        same: labels that are the same for all, left out of the networks'.
        others: number of files of each suffix that are no networks.
        notes: what the user should know.
        inputs: in words, where the inputs come from.
    """

    words: str
    layout: str
    taken: tuple[str, ...]
    refused: tuple[Refused, ...]
    architectures: tuple[tuple[str, int, int], ...]
    labels: Mapping[str, int]
    same: Mapping[str, Fact]
    others: Mapping[str, int]
    notes: tuple[str, ...]
    inputs: str


Progress = Callable[[str, int, int], None]
Check = Callable[[NetworkGraph, Mapping[str, Tensor]], None]


def look(wish: Wish) -> tuple[Folder, Recognised, tuple[FoundNetwork, ...], tuple[str, ...]]:
    """What is in a folder, before anything is read: its files, its layout, the networks that are wanted, and notes.

    Raises:
        DataError: nothing is recognised, or the labels do not belong to it.
    """
    folder = Folder.look(wish.folder)
    found = recognise(folder, wish.layout)
    networks: Sequence[FoundNetwork] = found.networks
    notes = (*wish.said, *found.notes)
    if wish.labels is not None and networks:
        networks, more = labelled(networks, read_table(wish.labels))
        notes += more
    wanted = chosen(networks, wish.epochs or found.epochs, wish.limit)
    if len(wanted) < len(networks):
        notes += (f"{count_of(len(networks) - len(wanted), 'network')} left out by --epochs or --limit.",)
    return folder, found, wanted, notes


def import_networks(
    wish: Wish,
    out: Path | None,
    *,
    workers: int = 1,
    progress: Progress = lambda *_: None,
    run: Callable[..., Any] | None = None,
    check: Check | None = None,
) -> Report:
    """Import a folder.

    Args:
        wish: what is known of it.
        out: the zoo's folder, written whole or not at all; None: everything is done but the zoo is not written.
        workers: processes that read.
        progress: told (what, done, total).
        run: see `reading.read_all`.
        check: refuses networks that are none of the kind's, by raising; None: all that can be read are taken.

    Raises:
        DataError: nothing is recognised, no network can be taken, or something that all need is missing.
        ZooError: the zoo cannot be written.
    """
    if out is not None:
        check_out(out)
    folder, found, networks, notes = look(wish)
    check_said(wish.rules, networks)
    shape = wish.examples.shape if wish.examples is not None else wish.rules.shape
    rules = dataclasses.replace(wish.rules, shape=shape)
    if wish.owns:
        rules = with_templates(rules, wish.owns, wish.arguments, networks)
    with Shelf(None if out is None else out.absolute().parent) as shelf:
        refused = read_all(
            networks,
            rules,
            shelf,
            workers=workers,
            run=run,
            progress=lambda done, total: progress("reading", done, total),
        )
        if check is not None:
            refused |= _of_other_kind(networks, shelf, check)
        refused |= {n: why for n, why in _of_other_form(networks, shelf, wish.examples).items() if n not in refused}
        refused |= _of_few(networks, shelf, refused, wish.fewest)
        taken = [place for place in range(len(networks)) if place not in refused]
        if not taken:
            raise DataError(_none(found, networks, refused), _remedy(found, refused))
        if len(taken) == 1 and len(refused) > 1:  # an odd one among networks of what was meant
            odd = networks[taken[0]].name
            problem = _none(found, networks, refused).replace("None was taken", f"Only {odd} fits", 1)
            raise DataError(problem, _remedy(found, refused))
        graphs, archs = _used(shelf, taken)
        labels = _labels(networks, shelf, taken)
        records, same = _records(networks, shelf, taken, archs, labels)
        unasked = said_by_labels(wish.owns, rules, [*labels, *(network.labels for network in networks)])
        examples = wish.examples
        if examples is None and wish.data is None:
            examples = _drawn(wish, [networks[place] for place in taken], graphs[0])
        report = Report(
            found.words,
            found.layout,
            tuple(record.name for record in records),
            (*found.refused, *refused.values()),
            _architectures(graphs, records),
            Counter(key for record in records for key, value in record.labels.items() if value is not None),
            same,
            other_files(folder, found),
            (*notes, *([f"{unasked}."] if unasked else []), *_few(taken, refused), *_remarks(graphs)),
            _inputs(wish, examples),
        )
        if out is not None:
            check_space(out, len(taken), max(graph.count for graph in graphs))

            def params() -> Iterator[tuple[Record, Mapping[str, Tensor]]]:
                for record, place in zip(records, taken, strict=True):
                    yield record, shelf.params(place)

            ImportedZoo.create(
                out,
                wish.kind,
                graphs,
                params(),
                source=_source(report, wish),
                examples=examples,
                data=wish.data,
                images=wish.images,
                progress=lambda done: progress("writing", done, len(taken)),
            )
    return report


def _of_other_kind(networks: Sequence[FoundNetwork], shelf: Shelf, check: Check) -> dict[int, Refused]:
    """Networks that are none of the kind that is asked for."""
    out = {}
    for number, place in shelf.places.items():
        try:
            check(shelf.graphs[place.arch], shelf.params(number))
        except ExplorerError as error:
            out[number] = Refused(networks[number].name, error.problem, error.remedy)
    return out


def _of_other_form(networks: Sequence[FoundNetwork], shelf: Shelf, examples: Examples | None) -> dict[int, Refused]:
    """Networks that take other inputs than the examples or the most, or give other outputs than the most."""
    counts = Counter(place.arch for place in shelf.places.values())
    if not counts:
        return {}
    forms: Counter[tuple[tuple[int, ...], tuple[int, ...]]] = Counter()
    for arch, count in counts.items():
        graph = shelf.graphs[arch]
        if examples is None or graph.input == examples.shape:
            forms[graph.input, graph.output] += count
    wanted = examples.shape if examples is not None else forms.most_common(1)[0][0][0]
    gives = forms.most_common(1)[0][0][1] if forms else None
    out = {}
    for number, place in shelf.places.items():
        graph = shelf.graphs[place.arch]
        if graph.input != wanted:
            whose = "the examples have" if examples is not None else "most take"
            problem = f"It takes inputs of shape {_shape(graph.input)}; {whose} {_shape(wanted)}."
            out[number] = Refused(networks[number].name, problem, "Import networks of different inputs apart.")
        elif gives is not None and graph.output != gives:
            problem = f"It gives outputs of shape {_shape(graph.output)}; most give {_shape(gives)}."
            out[number] = Refused(networks[number].name, problem, "Import networks of different outputs apart.")
    return out


def _of_few(
    networks: Sequence[FoundNetwork], shelf: Shelf, refused: Mapping[int, Refused], fewest: int
) -> dict[int, Refused]:
    """Networks of architectures that have fewer than so many, of those that are not refused already."""
    counts = Counter(place.arch for number, place in shelf.places.items() if number not in refused)
    out = {}
    for number, place in shelf.places.items():
        if number not in refused and counts[place.arch] < fewest:
            problem = (
                f"Only {count_of(counts[place.arch], 'network')} of its architecture, {shelf.graphs[place.arch].name}."
            )
            out[number] = Refused(networks[number].name, problem, f"--fewest {fewest} leaves it out.")
    return out


def _shape(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) or "()"


def _used(shelf: Shelf, taken: Sequence[int]) -> tuple[list[NetworkGraph], dict[int, int]]:
    """The architectures of the networks that are taken, names all different, and their new indices."""
    order = list(dict.fromkeys(shelf.places[place].arch for place in taken))
    names = Counter[str]()
    graphs = []
    for arch in order:
        graph = shelf.graphs[arch]
        names[graph.name] += 1
        twice = names[graph.name] > 1
        graphs.append(dataclasses.replace(graph, name=f"{graph.name} ({names[graph.name]})") if twice else graph)
    return graphs, {arch: index for index, arch in enumerate(order)}


def _labels(networks: Sequence[FoundNetwork], shelf: Shelf, taken: Sequence[int]) -> list[dict[str, Fact]]:
    """All that is known of each network."""
    labels = []
    for place in taken:
        facts = dict(shelf.places[place].facts)
        if networks[place].epoch is not None:
            facts.pop("epoch", None)
        labels.append({**facts, **networks[place].labels})
    return labels


def _records(
    networks: Sequence[FoundNetwork],
    shelf: Shelf,
    taken: Sequence[int],
    archs: Mapping[int, int],
    labels: Sequence[Mapping[str, Fact]],
) -> tuple[list[Record], dict[str, Fact]]:
    """What is kept of each network, and the labels that are the same for all."""
    same: dict[str, Fact] = {}
    if len(taken) > 1:
        same = {
            key: value
            for key, value in labels[0].items()
            if all(key in other and other[key] == value and type(other[key]) is type(value) for other in labels)
        }
    records = []
    for place, own in zip(taken, labels, strict=True):
        network = networks[place]
        kept = {key: value for key, value in own.items() if key not in same}
        arch = archs[shelf.places[place].arch]
        records.append(Record(network.name, arch, kept, network.run, network.epoch))
    return records, same


def _drawn(wish: Wish, networks: Sequence[FoundNetwork], graph: NetworkGraph) -> Examples:
    """Inputs from the stated distribution, as there are no examples."""
    stated = wish.drawn
    if stated is None:
        domains = Counter(network.known.domain if network.known is not None else "normal" for network in networks)
        cube = domains.most_common(1)[0][0] == "cube"
        stated = CUBE if cube else NORMAL
    count = max(16, min(DRAWN, 16_777_216 // max(1, math.prod(graph.input))))
    return draw_examples(graph.input, count, stated)


def _inputs(wish: Wish, examples: Examples | None) -> str:
    if examples is None:
        return f"images of {(wish.data or {}).get('name')}"
    return examples.words


def _architectures(graphs: Sequence[NetworkGraph], records: Sequence[Record]) -> tuple[tuple[str, int, int], ...]:
    counts = Counter(record.arch for record in records)
    return tuple((graph.name, graph.count, counts[index]) for index, graph in enumerate(graphs))


def _few(taken: Sequence[int], refused: Mapping[int, Refused]) -> list[str]:
    """Whether more networks of a folder are dropped than taken."""
    if len(taken) >= len(refused):
        return []
    return [f"only {len(taken):,} of {len(taken) + len(refused):,} networks fit: see what is refused, and why."]


def _remarks(graphs: Sequence[NetworkGraph]) -> list[str]:
    most = max(graph.count for graph in graphs)
    if most <= LARGE:
        return []
    return [f"Networks of {most:,} parameters: spaces were trained here on networks of up to {LARGE:,}."]


def _source(report: Report, wish: Wish) -> dict[str, Any]:
    """What the zoo says of where it comes from; no paths of this machine."""
    return {
        "layout": report.layout,
        "words": report.words,
        "folder": wish.folder.resolve().name,
        "networks": [own.name for own in wish.owns],
        "refused": len(report.refused),
        "same": dict(report.same),
        "inputs": report.inputs,
    }


def _none(found: Recognised, networks: Sequence[FoundNetwork], refused: Mapping[int, Refused]) -> str:
    reasons = [*refused.values(), *found.refused]
    if not networks and not reasons:
        return f"{found.words}. None is wanted."
    groups = grouped(reasons)
    said = "; ".join(f"{group.who}: {group.refused.problem.rstrip('.')}" for group in groups[:TOLD])
    more = f"; and {count_of(len(groups) - TOLD, 'more reason')}" if len(groups) > TOLD else ""
    return f"{found.words}. None was taken: {said}{more}."


def _remedy(found: Recognised, refused: Mapping[int, Refused]) -> str:
    groups = grouped([*refused.values(), *found.refused])
    return next((group.refused.remedy for group in groups if group.refused.remedy), "See what is refused.")
