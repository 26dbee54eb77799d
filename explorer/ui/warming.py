"""What takes seconds to import is imported while the server starts and the browser loads the page's own files.

By one thread, and nobody draws a page before it is done: two threads that import the same packages at once can see them
half made.
"""

from __future__ import annotations

import importlib
import threading

# In the order in which they need each other. None of them imports Streamlit, whose server starts at the same time.
HEAVY = ("torch", "scipy.ndimage", "scipy.spatial", "pandas", "pyvista", "explorer.explore.engine.engine")

_lock = threading.Lock()
_begun: list[threading.Thread] = []


def begin() -> None:
    """Import in the background; a second call does nothing."""
    with _lock:
        if not _begun:
            _begun.append(threading.Thread(target=_import_all, name="warming"))
            _begun[0].start()


def wait() -> None:
    """Return once all is imported; at once, if nobody has begun."""
    with _lock:
        begun = list(_begun)
    for thread in begun:
        thread.join()


def _import_all() -> None:
    for name in HEAVY:
        importlib.import_module(name)
