from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import softmax
from scipy.stats import entropy

from explorer.netspace.predictions import distillation, logit_size, own_information, soft_accuracy, softened_kl

LOGITS = arrays(np.float32, (2, 3, 4), elements=st.floats(-20, 20, width=32))


@given(LOGITS, LOGITS)
def test_softened_kl_is_scipys(decoded: np.ndarray, target: np.ndarray) -> None:
    got = softened_kl(torch.from_numpy(decoded).double(), torch.from_numpy(target).double()).numpy()
    wanted = 16 * entropy(softmax(target.astype(float) / 4, -1), softmax(decoded.astype(float) / 4, -1), axis=-1)
    np.testing.assert_allclose(got, wanted.mean(-1), rtol=1e-6, atol=1e-9)


@given(LOGITS)
def test_softened_kl_of_a_network_to_itself_is_nothing(logits: np.ndarray) -> None:
    same = torch.from_numpy(logits)
    assert float(softened_kl(same, same).abs().max()) < 1e-4
    # A constant added to all logits of an image changes no prediction.
    assert float(softened_kl(same + 3, same).abs().max()) < 1e-3


def test_distillation_by_hand() -> None:
    decoded = torch.tensor([[[2.0, 0.0], [0.0, 0.0]]])
    teacher = torch.tensor([[2.0, 0.0], [0.0, 0.0]])
    labels = torch.tensor([0, 1])
    # The teacher's predictions are the network's own, so only the cross-entropy is left, a tenth of it.
    plain = (np.log(1 + np.exp(-2)) + np.log(2)) / 2
    np.testing.assert_allclose(distillation(decoded, teacher, labels).numpy(), [0.1 * plain], rtol=1e-5)


@given(LOGITS, LOGITS)
def test_each_network_may_have_its_own_temperature(decoded: np.ndarray, target: np.ndarray) -> None:
    got, wanted = torch.from_numpy(decoded).double(), torch.from_numpy(target).double()
    both = softened_kl(got, wanted, torch.tensor([4.0, 0.5]))
    each = [softened_kl(got[k], wanted[k], temperature) for k, temperature in enumerate((4.0, 0.5))]
    np.testing.assert_allclose(both.numpy(), torch.stack(each).numpy(), rtol=1e-6, atol=1e-9)


def test_at_its_own_temperature_a_loss_does_not_know_the_size_of_the_logits() -> None:
    """What is left after dividing by what the network says is the same for small and for large logits."""
    generator = torch.Generator().manual_seed(0)
    target, decoded = torch.randn(2, 50, 10, generator=generator)
    shares = []
    for size in (0.01, 1.0, 100.0):
        temperature = 0.2 * logit_size(size * target)
        loss = softened_kl(size * decoded, size * target, temperature)
        shares.append(float(loss / own_information(size * target, temperature)))
    np.testing.assert_allclose(shares, shares[0], rtol=1e-3)


def test_the_size_of_logits_ignores_what_is_added_to_all() -> None:
    logits = torch.tensor([[[1.0, -1.0], [2.0, -2.0]]])
    np.testing.assert_allclose(logit_size(logits).numpy(), [np.sqrt(2.5)], rtol=1e-6)
    np.testing.assert_allclose(logit_size(logits + 7).numpy(), logit_size(logits).numpy(), rtol=1e-6)


@given(LOGITS)
def test_soft_accuracy_is_the_accuracy_at_a_low_temperature(logits: np.ndarray) -> None:
    some = torch.from_numpy(logits).double()
    labels = torch.arange(some.shape[1]) % some.shape[2]
    top = some.topk(2, -1).values
    clear = bool((top[..., 0] - top[..., 1] > 1e-3).all())  # a tie is half right, here and nowhere else
    soft = soft_accuracy(some, labels, torch.full((len(some),), 1e-5))
    hard = (some.argmax(-1) == labels).double().mean(-1)
    assert not clear or torch.allclose(soft, hard, atol=1e-6)
    assert bool(((soft >= 0) & (soft <= 1)).all())


def test_soft_accuracy_by_hand() -> None:
    logits = torch.tensor([[[np.log(3.0), 0.0], [0.0, 0.0]]], dtype=torch.float64)
    np.testing.assert_allclose(soft_accuracy(logits, torch.tensor([0, 1])).numpy(), [(0.75 + 0.5) / 2])
