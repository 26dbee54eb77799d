"""The network in what a torch file holds: state dicts nested under many names, whole modules, averaged copies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from explorer.foreign.torchfile import NumpyValue

MOST_DEPTH = 4  # of dictionaries in dictionaries
MOST_MODULES = 20_000
MOST_LISTED = 8  # of a list that may hold a network beside other things
MODELS = (
    "state_dict", "model_state_dict", "model", "module", "net", "network", "params", "mlp", "weights",
    "state_dict_ema", "model_ema", "ema_state_dict", "ema_model", "ema",
)  # fmt: skip
WEIGHT = re.compile(r"(^|[./_])(weights?|kernel|w|bias|weight_[a-z]+)$")  # how tensors of layers are called


def state_dict_in(held: Any) -> dict[str, Tensor]:
    """The tensors of the network in whatever a file holds; empty: there are none by name.

    What is called a model counts before anything else, and an optimizer's state, which is larger, never; then the
    largest. Averaged weights (`ema`) count where the network's own are not there: what is recorded beside a network,
    such as its accuracy, is mostly its own.
    """
    return _tensors_in(held, 0, set())


def parts_in(held: Any) -> dict[str, dict[str, Tensor]]:
    """The networks of a file that holds several (`generator` and `discriminator`), none of which is called a model."""
    if not isinstance(held, Mapping) or is_module(held) or any(_tensors_in(held.get(key), 1, set()) for key in MODELS):
        return {}
    found = {
        str(key): tensors
        for key, value in held.items()
        if not str(key).startswith(("optim", "sched")) and (tensors := _tensors_in(value, 1, set()))
    }
    return found if len(found) > 1 else {}


def _tensors_in(held: Any, depth: int, seen: set[int]) -> dict[str, Tensor]:
    if depth > MOST_DEPTH or id(held) in seen:
        return {}
    seen.add(id(held))  # a dictionary may hold itself
    if is_module(held):
        return module_tensors(held)
    if isinstance(held, tuple | list) and 0 < len(held) <= MOST_LISTED:
        # (network, optimizer), as Ray Tune's tutorials save them: an optimizer's state has no layers' names
        named = (inner for value in held if _named(inner := _tensors_in(value, depth + 1, seen)))
        return next(named, {})
    if not isinstance(held, Mapping):
        return {}
    for key in MODELS:
        if inner := _tensors_in(held.get(key), depth + 1, seen):
            return inner
    own = {str(key): tensor for key, value in held.items() if (tensor := tensor_of(value)) is not None}
    others = [_tensors_in(v, depth + 1, seen) for k, v in held.items() if not str(k).startswith(("optim", "sched"))]
    # Samples that lie beside a network, as signed distances at points, are no weights, however many they are.
    return max([own, *others], key=lambda some: (_named(some), sum(value.numel() for value in some.values())))


def _named(tensors: Mapping[str, Tensor]) -> bool:
    """Whether any of them is called a layer's."""
    return any(WEIGHT.search(key) for key in tensors)


def averaged_beside(held: Any) -> str:
    """The name under which a checkpoint keeps an averaged copy beside a network's own weights; "": it has none."""
    if not isinstance(held, Mapping):
        return ""
    own = next((key for key in MODELS if "ema" not in key and _tensors_in(held.get(key), 1, set())), None)
    names = (str(key) for key in held if re.search(r"(^|_)(ema|swa|averaged?)(_|$)", str(key).lower()))
    return next((name for name in names if _tensors_in(held.get(name), 1, set())), "") if own else ""


def tensor_of(value: Any) -> Tensor | None:
    """A tensor, or a numpy array as one."""
    if isinstance(value, Tensor):
        return value
    array = value.array() if isinstance(value, NumpyValue) else None
    return None if array is None or not array.ndim else torch.from_numpy(array)


def is_module(held: Any) -> bool:
    """Whether it stands for a module that was saved whole."""
    attributes = getattr(held, "__dict__", {})
    return isinstance(attributes.get("_parameters"), Mapping) and isinstance(attributes.get("_modules"), Mapping)


def module_tensors(held: Any) -> dict[str, Tensor]:
    """The state dict of a module that was saved whole: what `state_dict()` would have given."""
    tensors: dict[str, Tensor] = {}
    waiting: list[tuple[str, Any]] = [("", held)]
    for _ in range(MOST_MODULES):
        if not waiting:
            break
        prefix, module = waiting.pop()
        attributes = vars(module)
        transient = attributes.get("_non_persistent_buffers_set") or ()
        for part in ("_parameters", "_buffers"):
            own = attributes.get(part)
            for key, value in own.items() if isinstance(own, Mapping) else ():
                if isinstance(value, Tensor) and not (part == "_buffers" and key in transient):
                    tensors[f"{prefix}{key}"] = value
        children = [(f"{prefix}{key}.", child) for key, child in attributes["_modules"].items() if is_module(child)]
        waiting += reversed(children)
    return tensors
