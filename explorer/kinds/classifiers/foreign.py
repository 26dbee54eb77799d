"""Image classifiers from elsewhere: our architectures at any width, chains of layers, ONNX files of any kind.

How they take images, what they answer and in which order their classes are is found out on labelled images,
said, and set by the user where it is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.explore.read.encode import Choice
from explorer.foreign.apart import open_onnx, read_weights
from explorer.foreign.chains import ACTIVATIONS
from explorer.foreign.hints import Hints
from explorer.foreign.onnx import OnnxNetwork
from explorer.foreign.onnxgraph import GraphForm
from explorer.foreign.scores import MEANINGS, Meaning, logits_from
from explorer.kinds.classifiers.convchains import conv_chain
from explorer.kinds.classifiers.conventions import (
    CLOSE,
    Answers,
    Layout,
    Pixels,
    Trial,
    Way,
    ask,
    best_trials,
    check_told,
    layouts,
    pixel_ways,
    told_of_order,
    tried,
)
from explorer.kinds.classifiers.stored import Reading, Wanted, of_weights

DIFFERENT = 0.02  # of the images, on which another convention must answer otherwise to be told


@dataclass(frozen=True)
class ForeignClassifier:
    """A network that gives logits for images.

    Attributes:
        name: of its file.
        words: what it is, in one line.
        form: what it is made of.
        way: how it takes images.
        answers: scores for images that it is given so.
        meaning: what these are.
        order: its class for each of the space's; None: the same.
        meant: how images, answers and classes are taken, in one line.
        doubts: what may be otherwise, a sentence each.
        rivals: the same with other activations that fit about as well, by their names.
        choices: what a user may set by hand.
    """

    name: str
    words: str
    form: GraphForm
    way: Way
    answers: Answers
    meaning: Meaning
    order: tuple[int, ...] | None = None
    meant: str = ""
    doubts: tuple[str, ...] = ()
    rivals: tuple[tuple[str, ForeignClassifier], ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def mean(self) -> float:
        """That pixels, 0 to 1, are taken relative to; of the first channel."""
        return self.way.pixels.mean[0]

    @property
    def std(self) -> float:
        """That they are divided by."""
        return self.way.pixels.std[0]

    def __call__(self, pixels: UInt8[Tensor, "n c s s"]) -> Float[Tensor, "n classes"]:
        """Logits for images as they are stored, a few at a time."""
        logits = logits_from(ask(self.answers, self.way, pixels), self.meaning)
        return logits if self.order is None else logits[:, list(self.order)]


def read_foreign_classifier(data: bytes, name: str, wanted: Wanted, hints: Hints | None = None) -> ForeignClassifier:
    """A classifier from a safetensors, torch or ONNX file.

    Raises:
        DataError: it cannot be read, its architecture is not known, or it is for other images or classes; names the
            file and the reason.
        SelectionError: the user says what cannot be.
    """
    hints = hints or Hints()
    told = hints.told
    check_told(told, {"inverted": ("yes", "no"), "outputs": MEANINGS, "activation": [*ACTIVATIONS]})
    activation = told.get("activation") or (hints.activation if hints.activation in ACTIVATIONS else "") or ""
    facts: Mapping[str, str] = {}
    if name.lower().endswith(".onnx"):
        readings = [_of_onnx(open_onnx(data, name, hints.folder), wanted)]
    else:
        weights = read_weights(data, name)
        facts = weights.facts
        readings = of_weights(weights.tensors, name, wanted, activation, hints.network)
        readings = readings or conv_chain(weights.tensors, name, wanted, activation)
    runs = [(one.answers, _ways(one, hints, facts, wanted)) for one in readings]
    meaning: Meaning | None = next((one for one in MEANINGS if one == told.get("outputs")), None)
    trials = best_trials(runs, wanted.images, wanted.classes, meaning, name)
    index, best = trials[0]
    said = ""
    rivals = list[tuple[str, ForeignClassifier]]()
    if len({one.activation for one in readings}) > 1:
        said, fit = _activations(readings, trials, wanted, name)
        index, best = fit[0]
        rivals = [(readings[k].activation, _made(name, readings[k], one, hints, wanted)) for k, one in fit[1:]]
    made = _made(name, readings[index], best, hints, wanted)
    if said and not rivals:
        made = replace(made, words=f"{made.words}, found out ({said})")
    return replace(
        made,
        meant=_meant(made, wanted),
        doubts=(*([said] if rivals else []), *_doubts(made, best, trials, wanted)),
        rivals=tuple(rivals),
        choices=tuple(_choices(made, readings, best, hints, facts, wanted)),
    )


def _of_onnx(network: OnnxNetwork, wanted: Wanted) -> Reading:
    return Reading(
        f"ONNX, {network.words}", network.form, lambda x: _scores(network, x, wanted.classes),
        tuple(layouts(network.shape, wanted.channels, wanted.size, network.name)),
        integers="" if network.input.real else network.input.type,
    )  # fmt: skip


def _scores(network: OnnxNetwork, x: Tensor, classes: int) -> Float[Tensor, "n classes"]:
    """Of a network's outputs the first that has a score for each class.

    Raises:
        DataError: none has.
    """
    found = network.answers(x)
    for one in network.outputs:
        values = found[one.name]
        sizes = [size for size in values.shape[1:] if size != 1]
        if len(values) == len(x) and sizes == [classes]:
            return values.reshape(len(x), classes)
        if classes == 2 and one.real and len(values) == len(x) and not sizes:  # one score, of the second class
            score = values.reshape(-1)
            sure = bool(((score >= 0) & (score <= 1)).all())
            return torch.stack([1 - score if sure else torch.zeros_like(score), score], 1)
    if not any(one.real for one in network.outputs):
        raise DataError(
            f"{network.name} gives classes alone ({network.outputs[0].words}), and no score for each.",
            "Export it with its logits or probabilities.",
        )
    one = network.outputs[0]
    shape = " x ".join(str(size) for size in found[one.name].shape[1:]) or "1"
    raise DataError(
        f"{network.name} gives {shape} values for an image; there are {classes} classes here.",
        "Take a network for the classes of this space.",
    )


def _ways(reading: Reading, hints: Hints, facts: Mapping[str, str], wanted: Wanted) -> list[Way]:
    """How images may be given: told by the user, else by the file, else the usual ways.

    Raises:
        SelectionError: the user says what this network cannot take.
    """
    told = hints.told
    fits = {_key(one): one for one in reading.layouts}
    check_told(told, {"layout": [*fits]})
    chosen = [fits[told["layout"]]] if told.get("layout") else [*reading.layouts]
    stated = _stated(hints, facts)
    found = []
    for layout in chosen:
        ways = pixel_ways(layout.channels, wanted.mean, wanted.std, reading.integers)
        if stated is not None and not reading.integers:
            both = [stated, Pixels(stated.key, stated.mean, stated.std, inverted=True)]
            # Told of mean and deviation, it is taken at its word; but a choice among all is a choice among all.
            ways = [*both, *ways] if told.get("pixels") else both if told.get("inverted") else both[:1]
        check_told(told, {"pixels": [*dict.fromkeys(one.key for one in ways)]})
        ways = [one for one in ways if told.get("pixels", "") in ("", one.key)]
        ways = [one for one in ways if told.get("inverted", "") in ("", "yes" if one.inverted else "no")]
        found += [Way(layout, one) for one in ways]
    return found


def _stated(hints: Hints, facts: Mapping[str, str]) -> Pixels | None:
    """Mean and deviation that the user tells, or the file."""
    try:
        said = Hints(mean=float(facts["mean"]), std=float(facts["std"])) if hints.mean is None else hints
    except (KeyError, ValueError, SelectionError):  # the file does not say, or says what is not possible
        return None
    assert said.mean is not None
    assert said.std is not None
    return Pixels("told", (float(said.mean),), (float(said.std),))


def _made(name: str, reading: Reading, trial: Trial, hints: Hints, wanted: Wanted) -> ForeignClassifier:
    order = told_of_order(hints.told.get("order", ""), trial.order, wanted.classes)
    return ForeignClassifier(name, reading.words, reading.form, trial.way, reading.answers, trial.meaning, order)


def _activations(
    readings: Sequence[Reading], trials: Sequence[tuple[int, Trial]], wanted: Wanted, name: str
) -> tuple[str, list[tuple[int, Trial]]]:
    """What each activation gives, in words, and those that fit about equally well, the most usual first.

    On all labelled images: activations are like each other, and differ in few of them.
    """
    each: dict[str, tuple[int, Trial]] = {}
    for k, trial in trials:
        each.setdefault(readings[k].activation, (k, trial))
    again = [
        (k, tried(readings[k].answers, one.way, wanted.images, wanted.classes, one.meaning, name))
        for k, one in each.values()
    ]
    again.sort(key=lambda one: -one[1].right)
    listed = ", ".join(f"{readings[k].activation} {trial.right:.1%}" for k, trial in again)
    fit = [(k, one) for k, one in again if one.as_right_as(again[0][1])]
    fit.sort(key=lambda one: one[0])  # the most usual first
    if len(fit) == 1:
        return f"right on labelled images by {listed}", fit
    taken = readings[fit[0][0]].activation
    said = (
        f"Its activation is not in the file, and several fit ({listed} right on labelled images); {taken} is taken, as "
        "the most usual of them."
    )
    return said, fit


def _meant(made: ForeignClassifier, wanted: Wanted) -> str:
    order = "classes in its own order" if made.order is None else f"classes reordered: {_ordered(made.order, wanted)}"
    return f"{made.way.words}; it gives {made.meaning}; {order}"


def _ordered(order: Sequence[int], wanted: Wanted) -> str:
    """An order of classes in words: which of the file's is which of ours."""
    names = wanted.names or tuple(str(k) for k in range(wanted.classes))
    by_name = sorted(range(len(names)), key=lambda k: names[k])
    if all(order[k] == place for place, k in enumerate(by_name)):
        return "alphabetical"
    return ", ".join(f"its {file} is {names[own]}" for own, file in enumerate(order) if file != own)


