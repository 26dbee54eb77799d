"""What a user says of a folder, as the command line and a form have it: texts, checked and made into a wish."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import torch

from explorer.data.examples import Examples, Stated, read_examples
from explorer.data.images import ImageData, load_images, normalised
from explorer.data.names import ALIASES, NAMES
from explorer.data.own import read_own
from explorer.errors import SelectionError
from explorer.importing import recognise
from explorer.importing.making import Wish
from explorer.importing.rules import Rules, activation_name
from explorer.importing.sidefiles import number_of
from explorer.importing.templates import own_networks
from explorer.networks.graph.chain import ACTIVATIONS
from explorer.networks.graph.userfile import arguments_of

MOST_AXIS = 1_000_000
SOME = (2000, 500, 2000)  # images to train on, to choose by and to judge on, of a data set


@dataclass(frozen=True)
class Options:
    """What the user says; whatever is left empty is found out.

    Attributes:
        folder: of the networks.
        kind: of the networks.
        network: `my_nets.py:make_net`, or `NAME=my_nets.py:make_net`, each.
        args: `k=v`, arguments of the functions.
        args_from_labels: `width,depth=hp.depth`: arguments that are each network's own labels.
        architecture_label: the label that names a network's architecture.
        part: which network is meant, of files that hold several.
        without: tensors that are no part of the network, with `*` and `?`.
        activation: of chains of linear layers.
        omega: of Sirens.
        example: file of inputs, and targets if there are any.
        input: shape of an input, `1x28x28`.
        draw: distribution to draw inputs from, `normal:0:1`.
        labels: a table of labels.
        epochs: moments of a training: all, last, or numbers.
        limit: networks at most.
        fewest: networks that an architecture must have, or its networks are left out.
        layout: one of `recognise.NAMES`.
        data: name of the images that the networks were trained on, or `NAME=FOLDER` of their files; or a folder of
            the user's own pictures (`explorer.data.own`).
        normalise: `MEAN:STD` by which the networks' images are normalised; "": by those of the training images.
    """

    folder: Path
    kind: str = "functions"
    network: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    args_from_labels: str = ""
    architecture_label: str = ""
    part: str = ""
    without: tuple[str, ...] = ()
    activation: str = ""
    omega: float | None = None
    example: Path | None = None
    input: str = ""
    draw: str = ""
    labels: Path | None = None
    epochs: str = ""
    limit: int | None = None
    fewest: int = 1
    layout: str = ""
    data: str = ""
    normalise: str = ""


def wish_of(options: Options) -> Wish:
    """The wish that options say. The user's own functions are looked up here, and called when networks need them.

    Raises:
        SelectionError: options that contradict each other, or are written otherwise.
        DataError: a file is missing or of another form.
    """
    if options.example is not None and (options.input or options.draw):
        raise SelectionError("The examples say what inputs are.", "Leave out --input and --draw, or --example.")
    if not options.network and (options.args or options.args_from_labels or options.architecture_label):
        raise SelectionError("These arguments belong to a network of your own.", "Give it by --network FILE.py:MAKE.")
    if options.layout and options.layout not in recognise.NAMES:
        raise SelectionError(f"Unknown layout {options.layout!r}.", f"Choose from: {', '.join(recognise.NAMES)}.")
    _refuse_idle(options)
    if options.omega is not None and not 0 < options.omega <= 1000:
        raise SelectionError(f"An omega of {options.omega} is not possible.", "Choose one above 0, up to 1000.")
    rules = Rules(
        label=options.architecture_label,
        arguments=pairs_of(options.args_from_labels),
        activation=options.activation,
        omega=options.omega,
        shape=shape_of(options.input),
        part=options.part,
        without=options.without,
    )
    wish = Wish(
        options.folder,
        own_networks(options.network),
        arguments_of(options.args),
        rules,
        options.labels,
        None if options.example is None else read_examples(options.example),
        Stated.read(options.draw) if options.draw else None,
        options.kind,
        options.layout,
        options.epochs,
        options.limit,
        options.fewest,
    )
    return _with_images(wish, options) if options.data else wish


def _with_images(wish: Wish, options: Options) -> Wish:
    """The wish with images as what the networks are run on.

    Classifiers are judged on the data set itself, which the zoo names; other kinds are given some of it as examples.
    """
    name, equals, folder = options.data.partition("=")
    own = not equals and name not in (*NAMES, *ALIASES) and Path(name).is_dir()
    if options.example is not None or options.draw or (options.input and not own):
        raise SelectionError("The images say what inputs are.", "Leave out --example, --input and --draw, or --data.")
    if own:
        images, said = read_own(Path(name), wish.rules.shape)
        wish = dataclasses.replace(wish, images=images if options.kind == "classifiers" else None, said=said)
    else:
        images = load_images(ALIASES.get(name, name), Path(folder) if folder else None)
    mean, std = _moments(options.normalise, images)
    images = dataclasses.replace(images, mean=mean, std=std)
    if options.kind == "classifiers":
        shape = (images.channels, images.size, images.size)
        stated = {"name": images.name, "mean": mean, "std": std} | ({"kept": True} if own else {})
        return dataclasses.replace(wish, rules=dataclasses.replace(wish.rules, shape=shape), data=stated)
    return dataclasses.replace(wish, examples=_examples(images))


def _refuse_idle(options: Options) -> None:
    """Refuse what would have no effect.

    Raises:
        SelectionError: an option that means nothing beside the others.
    """
    if options.normalise and not options.data:
        raise SelectionError("--normalise is of the images that --data names.", "Give --data, or leave it out.")
    if options.network and (options.activation or options.omega is not None):
        raise SelectionError("--activation and --omega are of chains of linear layers.", "Leave --network or them out.")
    spelled = activation_name(options.activation)
    if options.activation and spelled not in ACTIVATIONS:
        raise SelectionError(f"Unknown activation {options.activation!r}.", f"Choose from: {', '.join(ACTIVATIONS)}.")
    if options.omega is not None and options.activation and spelled != "sine":
        raise SelectionError(f"--omega is of sines, not of {options.activation}.", "Leave it out.")
    twice = [name for name in pairs_of(options.args_from_labels) if name in arguments_of(options.args)]
    if twice:
        raise SelectionError(f"{twice[0]} is in --args and in --args-from-labels.", "Say it once.")
    if options.kind == "classifiers" and not options.data:
        raise SelectionError(
            "Classifiers are judged on the images that they were trained on, which are not said.",
            f"Give --data, one of: {', '.join(NAMES)}; or a folder of pictures, one sub-folder a class.",
        )
    if options.kind == "shapes" and (options.example is not None or options.data or options.draw or options.input):
        raise SelectionError(
            "Shapes are run on points of space.", "Leave out --example, --data, --draw and --input, or --kind shapes."
        )


def _moments(text: str, images: ImageData) -> tuple[float, float]:
    if not text:
        return images.mean, images.std
    mean, _, std = text.partition(":")
    numbers = number_of(mean), number_of(std)
    if numbers[0] is None or numbers[1] is None or numbers[1] <= 0:
        raise SelectionError(f"{text!r} is no mean and standard deviation.", "Give e.g. --normalise 0.5:0.5.")
    return float(numbers[0]), float(numbers[1])


def _examples(images: ImageData) -> Examples:
    """Some images of each split, as networks read them."""
    inputs, targets, split = [], [], []
    for place, (some, most) in enumerate(zip((images.train, images.validation, images.test), SOME, strict=True)):
        rows = slice(0, most)
        inputs.append(normalised(some.pixels[rows], images.mean, images.std))
        targets.append(some.labels[rows].long())
        split.append(torch.full((len(inputs[-1]),), place, dtype=torch.int8))
    return Examples(torch.cat(inputs), torch.cat(targets), torch.cat(split), None, images.classes)


def pairs_of(text: str) -> dict[str, str]:
    """Arguments and the labels that hold them, from `width,depth=hp.depth`.

    Raises:
        SelectionError: it is written otherwise.
    """
    out: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        argument, equals, label = part.strip().partition("=")
        if not argument.isidentifier() or argument in out:
            raise SelectionError(f"{part!r} is no argument.", "Give --args-from-labels width,depth=hp.depth.")
        out[argument] = label if equals else argument
    return out


def shape_of(text: str) -> tuple[int, ...] | None:
    """A shape from `1x28x28`; None from an empty text.

    Raises:
        SelectionError: it is written otherwise.
    """
    if not text:
        return None
    parts = text.lower().replace(",", "x").split("x")
    if not all(part.isascii() and part.isdigit() and 0 < int(part) < MOST_AXIS for part in parts):
        raise SelectionError(f"{text!r} is no shape.", "Give e.g. --input 12 or --input 1x28x28.")
    return tuple(map(int, parts))
