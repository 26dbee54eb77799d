"""Architectures that a user names on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.data.images import ImageData
from explorer.kinds.classifiers.graphs import GraphClassifier, trainable
from explorer.networks.graph.userfile import arguments_of


def users_architectures(given: Sequence[str], pairs: Sequence[str], data: ImageData) -> tuple[GraphClassifier, ...]:
    """The user's modules, traced on images.

    Args:
        given: `[NAME=]FILE.py:FACTORY` each; without a name the factory's is taken.
        pairs: arguments of the factories, `k=v`.
        data: the images that they will be trained on.

    Raises:
        DataError: see `graphs.trainable` and `userfile.arguments_of`.
    """
    arguments = arguments_of(pairs)
    found = []
    for one in given:
        name, equals, spec = one.partition("=")
        factory = spec if equals else one
        found.append(trainable(factory, arguments, name if equals else factory.rpartition(":")[2], data))
    return tuple(found)