def _doubts(made: ForeignClassifier, best: Trial, trials: Sequence[tuple[int, Trial]], wanted: Wanted) -> list[str]:
    found = []
    chance = 1 / wanted.classes
    if best.right < chance + (1 - chance) / 10:
        found.append(
            f"It is right on {best.right:.1%} of the labelled images, near chance ({chance:.1%}), however images are "
            "given to it: hardly trained, for other images, or meant otherwise."
        )
        return found
    if best.order is not None and made.order is None:
        found.append(
            f"Right on {best.plain:.1%} of the labelled images as it stands, on {best.right:.1%} with its classes in "
            f"another order ({_ordered(best.order, wanted)}): set the order to found, if that is so."
        )
    top = trials[0][1]
    rivals = [
        one
        for _, one in trials[1:]
        if one.way != made.way
        and one.as_right_as(top)
        and one.entropy < CLOSE * top.entropy
        and (one.predicted != top.predicted).mean() > DIFFERENT
    ]
    if rivals:
        other = max(rivals, key=lambda one: one.right)
        found.append(
            f"Another convention fits about as well: {other.way.words} ({other.right:.1%} of the labelled images, "
            f"against {top.right:.1%})."
        )
    if not made.form.known:
        found.append("Its layers cannot be told, so the space reads its answers alone.")
    return found


