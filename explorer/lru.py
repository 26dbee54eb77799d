"""A cache of results that are expensive to find."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class LruCache(Generic[Value]):
    """The values made last, by their keys; the one not asked for longest goes first. Thread-safe.

    Args:
        most: values held.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, key: Hashable) -> Value | None:
        """The value if it is there already; for those who must not wait."""
        return self._held.get(key)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value, made if it is not there; whoever asks meanwhile waits, so that nothing is made twice."""
        with self._lock:
            if key not in self._held:
                self._held[key] = make()
                while len(self._held) > self.most:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]
