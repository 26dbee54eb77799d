"""Networks from outside, of all sorts, encoded into spaces: the right thing, or an error that says what to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

import explorer
from explorer import DataError, LatentError, OpenSpace, SelectionError
from explorer.kinds.classifiers.networks import Classifier
from tests.closeness import same_latent

REPO = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shapes(tiny_space_dir: Path) -> OpenSpace:
    return explorer.open_space(tiny_space_dir / "tiny", device="cpu")


@pytest.fixture(scope="module")
def classifiers(tiny_classifiers_dir: Path) -> OpenSpace:
    return explorer.open_space(str(tiny_classifiers_dir / "digits"), device="cpu")


def ball(points: Tensor) -> Tensor:
    return points.norm(dim=1, keepdim=True) - 0.5


class Ball(nn.Module):
    """A shape as a module that has a parameter, so a device and a precision of its own."""

    def __init__(self, radius: float = 0.5) -> None:
        super().__init__()
        self.radius = nn.Parameter(torch.tensor(radius))

    def forward(self, points: Tensor) -> Tensor:
        return points.norm(dim=1, keepdim=True) - self.radius


def relu_network(outputs: int = 1) -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 24), nn.ReLU(), nn.Linear(24, 24), nn.ReLU(), nn.Linear(24, outputs))


def test_a_network_of_the_space_itself_is_found_again(shapes: OpenSpace) -> None:
    siren = shapes.space.model.arch
    weights = shapes.space.zoo.weights([4])[0]
    state = dict(zip(siren.shapes, (v.reshape(s) for v, s in _pieces(weights, siren.shapes)), strict=True))
    same_latent(shapes.encode(state), shapes.latents[4])


def _pieces(weights: Tensor, sizes: Mapping[str, tuple[int, ...]]) -> list[tuple[Tensor, tuple[int, ...]]]:
    counts = [int(np.prod(shape)) for shape in sizes.values()]
    return list(zip(weights.split(counts), sizes.values(), strict=True))


def test_a_module_of_any_architecture(shapes: OpenSpace) -> None:
    latent = shapes.encode(relu_network())
    assert latent.shape == (8,)
    assert latent.dtype == np.float32
    assert np.isfinite(latent).all()


def test_a_function_is_a_network(shapes: OpenSpace) -> None:
    of_function = shapes.encode(ball)
    np.testing.assert_allclose(of_function, shapes.encode(lambda p: ball(p)[:, 0]), rtol=1e-5)
    np.testing.assert_allclose(of_function, shapes.encode(Ball()), rtol=1e-5)
    np.testing.assert_allclose(of_function, shapes.encode(lambda p: np.linalg.norm(p, axis=1) - 0.5), rtol=1e-4)
    np.testing.assert_allclose(of_function, shapes.encode(torch.compile(ball)), rtol=1e-5)


def test_double_precision_is_asked_in_double_precision(shapes: OpenSpace) -> None:
    np.testing.assert_allclose(shapes.encode(Ball().double()), shapes.encode(Ball()), rtol=1e-5)


def test_a_module_in_training_is_read_in_evaluation_and_left_in_training(shapes: OpenSpace) -> None:
    network = nn.Sequential(relu_network(), nn.Dropout(0.5))
    network[1].train()
    network[0].eval()
    before = torch.random.get_rng_state()
    first, second = shapes.encode(network), shapes.encode(network)
    np.testing.assert_array_equal(first, second)
    assert network[1].training
    assert not network[0].training
    assert torch.equal(before, torch.random.get_rng_state())


def test_gradients_are_neither_made_nor_lost(shapes: OpenSpace) -> None:
    network = Ball()
    network(torch.rand(4, 3)).sum().backward()
    assert network.radius.grad is not None
    kept = network.radius.grad.clone()
    shapes.encode(network)
    assert torch.equal(network.radius.grad, kept)


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")
def test_a_scripted_and_a_compiled_module(shapes: OpenSpace) -> None:
    expected = shapes.encode(relu_network())
    traced = torch.jit.trace(relu_network(), torch.rand(5, 3))
    np.testing.assert_allclose(shapes.encode(traced), expected, rtol=1e-4)
    compiled = torch.compile(relu_network())
    np.testing.assert_allclose(shapes.encode(compiled), expected, rtol=1e-4)


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (relu_network(2), r"shape \(64, 2\) at 64 points"),
        (nn.Linear(5, 1), r"cannot be run on inputs of shape \(64, 3\)"),
        (lambda p: (ball(p), p), "gives a tuple, not a tensor"),
        (lambda p: {"sdf": ball(p)}, r"a mapping \(sdf\)"),
        (lambda p: ball(p) * float("nan"), "not finite"),
        (lambda p: ball(p)[:10], r"shape \(10, 1\)"),
        (lambda p: 1 / 0, "division by zero"),
        (nn.ModuleList([nn.Linear(3, 1)]), "cannot be run"),
        (nn.Sequential(nn.LazyLinear(8), nn.ReLU(), nn.LazyLinear(1)), "not initialised"),
        (relu_network().to("meta"), "on the meta device"),
    ],
)
def test_what_is_no_shape_is_refused_with_a_reason(shapes: OpenSpace, network: nn.Module, said: str) -> None:
    with pytest.raises(DataError, match=said):
        shapes.encode(network)


def test_what_is_no_network_at_all_is_refused(tiny_space_dir: Path) -> None:
    """In a process of its own: here, the tests' type checker would refuse it first."""
    code = (
        "import numpy as np, torch, explorer\n"
        f"space = explorer.open_space({str(tiny_space_dir / 'tiny')!r}, device='cpu')\n"
        "for wrong in (3, None, np.zeros(8, np.float32), torch.zeros(8), [], b'bytes'):\n"
        "    try:\n        space.encode(wrong)\n"
        "    except explorer.SelectionError as error:\n        assert 'no network' in error.problem, error\n"
        "    else:\n        raise SystemExit(f'{wrong!r} was read')\n"
        "for wrong, said in ((torch.nn.Linear(3, 1), 'Encode it'), (True, 'type bool'), ('896', 'type <U3')):\n"
        "    try:\n        space.decode(wrong)\n"
        "    except explorer.ExplorerError as error:\n        assert said in str(error), error\n"
        "    else:\n        raise SystemExit(f'{wrong!r} was decoded')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_list_of_networks(shapes: OpenSpace) -> None:
    latents = shapes.encode([Ball(0.4), ball, relu_network()])
    assert latents.shape == (3, 8)
    np.testing.assert_array_equal(latents[1], shapes.encode(ball))


def test_a_broken_state_dict(shapes: OpenSpace) -> None:
    siren = shapes.space.model.arch
    state = {name: torch.zeros(shape) for name, shape in siren.shapes.items()}
    state["layers.0.bias"][3] = float("nan")
    with pytest.raises(DataError, match=r"not finite|NaN"):
        shapes.encode(state)
    with pytest.raises(DataError):
        shapes.encode({})


def test_a_file_that_is_not_there(shapes: OpenSpace, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no file"):
        shapes.encode(tmp_path / "missing.safetensors")
    with pytest.raises(DataError, match="no file"):
        shapes.encode("missing.safetensors")


def flat_classifier(outputs: int = 10) -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(16 * 16, 32), nn.ReLU(), nn.Linear(32, outputs))


def test_a_classifier_that_wants_vectors(classifiers: OpenSpace) -> None:
    as_it_is = classifiers.encode(flat_classifier())
    np.testing.assert_allclose(as_it_is, classifiers.encode(nn.Sequential(nn.Flatten(), flat_classifier())), rtol=1e-4)


def test_probabilities_are_read_as_their_logarithms(classifiers: OpenSpace) -> None:
    class Same(nn.Module):
        """One form for both: the encoder reads that, too."""

        def __init__(self, softmax: bool) -> None:
            super().__init__()
            self.inner, self.softmax = flat_classifier(), softmax

        def forward(self, images: Tensor) -> Tensor:
            logits = self.inner(images.flatten(1))
            return logits.softmax(1) if self.softmax else logits

    np.testing.assert_allclose(classifiers.encode(Same(True)), classifiers.encode(Same(False)), atol=1e-3)


def test_the_same_classifier_as_module_and_as_weights(classifiers: OpenSpace) -> None:
    arch = classifiers.space.model.archs[1]
    assert arch.name == "ResNet8"
    torch.manual_seed(2)
    module = arch.module(norm=False)
    as_weights = classifiers.encode(module.state_dict())
    np.testing.assert_allclose(classifiers.encode(module), as_weights, rtol=1e-3, atol=1e-3)


def test_batch_norm_counts_as_folded(classifiers: OpenSpace) -> None:
    """A network with batch norm, and the same one folded: the same answers, and so nearly the same form."""
    arch = classifiers.space.model.archs[1]
    torch.manual_seed(3)
    module = arch.module(norm=True)
    module(torch.rand(8, 1, 16, 16))  # running statistics that are not the initial ones
    from explorer.kinds.classifiers.networks import fold

    np.testing.assert_allclose(classifiers.encode(module), classifiers.encode(fold(module.eval())), atol=1e-3)


def test_a_function_has_no_form(classifiers: OpenSpace) -> None:
    network = flat_classifier()
    with pytest.raises(SelectionError, match="form of a network"):
        classifiers.encode(lambda images: network(images.flatten(1)))


def test_a_classifier_of_other_classes_or_images(classifiers: OpenSpace) -> None:
    with pytest.raises(DataError, match="10 classes here"):
        classifiers.encode(flat_classifier(7))
    with pytest.raises(DataError, match="cannot be run"):
        classifiers.encode(Classifier("LeNetLike", 3, 32, 10).module(norm=False))


def test_a_normalisation_of_its_own_is_found_out(classifiers: OpenSpace) -> None:
    """Trained on images from 0 to 1: run as the space's networks are, it would be wrong most of the time."""
    images = classifiers.space.images.train
    torch.manual_seed(4)
    network = nn.Sequential(nn.Flatten(), flat_classifier())
    optimizer = torch.optim.Adam(network.parameters(), 3e-3)
    inputs = images.pixels.float() / 255
    for _ in range(80):
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(inputs), images.labels).backward()
        optimizer.step()
    told = classifiers.encode(network, mean=0.0, std=1.0)
    np.testing.assert_allclose(classifiers.encode(network), told, atol=1e-5)
    space = classifiers.space.images
    as_ours = classifiers.encode(network, mean=space.mean, std=space.std)
    assert np.abs(as_ours - told).max() > 1e-2


