"""How classifiers from elsewhere take images and what they answer, found out: one network in many forms."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import torch
from onnx import TensorProto
from safetensors.torch import save
from torch import Tensor, nn

from explorer.data.images import Images
from explorer.errors import DataError, SelectionError
from explorer.foreign.hints import Hints
from explorer.foreign.scores import logits_from, meaning_of
from explorer.kinds.classifiers import conventions
from explorer.kinds.classifiers.conventions import Layout, Trial, Way, best_trials, layouts, pixel_ways
from explorer.kinds.classifiers.foreign import ForeignClassifier, read_foreign_classifier
from explorer.kinds.classifiers.networks import percent_right
from explorer.kinds.classifiers.reading import latent_of_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.stored import Wanted
from explorer.netspace.encoders.answers import FORM, reading_of
from tests.kinds.classifiers.onnxfiles import (
    CLASSES,
    DATA,
    FLOAT,
    SIDE,
    SIZE,
    node,
    onnx_file,
    small,
    trained,
    weights,
)  # fmt: skip

NAMES = tuple(
    f"digit {['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][k]}" for k in range(10)
)
WANTED = Wanted(1, SIZE, CLASSES, DATA.mean, DATA.std, DATA.train, names=NAMES)
IMAGE = (FLOAT, ("N", 1, SIZE, SIZE))


def read(data: bytes, name: str = "net.onnx", **told: str) -> ForeignClassifier:
    return read_foreign_classifier(data, name, WANTED, Hints(told=told))


def own() -> Tensor:
    with torch.no_grad():
        return small()(DATA.test.pixels / 255)


def number(name: str, *values: float) -> dict[str, np.ndarray]:
    return {name: np.array(values, np.float32).reshape(() if len(values) == 1 else -1)}


def scaled(scale: float, shift: float) -> dict[str, object]:
    """For pixels that are given by another mean and deviation: the network undoes it."""
    nodes = [node("Mul", "x scale", "scaled"), node("Add", "scaled shift", "image")]
    return {"before": nodes, "values": number("scale", scale) | number("shift", shift)}


def softmax(*kinds: str, **values: np.ndarray) -> dict[str, object]:
    """A softmax, and what tools put after it."""
    nodes = [node("Softmax", "logits", "p0" if kinds else "y", axis=1)]
    for k, kind in enumerate(kinds):
        made = "y" if k == len(kinds) - 1 else f"p{k + 1}"
        extra = {"Clip": " low high", "Reshape": " sizes"}.get(kind, "")
        nodes.append(node(kind, f"p{k}{extra}", made, **({"to": FLOAT} if kind == "Cast" else {})))
    return {"after": nodes, "values": values}


AXES = {"axes": np.array([1])}
FORMS: dict[str, tuple[dict[str, object], str]] = {
    "as it is": ({}, "N x 1 x 16 x 16, pixels of 0 to 1; it gives logits"),
    "batch of one": ({"given": (FLOAT, (1, 1, SIZE, SIZE)), "outputs": [("y", FLOAT, (1, CLASSES))]}, "logits"),
    "channels last, softmax": (
        {
            "before": [node("Transpose", "x", "image", perm=[0, 3, 1, 2])],
            "given": (FLOAT, ("N", SIZE, SIZE, 1)),
            **softmax(),
        },
        "N x 16 x 16 x 1, pixels of 0 to 1; it gives probabilities",
    ),
    "without channels": (
        {"before": [node("Unsqueeze", "x axes", "image")], "given": (FLOAT, ("N", SIZE, SIZE)), "values": AXES},
        "N x 16 x 16,",
    ),
    "flat": (
        {
            "before": [node("Reshape", "x sizes", "image")],
            "given": (FLOAT, (None, SIZE * SIZE)),
            "values": {"sizes": np.array([-1, 1, SIZE, SIZE])},
        },
        "N x 256,",
    ),
    "bytes": (
        {
            "before": [node("Cast", "x", "floats", to=FLOAT), node("Div", "floats scale", "image")],
            "given": (TensorProto.UINT8, IMAGE[1]),
            "values": number("scale", 255),
        },
        "0 to 255",
    ),
    "0 to 255": (scaled(1 / 255, 0), "0 to 255"),
    "MNIST's": (scaled(0.3081, 0.1307), "MNIST"),
    "ImageNet's": (scaled(0.225, 0.45), "ImageNet"),
    "inverted": (scaled(-1, 1), "0 to 1, inverted"),
    "clipped": (
        softmax("Clip", low=np.array(1e-20, np.float32), high=np.array(1, np.float32)),
        "probabilities",
    ),
    "softmax, then others": (
        softmax("Cast", "Identity", "Reshape", sizes=np.array([-1, CLASSES])),
        "probabilities",
    ),
    "sigmoids": ({"after": [node("Sigmoid", "logits", "y")]}, "sigmoids"),
    "log-probabilities": ({"after": [node("LogSoftmax", "logits", "y", axis=1)]}, "logits"),
    "labels first": (
        {
            "after": [node("Softmax", "logits", "y", axis=1), node("ArgMax", "y", "label", axis=1, keepdims=0)],
            "outputs": [("label", TensorProto.INT64, ("N",)), ("y", FLOAT, ("N", CLASSES))],
        },
        "probabilities",
    ),
    "labels last": (
        {
            "after": [node("Softmax", "logits", "y", axis=1), node("ArgMax", "y", "label", axis=1, keepdims=0)],
            "outputs": [("y", FLOAT, ("N", CLASSES)), ("label", TensorProto.INT64, ("N",))],
        },
        "probabilities",
    ),
    "scikit-learn's dictionaries": (
        {
            "after": [
                node("Softmax", "logits", "p", axis=1),
                node("ArgMax", "p", "label", axis=1, keepdims=0),
                node("ZipMap", "p", "y", domain="ai.onnx.ml", classlabels_int64s=list(range(CLASSES))),
            ],
            "outputs": [("label", TensorProto.INT64, ("N",)), ("y", TensorProto.UNDEFINED, None)],
        },
        "probabilities",
    ),
    "all convolutions": (
        {
            "after": [node("Reshape", "logits sizes", "y")],
            "values": {"sizes": np.array([-1, CLASSES, 1, 1])},
            "outputs": [("y", FLOAT, ("N", CLASSES, 1, 1))],
        },
        "logits",
    ),
    "double": (
        {
            "held": weights(np.float64),
            "given": (TensorProto.DOUBLE, IMAGE[1]),
            "outputs": [("y", TensorProto.DOUBLE, ("N", CLASSES))],
        },
        "logits",
    ),
    "half": (
        {
            "held": weights(np.float16),
            "given": (TensorProto.FLOAT16, IMAGE[1]),
            "outputs": [("y", TensorProto.FLOAT16, ("N", CLASSES))],
        },
        "logits",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_one_network_in_many_forms_is_read_as_the_same(form: str) -> None:
    made, says = FORMS[form]
    found = read(onnx_file(**made))  # type: ignore[arg-type]
    assert says in found.meant
    assert (found.form.convolutions, found.form.linear, found.form.depth) == (72, 8 * SIDE**2 * CLASSES, 2)
    assert found.form.count == sum(value.numel() for value in small().state_dict().values())
    loose = 0.02 if form == "half" else 2e-3
    torch.testing.assert_close(found(DATA.test.pixels).softmax(1), own().softmax(1), atol=loose, rtol=0)


@pytest.mark.parametrize(
    ("shape", "nodes", "says"),
    [
        (("N", 3, 32, 32), [node("ReduceMean", "x", "grey", axes=[1])], "N x 3 x 32 x 32, resized"),
        (("N", 64, 64, 3), [
            node("Transpose", "x", "planes", perm=[0, 3, 1, 2]), node("ReduceMean", "planes", "grey", axes=[1]),
        ], "N x 64 x 64 x 3, resized"),
    ],
)  # fmt: skip
def test_images_of_another_size_and_in_colour(shape: tuple[object, ...], nodes: list[object], says: str) -> None:
    factor = max(size for size in shape if isinstance(size, int)) // SIZE
    pool = node("AveragePool", "grey", "image", kernel_shape=[factor] * 2, strides=[factor] * 2)
    found = read(onnx_file([*nodes, pool], given=(FLOAT, shape)))  # type: ignore[list-item]
    assert says in found.meant
    wanted = float(percent_right(own(), DATA.test.labels))
    assert float(percent_right(found(DATA.test.pixels), DATA.test.labels)) > wanted - 5


def test_images_that_were_padded() -> None:
    """The network looks at the middle of what it is given."""
    cut = node("Slice", "x starts ends axes", "image")
    at = {"starts": np.array([4, 4]), "ends": np.array([20, 20]), "axes": np.array([2, 3])}
    found = read(onnx_file([cut], given=(FLOAT, ("N", 1, 24, 24)), values=at))
    assert "N x 1 x 24 x 24, padded" in found.meant
    torch.testing.assert_close(found(DATA.test.pixels), own(), atol=1e-3, rtol=1e-3)


def test_classes_in_another_order_are_told_and_taken_when_asked() -> None:
    order = [3, 0, 4, 1, 2, 9, 8, 7, 6, 5]
    data = onnx_file(held=weights(order=order))
    as_it_stands = read(data)
    (doubt,) = as_it_stands.doubts
    assert "with its classes in another order" in doubt
    assert "its 1 is digit zero" in doubt
    assert {one.key: dict(one.options) for one in as_it_stands.choices}["order"].keys() == {"file", "found"}
    found = read(data, order="found")
    assert not found.doubts
    torch.testing.assert_close(found(DATA.test.pixels), own(), atol=1e-3, rtol=1e-3)
    numbers = ",".join(str(order.index(k)) for k in range(CLASSES))
    assert read(data, order=numbers).order == found.order
    with pytest.raises(SelectionError, match="no order of 10 classes"):
        read(data, order="1,2,3")
    by_name = sorted(range(CLASSES), key=lambda k: NAMES[k])
    assert "(alphabetical)" in read(onnx_file(held=weights(order=by_name))).doubts[0]


def test_near_chance_is_a_doubt() -> None:
    torch.manual_seed(1)
    held = {name: np.float32(torch.randn(value.shape).numpy() * 0.1) for name, value in weights().items()}
    assert any("near chance (10.0%)" in doubt for doubt in read(onnx_file(held=held)).doubts)
    assert not read(onnx_file()).doubts


def test_what_the_user_sets_counts() -> None:
    data = onnx_file()
    found = read(data, pixels="-1..1", inverted="yes", outputs="sigmoids")
    assert "pixels of -1 to 1, inverted; it gives sigmoids" in found.meant
    assert {one.key: one.chosen for one in found.choices}["pixels"] == "-1..1"
    told = read_foreign_classifier(data, "net.onnx", WANTED, Hints(mean=0.2, std=0.7))
    assert (told.mean, told.std) == (0.2, 0.7)
    assert {one.key: one.chosen for one in told.choices}["pixels"] == "told"
    again = read_foreign_classifier(data, "net.onnx", WANTED, Hints(mean=0.2, std=0.7, told={"pixels": "told"}))
    assert again.way == told.way
    for bad in ({"pixels": "odd"}, {"layout": "nhwc"}, {"outputs": "odd"}, {"inverted": "perhaps"}):
        with pytest.raises(SelectionError, match="Choose from"):
            read(data, **bad)


def test_what_is_no_image_is_refused() -> None:
    with pytest.raises(DataError, match="takes N x 4 x 84 x 84: no images"):
        layouts(["N", 4, 84, 84], 1, 28, "net.onnx")
    after = [node("ArgMax", "logits", "y", axis=1, keepdims=0)]
    labels = onnx_file(after=after, outputs=[("y", TensorProto.INT64, ("N",))])
    with pytest.raises(DataError, match="gives classes alone"):
        read(labels)


def test_scores_are_known_by_their_values() -> None:
    logits = torch.randn(50, 10, generator=torch.Generator().manual_seed(0)) * 3
    assert meaning_of(logits) == "logits"
    assert meaning_of(logits.log_softmax(1)) == "logits"
    assert meaning_of(logits.softmax(1)) == "probabilities"
    assert meaning_of((logits.softmax(1) * 256).round() / 256) == "probabilities"
    assert meaning_of(logits.sigmoid()) == "sigmoids"
    torch.testing.assert_close(logits_from(logits.sigmoid(), "sigmoids"), logits, atol=1e-3, rtol=1e-3)
    assert bool(torch.isfinite(logits_from(torch.eye(10), "sigmoids")).all())


def saved(state: object) -> bytes:
    buffer = io.BytesIO()
    torch.save(state, buffer)
    return buffer.getvalue()


def test_activations_that_fit_are_all_told() -> None:
    torch.manual_seed(0)
    flat = SIZE * SIZE
    net = trained(nn.Sequential(nn.Flatten(), nn.Linear(flat, 64), nn.Sigmoid(), nn.Linear(64, CLASSES)), 0.0, 1.0, 600)
    found = read(saved(net.state_dict()), "mlp.pt")
    with torch.no_grad():
        right = float(percent_right(net(DATA.test.pixels / 255), DATA.test.labels))
    fits = [found, *(one for _, one in found.rivals)]
    assert any(abs(float(percent_right(one(DATA.test.pixels), DATA.test.labels)) - right) < 1 for one in fits)
    said = " ".join([found.words, *found.doubts])
    assert "sigmoid" in said
    assert "softplus" in said  # what the others would give
    told = read(saved(net.state_dict()), "mlp.pt", activation="sigmoid")
    assert not told.rivals
    relu = trained(nn.Sequential(nn.Flatten(), nn.Linear(flat, 32), nn.ReLU(), nn.Linear(32, CLASSES)), 0.0, 1.0, 300)
    several = read(saved(relu.state_dict()), "mlp.pt")
    assert several.rivals
    assert any("several fit" in doubt for doubt in several.doubts)
    assert "a relu network" in several.words


class Named(nn.Module):
    """Layers with names of their own, that do not sort in the order in which they run."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, 8, 3, padding=1, bias=False)
        self.after_stem = nn.BatchNorm2d(8)
        self.body = nn.Conv2d(8, 12, 3, padding=1)
        self.decide = nn.Linear(12 * (SIZE // 4) ** 2, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        x = nn.functional.max_pool2d(torch.relu(self.after_stem(self.stem(x))), 2)
        x = nn.functional.max_pool2d(torch.relu(self.body(x)), 2)
        return self.decide(x.flatten(1))


def test_a_chain_of_convolutions_is_found_from_its_shapes() -> None:
    torch.manual_seed(0)
    net = trained(Named(), 0.0, 1.0, 300)
    with torch.no_grad():
        right = float(percent_right(net(DATA.test.pixels / 255), DATA.test.labels))
    lightning = {"state_dict": {f"net.{key}": value for key, value in net.state_dict().items()}, "epoch": 2}
    for data, name in ((saved(lightning), "last.ckpt"), (save(net.state_dict()), "net.safetensors")):
        found = read(data, name)
        assert "padded, max pooling after 1, 2" in found.words
        assert abs(float(percent_right(found(DATA.test.pixels), DATA.test.labels)) - right) < 2
        assert (found.form.convolutions, found.form.biases, found.form.depth) == (72 + 864, 8 + 12 + CLASSES, 3)


def test_what_is_no_chain_is_read_by_what_makes_it(tmp_path: Path) -> None:
    code = tmp_path / "nets.py"
    code.write_text(
        "import torch\nfrom torch import nn\n\nclass Own(nn.Module):\n    def __init__(self):\n"
        "        super().__init__()\n        self.a = nn.Conv2d(1, 6, 3, 2)\n        self.b = nn.Conv2d(1, 6, 3, 2)\n"
        f"        self.head = nn.Linear({6 * SIDE**2}, 10)\n\n    def forward(self, x):\n"
        "        return self.head((torch.tanh(self.a(x)) * self.b(x)).flatten(1))\n"
    )
    scope: dict[str, type[nn.Module]] = {"__name__": "own"}  # type: ignore[dict-item]
    exec(compile(code.read_text(), "nets.py", "exec"), scope)  # noqa: S102 - the text above
    torch.manual_seed(0)
    net = trained(scope["Own"](), 0.0, 1.0, 60)
    with pytest.raises(DataError) as refused:
        read(saved(net.state_dict()), "own.pt")
    assert "--network FILE.py:FACTORY" in refused.value.remedy
    from explorer.kinds.classifiers.stored import made_by

    factory, told = f"{code}:Own", {"pixels": "0..1", "inverted": "no"}  # what sixty steps learn does not tell
    wanted = Wanted(1, SIZE, CLASSES, DATA.mean, DATA.std, DATA.train, (made_by(factory, WANTED),))
    found = read_foreign_classifier(saved(net.state_dict()), "own.pt", wanted, Hints(network=factory, told=told))
    with torch.no_grad():
        torch.testing.assert_close(found(DATA.test.pixels), net(DATA.test.pixels / 255), atol=1e-3, rtol=1e-3)
    with pytest.raises(DataError, match="does not hold the tensors of what"):
        read_foreign_classifier(save(Named().state_dict()), "named.safetensors", wanted, Hints(network=factory))


def test_of_an_unknown_form_the_encoder_is_told_nothing(tiny_classifiers: ClassifierSpace) -> None:
    after = [node("Einsum", "logits eye", "y", equation="ni,ij->nj")]
    found = read(onnx_file(after=after, values={"eye": np.eye(10, dtype=np.float32)}))
    assert not found.form.known
    assert any("layers cannot be told" in doubt for doubt in found.doubts)
    encoder = tiny_classifiers.model.encoder
    assert encoder.form
    reading = reading_of(found(encoder.probes)[None], encoder.centre[-FORM:])
    with torch.inference_mode():
        wanted = tiny_classifiers.model.encode(reading)[0].numpy()
    np.testing.assert_allclose(latent_of_network(tiny_classifiers, found), wanted, atol=1e-5)


@pytest.mark.parametrize(
    ("usual", "told_more", "taken"),
    [("0..255", 1.01, "0..255"), ("0..255", 1.025, "mnist"), ("own", 1.025, "own"), ("own", 1.04, "mnist")],
)
def test_of_two_ways_as_often_right_the_usual_one_unless_the_other_tells_more(
    monkeypatch: pytest.MonkeyPatch, usual: str, told_more: float, taken: str
) -> None:
    # A network for MNIST's mean and deviation is nearly as good on pixels of 0 to 255: 76.0 and 78.0 % of test images.
    ways = [Way(Layout("nchw", 1, SIZE, SIZE), one) for one in pixel_ways(1, DATA.mean, DATA.std)]
    entropy = {usual: 0.5 * told_more, "mnist": 0.5}

    def trial(answers: object, way: Way, images: Images, *rest: object) -> Trial:
        near = way.pixels.key in entropy and not way.pixels.inverted
        hits = np.arange(len(images)) % 10 < (8 if near else 1)
        told = entropy[way.pixels.key] if near else 2.3
        return Trial(way, "logits", float(hits.mean()), told, hits, hits, None, float(hits.mean()), len(images))

    monkeypatch.setattr(conventions, "tried", trial)
    found = best_trials([(small(), ways)], DATA.train, CLASSES, None, "net.onnx")
    assert found[0][1].way.pixels.key == taken
