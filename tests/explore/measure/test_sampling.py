from __future__ import annotations

import numpy as np

from explorer.explore.measure.sampling import some_ids


def test_some_networks_are_always_the_same() -> None:
    ids = np.arange(50)
    assert np.array_equal(some_ids(ids, None), ids)
    assert np.array_equal(some_ids(ids, 7), some_ids(ids, 7))
    assert len(set(some_ids(ids, 7).tolist())) == 7
