from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import softmax
from scipy.stats import entropy

from explorer.netspace.losses import distillation, softened_kl

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
