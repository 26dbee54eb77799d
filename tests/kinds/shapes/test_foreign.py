"""Networks that were trained elsewhere, with plain torch: what is read gives what they give."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save
from torch import Tensor, nn

from explorer.errors import DataError, SelectionError
from explorer.foreign.hints import Hints
from explorer.kinds.shapes.foreign import read_foreign_shape
from explorer.kinds.shapes.meaning import Reading, goes_on


class Sine(nn.Module):
    def __init__(self, omega: float) -> None:
        super().__init__()
        self.omega = omega

    def forward(self, x: Tensor) -> Tensor:
        return torch.sin(self.omega * x)


class Encoding(nn.Module):
    def __init__(self, octaves: int, factor: float) -> None:
        super().__init__()
        self.octaves = [factor * 2.0**k for k in range(octaves)]

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, *(f(octave * x) for octave in self.octaves for f in (torch.sin, torch.cos))], -1)


def ball(points: Tensor) -> Tensor:
    return points.norm(dim=1, keepdim=True) - 0.55


def siren(omega: float, width: int = 40) -> nn.Module:
    net = nn.Sequential(nn.Linear(3, width), Sine(omega), nn.Linear(width, width), Sine(omega), nn.Linear(width, 1))
    with torch.no_grad():
        for k in (0, 2, 4):
            bound = 1 / 3 if k == 0 else math.sqrt(6 / width) / omega
            net[k].weight.uniform_(-bound, bound)
    return net


def encoded(octaves: int, factor: float) -> nn.Module:
    size = 3 + 6 * octaves
    return nn.Sequential(
        Encoding(octaves, factor), nn.Linear(size, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1)
    )


def fitted(net: nn.Module, steps: int = 500, rate: float = 2e-3) -> nn.Module:
    adam = torch.optim.Adam(net.parameters(), rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps)
    for _ in range(steps):
        points = torch.rand(512, 3) * 2 - 1
        loss = (net(points) - ball(points)).abs().mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
        schedule.step()
    return net


def torch_file(net: nn.Module) -> bytes:
    buffer = io.BytesIO()
    torch.save(net.state_dict(), buffer)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def _seeded() -> None:
    torch.manual_seed(0)


def same(found: Callable[[Tensor], Tensor], net: nn.Module) -> float:
    points = torch.rand(2000, 3) * 2 - 1
    with torch.no_grad():
        return float((found(points) - net(points)[:, 0]).abs().max())


@pytest.mark.parametrize("omega", [30.0, 17.0])
def test_a_sirens_frequency_is_found_out(omega: float) -> None:
    net = fitted(siren(omega), rate=1e-3)
    found = read_foreign_shape(torch_file(net), "mine.pt")
    assert f"omega {omega:g}" in found.words
    assert "found out" in found.words
    assert found.parameters == sum(p.numel() for p in net.parameters())
    assert same(found, net) < 1e-5


def box(points: Tensor) -> Tensor:
    beyond = points.abs() - torch.tensor([0.6, 0.3, 0.45])
    return (beyond.clamp(min=0).norm(dim=1) + beyond.amax(1).clamp(max=0))[:, None]


@pytest.mark.parametrize("omega", [10.0, 20.0, 30.0, 60.0])
@pytest.mark.parametrize("seed", [0, 1])
def test_a_frequency_is_found_out_of_a_network_trained_in_haste(omega: float, seed: int) -> None:
    """Its gradients are rough, so that those of a lower frequency may be nearer to a length of 1."""
    torch.manual_seed(seed)
    net = siren(omega, 64)
    adam = torch.optim.Adam(net.parameters(), 1e-3)
    many = torch.rand(100_000, 3) * 2 - 1
    near = many[box(many)[:, 0].abs() < 0.03]
    for _ in range(200):
        close = near[torch.randint(0, len(near), (600,))] + 0.05 * torch.randn(600, 3)
        points = torch.cat([close, torch.rand(200, 3) * 2 - 1])
        wanted = box(points)
        loss = ((net(points) - wanted).abs() / (wanted.abs() + 0.03)).mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
    found = read_foreign_shape(torch_file(net), "hasty.pt")
    assert f"omega {omega:g}, found out" in found.words
    assert same(found, net) < 1e-4


def test_of_frequencies_that_fit_alike_the_usual_one_is_taken_and_the_other_is_said() -> None:
    """With weights so small a network is linear, and its slope goes with the square of the frequency: 1 at 29.4."""
    net = siren(30.0, 8)
    with torch.no_grad():
        for k in (0, 2):
            net[k].weight.mul_(1e-3)
            net[k].bias.zero_()
        net[4].bias.zero_()
        net[4].weight.div_(29.4**2 * (net[4].weight @ net[2].weight @ net[0].weight).norm())
    found = read_foreign_shape(torch_file(net), "plane.pt")
    assert "omega 30, found out (omega 29 fits" in found.words
    assert found.words.count("fits") == 1


@pytest.mark.parametrize("activation", [nn.ReLU, nn.LeakyReLU, nn.Tanh, nn.Softplus, nn.GELU, nn.ELU, nn.SiLU])
def test_other_networks_do_not_become_sirens(activation: Callable[[], nn.Module]) -> None:
    net = fitted(nn.Sequential(nn.Linear(3, 64), activation(), nn.Linear(64, 64), activation(), nn.Linear(64, 1)))
    assert "Siren" not in read_foreign_shape(torch_file(net), "plain.pt").words


@pytest.mark.parametrize("factor", [1.0, math.pi])
def test_an_encoding_of_positions_is_found_out(factor: float) -> None:
    net = fitted(encoded(3, factor), 900)
    found = read_foreign_shape(save(net.state_dict()), "encoded.safetensors")
    assert "positions encoded at 3 octaves" in found.words
    assert ("times pi" in found.words) == (factor == math.pi)
    assert same(found, net) < 0.01  # a softplus so sharp is nearly a ReLU, and may be nearer to gradients of 1


def test_a_plain_network_is_read() -> None:
    net = fitted(nn.Sequential(nn.Linear(3, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1)))
    found = read_foreign_shape(torch_file(net), "plain.pt", Hints(activation="relu"))
    assert "relu network" in found.words
    assert same(found, net) < 1e-5


def test_what_a_file_says_of_itself_counts() -> None:
    net = siren(30.0)  # not even fitted: nothing could be found out
    with torch.no_grad():
        net[4].bias.fill_(0)
    found = read_foreign_shape(save(net.state_dict(), {"omega": "30.0"}), "ours.safetensors")
    assert "omega 30" in found.words
    assert same(found, net) < 1e-5


def onnx_of(
    weights: list[tuple[Tensor, Tensor]], inputs: int = 3, *, batch: object = "n", external: bool = False
) -> bytes:
    values, nodes, last = [], [], "x"
    for k, (weight, bias) in enumerate(weights):
        values += [numpy_helper.from_array(weight.numpy(), f"w{k}"), numpy_helper.from_array(bias.numpy(), f"b{k}")]
        nodes.append(helper.make_node("Gemm", [last, f"w{k}", f"b{k}"], [f"h{k}"], transB=1))
        last = f"h{k}"
        if k < len(weights) - 1:
            nodes.append(helper.make_node("Softplus", [last], [f"a{k}"]))
            last = f"a{k}"
    if external:
        values[0].data_location = TensorProto.EXTERNAL
        values[0].external_data.add(key="location", value="elsewhere.bin")
    ends = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, [batch, s])
        for n, s in (("x", inputs), (last, len(weights[-1][1])))
    ]
    graph = helper.make_graph(nodes, "net", ends[:1], ends[1:], values)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


@pytest.mark.parametrize("batch", ["n", 1, 7])
def test_onnx_is_run_as_it_is_whatever_its_batch(batch: object) -> None:
    net = fitted(nn.Sequential(nn.Linear(3, 32), nn.Softplus(), nn.Linear(32, 1)), 300, 1e-2)
    with torch.no_grad():
        data = onnx_of([(net[0].weight, net[0].bias), (net[2].weight, net[2].bias)], batch=batch)
    onnx.checker.check_model(onnx.load_model_from_string(data))
    found = read_foreign_shape(data, "net.onnx")
    assert "ONNX, 2 layers" in found.words
    points = torch.rand(50, 3) * 2 - 1
    with torch.no_grad():
        torch.testing.assert_close(found(points), net(points)[:, 0], atol=1e-5, rtol=1e-5)


def layer(out: int, fan: int, bias: float = 0.0) -> tuple[Tensor, Tensor]:
    return torch.randn(out, fan) / 4, torch.full((out,), bias)


WRONG: list[tuple[str, bytes, str]] = [
    ("flat.pt", torch_file(nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))), "wants 2 inputs"),
    ("colours.pt", torch_file(nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 4))), "gives 4 values"),
    ("cnn.pt", torch_file(nn.Sequential(nn.Conv2d(1, 4, 3), nn.Linear(4, 1))), "no chain"),
    ("odd.pt", torch_file(nn.Sequential(nn.Linear(3, 8), nn.Linear(9, 1))), "no chain"),
    ("outside.onnx", onnx_of([layer(8, 3), layer(1, 8)], external=True), "another file"),
    ("two.onnx", onnx_of([layer(8, 2), layer(1, 8)], inputs=2), "wants input"),
    ("three.onnx", onnx_of([layer(8, 3), layer(3, 8)]), "gives values of shape"),
    ("empty.onnx", onnx_of([layer(8, 3), layer(1, 8, 99.0)]), "no surface"),
    ("cut.onnx", onnx_of([layer(8, 3), layer(1, 8)])[:60], "cut.onnx"),
    ("text.onnx", b"hello there", "text.onnx"),
]


@pytest.mark.parametrize(("name", "data", "says"), WRONG, ids=[name for name, _, _ in WRONG])
def test_what_is_wrong_is_said(name: str, data: bytes, says: str) -> None:
    with pytest.raises(DataError) as refused:
        read_foreign_shape(data, name)
    assert says in refused.value.problem
    assert name in refused.value.problem


def test_no_surface_however_it_is_read() -> None:
    net = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1))
    with torch.no_grad():
        net[2].bias.fill_(1e4)
    with pytest.raises(DataError, match="no surface"):
        read_foreign_shape(torch_file(net), "solid.pt")


@pytest.mark.parametrize(
    "hints",
    [{"omega": 0.0}, {"omega": float("nan")}, {"activation": "magic"}, {"mean": 0.5}, {"mean": 0.5, "std": 0.0}],
)
def test_impossible_hints_are_refused(hints: dict[str, object]) -> None:
    with pytest.raises(SelectionError):
        Hints(**hints)  # type: ignore[arg-type]


# --- found outside: names, copies, norms, cubes, signs and scales


def ordered(*names: str) -> nn.ModuleDict:
    """Layers called so, in the order in which they are used."""
    net = siren(30.0)
    return nn.ModuleDict(dict(zip(names, (net[0], net[2], net[4]), strict=True)))


def used(layers: nn.ModuleDict, points: Tensor) -> Tensor:
    first, middle, last = layers.values()
    return last(torch.sin(30 * middle(torch.sin(30 * first(points)))))


def alike(found: Callable[[Tensor], Tensor], layers: nn.ModuleDict) -> float:
    points = torch.rand(500, 3) * 2 - 1
    with torch.no_grad():
        return float((found(points) - used(layers, points)[:, 0]).abs().max())


def with_surface(layers: nn.ModuleDict) -> nn.ModuleDict:
    """The value in the middle is 0: nothing is fitted, and there is a surface all the same."""
    with torch.no_grad():
        list(layers.values())[-1].bias -= used(layers, torch.zeros(1, 3))[0]
    return layers


@pytest.mark.parametrize(
    "names",
    [
        ("fc_in", "mid", "fc_out"),
        ("input_layer", "hidden_layers", "last_layer"),
        ("fc_p", "fc_0", "fc_out"),
        ("z", "m", "a"),
    ],
)
@pytest.mark.parametrize("form", ["pt", "safetensors"])
def test_layers_are_taken_in_the_order_in_which_they_fit(names: tuple[str, ...], form: str) -> None:
    """safetensors sorts by name; torch files with a number in any name were sorted, too."""
    layers = with_surface(ordered(*names))
    data = torch_file(layers) if form == "pt" else save(layers.state_dict())
    assert alike(read_foreign_shape(data, f"mine.{form}", Hints(omega=30.0, flip=False, up="y")), layers) < 1e-4


def test_what_lies_beside_the_layers_is_left_aside_and_said() -> None:
    layers = with_surface(ordered("a", "b", "c"))
    buffer = io.BytesIO()
    torch.save({**layers.state_dict(), "coords": torch.rand(100, 3), "c.grid_size": torch.rand(7)}, buffer)
    found = read_foreign_shape(buffer.getvalue(), "mine.pt", Hints(omega=30.0, flip=False))
    assert "left aside: coords, c.grid_size" in found.words
    assert alike(found, layers) < 1e-4


def test_norms_between_layers_are_not_left_aside() -> None:
    layers = ordered("a", "b", "c")
    state = {**layers.state_dict(), "b.norm.weight": torch.ones(40), "b.norm.bias": torch.zeros(40)}
    with pytest.raises(DataError, match="no chain"):
        read_foreign_shape(save(state), "normed.safetensors")


def test_the_original_netspace_file_is_read() -> None:
    """`create_mlp_dataset.py`: the network beside more numbers, which are samples of the distance."""
    layers = with_surface(ordered("0", "2", "4"))
    for key in ("mlp", "sd"):
        buffer = io.BytesIO()
        torch.save({key: layers.state_dict(), "sdf": torch.rand(9000, 4)}, buffer)
        found = read_foreign_shape(buffer.getvalue(), "chair.pt", Hints(omega=30.0, flip=False))
        assert alike(found, layers) < 1e-4


def test_of_two_copies_the_networks_own_is_taken_and_it_is_said() -> None:
    layers = with_surface(ordered("a", "b", "c"))
    state = layers.state_dict()
    averaged = {f"ema_model.{key}": value + 1 for key, value in state.items()}
    one, two = io.BytesIO(), io.BytesIO()
    torch.save({"state_dict": averaged | {f"model.{key}": value for key, value in state.items()}}, one)
    torch.save({"model": state, "ema": {key: value + 1 for key, value in state.items()}}, two)
    for buffer, copy in ((one, "'ema_model'"), (two, "'ema'")):
        found = read_foreign_shape(buffer.getvalue(), "two.ckpt", Hints(omega=30.0, flip=False))
        assert copy in found.words
        assert alike(found, layers) < 1e-4


@pytest.mark.parametrize("dim", [0, 1, None])
def test_weight_norm_over_any_dimension_is_undone(dim: int | None) -> None:
    layers = with_surface(ordered("a", "b", "c"))
    for layer in layers.values():
        nn.utils.parametrizations.weight_norm(layer, dim=dim)
        with torch.no_grad():
            layer.parametrizations.weight.original0.mul_(1.5)
    assert (
        alike(read_foreign_shape(torch_file(with_surface(layers)), "n.pt", Hints(omega=30.0, flip=False)), layers)
        < 1e-3
    )


@pytest.mark.parametrize("old", [False, True])
def test_spectral_norm_is_undone(*, old: bool) -> None:
    layers = ordered("a", "b", "c")
    for layer in layers.values():
        (nn.utils.spectral_norm if old else nn.utils.parametrizations.spectral_norm)(layer)
    layers.eval()  # else each use moves its vectors
    used(layers, torch.zeros(1, 3))
    with_surface(layers)
    assert alike(read_foreign_shape(torch_file(layers), "n.pt", Hints(omega=30.0, flip=False)), layers) < 1e-3


@pytest.mark.parametrize(
    ("form", "weight", "bias"),
    [("params.Dense_{}.", "kernel", "bias"), ("mlp/~/linear_{}/", "w", "b")],
    ids=["flax", "haiku"],
)
def test_networks_of_jax_are_read(form: str, weight: str, bias: str) -> None:
    layers = with_surface(ordered("a", "b", "c"))
    state = {}
    for k, layer in enumerate(layers.values()):
        state[form.format(k) + weight] = layer.weight.detach().T.contiguous()
        state[form.format(k) + bias] = layer.bias.detach()
    assert alike(read_foreign_shape(save(state), "jax.safetensors", Hints(omega=30.0, flip=False)), layers) < 1e-4


def fitted_to(target: Callable[[Tensor], Tensor], unit: float, low: float = -1, high: float = 1) -> nn.Module:
    net = siren(30.0)
    adam = torch.optim.Adam(net.parameters(), 1e-3)
    for _ in range(400):
        points = torch.rand(1500, 3) * (high - low) + low
        wanted = target(points)
        loss = ((net(points) - wanted).abs() / (wanted.abs() + 0.05 * unit)).mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
    return net


def covered(found: Callable[[Tensor], Tensor]) -> float:
    points = torch.rand(20_000, 3) * 2 - 1
    a, b = found(points) < 0, box(points)[:, 0] < 0
    return float((a & b).sum() / (a | b).sum())


@pytest.mark.parametrize(
    ("target", "unit", "low", "says"),
    [
        (lambda p: -box(p), 1.0, -1, "inside positive"),
        (lambda p: 10 * box(p), 10.0, -1, "values no distances"),
        (lambda p: box(2 * p) / 2, 0.5, -0.5, "in [-0.5, 0.5]"),
        (lambda p: box(2 * p - 1) / 2, 0.5, 0, "in [0, 1]"),
    ],
    ids=["positive", "scaled", "half", "corner"],
)
def test_signs_scales_and_cubes_are_found_out(
    target: Callable[[Tensor], Tensor], unit: float, low: float, says: str
) -> None:
    net = fitted_to(target, unit, low, low + 1 if low > -1 else 1)
    found = read_foreign_shape(torch_file(net), "mine.pt")
    assert "omega 30, found out" in found.words
    assert says in found.words
    assert covered(found) > 0.85
    points = torch.rand(500, 3) * 2 - 1
    near = box(points)[:, 0].abs() < 0.2
    assert float((found(points) - box(points)[:, 0])[near].abs().mean()) < 0.03


def test_a_sign_can_be_told() -> None:
    net = fitted(siren(30.0), 200)
    with torch.no_grad():
        points = torch.rand(200, 3) * 2 - 1
        found = read_foreign_shape(torch_file(net), "mine.pt", Hints(omega=30.0, flip=True))
        torch.testing.assert_close(found(points), -net(points)[:, 0], atol=1e-4, rtol=1e-4)


def test_what_is_no_signed_distance_is_doubted() -> None:
    """Never fitted to anything, though it has a surface."""
    data = torch_file(with_surface(ordered("a", "b", "c")))
    read = read_foreign_shape(data, "mine.pt", Hints(omega=30.0, flip=False))
    assert "so it is no true distance (off by " in read.words
    read = read_foreign_shape(torch_file(fitted(siren(30.0), 200)), "ball.pt", Hints(omega=30.0, flip=False))
    assert "no true distance" not in read.words


@pytest.mark.filterwarnings("ignore:.*torch.jit.*:DeprecationWarning", "ignore:.*torch.jit.*:FutureWarning")
def test_torchscript_is_read_by_its_weights() -> None:
    net, buffer = siren(30.0), io.BytesIO()
    with torch.no_grad():
        net[4].bias -= net(torch.zeros(1, 3))[0]
    torch.jit.save(torch.jit.trace(net, torch.zeros(2, 3)), buffer)
    found = read_foreign_shape(buffer.getvalue(), "traced.pt", Hints(omega=30.0, flip=False))
    assert same(found, net) < 1e-4


def test_a_shape_that_goes_on_beyond_a_small_cube_is_not_of_that_cube() -> None:
    """A large ball does; a small one ends within; what lies beyond a small one and is no distance nobody taught it."""
    points = torch.rand(4096, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1

    def found(run: Callable[[torch.Tensor], torch.Tensor], place: tuple[float, float]) -> bool:
        return goes_on(Reading("a function", run, 0.0, place=place), points)

    def rough(at: torch.Tensor) -> torch.Tensor:
        return torch.where(at.norm(dim=1) < 0.5, at.norm(dim=1) - 0.3, 0.5 * torch.sin(20 * at.sum(1)))

    assert found(lambda at: at.norm(dim=1) - 0.8, (0.0, 0.5))
    assert found(lambda at: at.norm(dim=1) - 0.8, (0.5, 0.5))
    assert not found(lambda at: at.norm(dim=1) - 0.8, (0.0, 1.0))
    assert not found(lambda at: at.norm(dim=1) - 0.3, (0.0, 0.5))
    assert not found(rough, (0.0, 0.5))
