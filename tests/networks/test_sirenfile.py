"""A Siren as a module, as ONNX and as a program: all the same function."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from explorer.networks.siren import Siren, siren
from explorer.networks.sirenfile import SirenModule, siren_data, siren_onnx, siren_program, sizes

ARCHS = [Siren(3, 16, 2, 1, 15.0), Siren(2, 12, 3, 3, 30.0)]


@pytest.mark.parametrize("arch", ARCHS)
def test_all_forms_are_the_network(arch: Siren) -> None:
    params = arch.init(torch.Generator().manual_seed(0))
    points = torch.rand(50, arch.inputs) * 2 - 1
    wanted = siren(arch, params, points).numpy()
    module = SirenModule(arch)
    module.load_state_dict(params)
    np.testing.assert_allclose(module(points).detach().numpy(), wanted, atol=1e-5)
    session = onnxruntime.InferenceSession(siren_onnx(arch, params, {"omega": "30"}, "places", "values"))
    np.testing.assert_allclose(session.run(["values"], {"places": points.numpy()})[0], wanted, atol=1e-5)
    assert session.get_modelmeta().custom_metadata_map == {"omega": "30"}
    known: dict[str, object] = {"params": params, "points": points}
    exec(siren_program(arch, "params", "", "Any network.", "found = network(points)\n"), known)  # noqa: S102 - our own
    found = known["found"]
    assert isinstance(found, torch.Tensor)
    np.testing.assert_allclose(found.detach().numpy(), wanted, atol=1e-5)


def test_what_is_stated_makes_it_again() -> None:
    arch = ARCHS[1]
    stated = siren_data(arch)
    assert stated.pop("family") == "Siren"
    assert Siren(**stated) == arch
    assert sizes(arch) == (2, 12, 12, 12, 3)
