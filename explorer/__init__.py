"""NetSpace Explorer: see, and move in, a learned space of neural networks (NetSpace, arXiv 2206.05194).

In a notebook or a program:

    space = explorer.open_space("pretrained/furniture")
    z = space.encode(network)                     # of an nn.Module, a state dict or a file; latents are NumPy arrays
    networks = space.decode(z)                    # torch modules, ready to run
    zs = space.interpolate(896, 962, 5)           # from one network to another
    space.judge(zs[2]), space.nearest(zs[2], 5)
    space.save(zs[2], "chair.stl")

All errors that are raised on purpose are `explorer.ExplorerError`s. Nothing heavy is imported before a name is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.api.judged import Judged
    from explorer.api.networks import Networks
    from explorer.api.opened import OpenSpace, list_spaces, open_space
    from explorer.errors import BundleError, DataError, DeviceError, ExplorerError, LatentError, SelectionError
    from explorer.space.neighbours import Neighbours

__version__ = "0.1.0"

__all__ = [
    "BundleError",
    "DataError",
    "DeviceError",
    "ExplorerError",
    "Judged",
    "LatentError",
    "Neighbours",
    "Networks",
    "OpenSpace",
    "SelectionError",
    "__version__",
    "list_spaces",
    "open_space",
]

_HOMES = {
    "Judged": "explorer.api.judged",
    "Networks": "explorer.api.networks",
    "OpenSpace": "explorer.api.opened",
    "list_spaces": "explorer.api.opened",
    "open_space": "explorer.api.opened",
    "Neighbours": "explorer.space.neighbours",
    **dict.fromkeys(
        ("BundleError", "DataError", "DeviceError", "ExplorerError", "LatentError", "SelectionError"), "explorer.errors"
    ),
}

if not TYPE_CHECKING:  # type checkers see the imports above, and complain of any other name

    def __getattr__(name: str) -> Any:
        """A public name, imported when it is first used."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
