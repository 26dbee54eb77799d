"""Everything this package raises on purpose.

Each message says what was wrong, where, and what to do next. The command line prints it and exits with
status 2; the screen shows it in place. Anything else that is raised is a bug and is not caught.
"""

from __future__ import annotations


class ExplorerError(Exception):
    """A problem the user can act on.

    Args:
        problem: what was wrong and where, in one sentence.
        remedy: what to do next, in one sentence; may be empty.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy


class PRepError(ExplorerError):
    """A network and a PRep that do not fit each other."""


class DataError(ExplorerError):
    """Data that is missing, damaged or of the wrong form."""


class ZooError(ExplorerError):
    """A zoo folder that cannot be read, resumed or written."""


class RecipeError(ExplorerError):
    """A recipe that names an unknown part or an impossible value."""


class TrainingError(ExplorerError):
    """A training run that cannot start, resume or go on."""


class BundleError(ExplorerError):
    """A space on disk (`pretrained/<name>/`) that is missing, truncated, tampered with or malformed."""


class LatentError(ExplorerError):
    """A latent of the wrong size or with values that are not finite."""


class SelectionError(ExplorerError):
    """A network id, kind, path or option that does not exist in this space."""


class KindError(ExplorerError):
    """A kind of network that this version does not know, or whose package cannot be imported."""


class DeviceError(ExplorerError):
    """A compute device that was asked for and is not there."""


class JobError(ExplorerError):
    """A job (a training in a process of its own) that cannot be begun, found or changed so."""


class BenchError(ExplorerError):
    """A benchmark that cannot run here."""
