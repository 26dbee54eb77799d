from __future__ import annotations

import pytest
import torch

from explorer.errors import SelectionError
from explorer.kinds.images.networks import picture_siren, render, render_flat, values_at
from explorer.kinds.images.pictures import pixel_centres
from explorer.networks.prep import PRepLayout, flatten
from explorer.networks.siren import siren


@pytest.mark.parametrize("channels", [1, 3])
def test_a_network_is_drawn_as_it_answers(channels: int) -> None:
    arch = picture_siren(channels, width=8)
    generator = torch.Generator().manual_seed(0)
    params = [arch.init(generator) for _ in range(3)]
    stacked = {name: torch.stack([p[name] for p in params]) for name in params[0]}
    pixels = render(arch, stacked, 5, 7)
    assert pixels.shape == (3, channels, 5, 7)
    one = siren(arch, params[1], pixel_centres(5, 7)).clamp(0, 1)
    torch.testing.assert_close(pixels[1].flatten(1).T, one, atol=1e-5, rtol=1e-4)
    layout = PRepLayout.of(arch.shapes)
    flat = flatten(layout, stacked)
    torch.testing.assert_close(render_flat(arch, layout, flat, 6), render(arch, stacked, 6, 6))
    raw = values_at(arch, layout, flat, pixel_centres(5, 7))
    torch.testing.assert_close(raw.clamp(0, 1).mT.reshape(pixels.shape), pixels, atol=1e-5, rtol=1e-4)


def test_no_pixels() -> None:
    arch = picture_siren(width=8)
    params = {name: value[None] for name, value in arch.init(torch.Generator()).items()}
    with pytest.raises(SelectionError, match="0 x 4 pixels"):
        render(arch, params, 4, 0)