def _choices(
    made: ForeignClassifier, readings: Sequence[Reading], best: Trial, hints: Hints, facts: Mapping[str, str],
    wanted: Wanted,
) -> list[Choice]:  # fmt: skip
    """What can be set by hand, with what was taken."""
    found = []
    layout, pixels = made.way.layout, made.way.pixels
    fits = {_key(one): one for one in readings[0].layouts}
    if len(fits) > 1:
        listed = tuple((key, f"{one.words}{'' if one.fit == 'same' else f', {one.fit}'}") for key, one in fits.items())
        found.append(Choice("layout", "Images", listed, _key(layout)))
    ways = pixel_ways(layout.channels, wanted.mean, wanted.std, readings[0].integers)
    stated = _stated(hints, facts)
    ways = [*([stated] if stated is not None else []), *ways]
    listed = tuple((one.key, one.words.removeprefix("pixels ")) for one in ways if not one.inverted)
    found.append(Choice("pixels", "Pixels", listed, pixels.key))
    found.append(
        Choice("inverted", "Inverted", (("no", "as they are"), ("yes", "inverted")), "yes" if pixels.inverted else "no")
    )
    found.append(Choice("outputs", "Outputs", tuple((one, one) for one in MEANINGS), made.meaning))
    asked = hints.told.get("order", "")
    orders = [("file", "as they are"), *([("found", "as found")] if best.order is not None else [])]
    if asked and asked not in dict(orders):
        orders.append((asked, asked))
    found.append(Choice("order", "Classes", tuple(orders), asked if made.order is not None else "file"))
    if any(one.activation for one in readings):
        kind = next(one.activation for one in readings if one.answers is made.answers)
        found.append(Choice("activation", "Activation", tuple((one, one) for one in ACTIVATIONS), kind))
    return found


def _key(layout: Layout) -> str:
    """How a layout is written by hand."""
    return layout.axes if layout.fit == "same" else f"{layout.axes}-{layout.fit}"
