"""What is remembered, made once and forgotten in time."""

from __future__ import annotations

import threading
import time

from explorer.lru import LruCache


def test_a_value_is_made_once_even_for_many_at_a_time() -> None:
    made: list[int] = []

    def slow() -> int:
        made.append(1)
        time.sleep(0.05)
        return 7

    cache = LruCache[int](2)
    threads = [threading.Thread(target=cache.get, args=("a", slow)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert cache.known("a") == 7


def test_the_one_not_asked_for_longest_goes_first() -> None:
    cache = LruCache[str](2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda key=key: key * 2)
    assert (cache.known("a"), cache.known("b"), cache.known("c")) == ("aa", None, "cc")
    assert cache.get("b", lambda: "new") == "new"