def test_latents_are_checked(shapes: OpenSpace) -> None:
    with pytest.raises(LatentError, match=r"shape \(5,\)"):
        shapes.nearest(np.zeros(5, np.float32))
    with pytest.raises(LatentError, match="not finite"):
        shapes.nearest(np.full(8, np.nan, np.float32))
    with pytest.raises(LatentError):
        shapes.decode([[0.0] * 8, [0.0] * 7])
    with pytest.raises(SelectionError, match="no network 99"):
        shapes.nearest(99)
    with pytest.raises(SelectionError, match="no network -1"):
        shapes.decode([0, -1])


def test_hints_are_checked(shapes: OpenSpace) -> None:
    with pytest.raises(SelectionError, match="omega"):
        shapes.encode(ball, omega=-3.0)


def test_weights_of_another_architecture_are_read_as_a_file_would_be(shapes: OpenSpace, tmp_path: Path) -> None:
    """Needs what reads files of shapes; the same chain, as a state dict and as a file."""
    network = relu_network()
    with torch.no_grad():  # a shape: negative near the middle
        network[4].bias.fill_(-0.1)
        network[4].weight.fill_(0.05)
    save_file(network.state_dict(), tmp_path / "network.safetensors")
    of_file = shapes.encode(str(tmp_path / "network.safetensors"), activation="relu")
    np.testing.assert_allclose(shapes.encode(network.state_dict(), activation="relu"), of_file, atol=1e-5)
    # A module is run as it is; how a file is meant (its pose, its sign, its scale) is found out.
    np.testing.assert_allclose(shapes.encode(network), shapes.encode(network.forward), atol=1e-4)
