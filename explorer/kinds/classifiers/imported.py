"""Image classifiers that others trained, as a zoo of this kind: their best one is what a teacher is elsewhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explorer.data.images import ImageData, load_images
from explorer.data.kept import kept_images
from explorer.errors import DataError, ZooError
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.zoo import Trained, accuracy
from explorer.kinds.classifiers.zoo_plan import ZooPlan
from explorer.zoo.imported import ImportedZoo

JUDGED = 1000  # validation images, on which the best network is found out


def stated_data(zoo: ImportedZoo, folder: Path | None = None) -> ImageData:
    """The images that an imported zoo says that its networks were trained on.

    Args:
        zoo: the zoo; its `data` states a `name`, and a `mean` and a `std` where its networks want the images
            normalised otherwise than by those of the training images; `kept`: the images lie in the zoo.
        folder: of the data's files, where they are not found.

    Raises:
        ZooError: it does not say.
        DataError: they are not there.
    """
    stated: Mapping[str, Any] = zoo.config["data"] if isinstance(zoo.config.get("data"), dict) else {}
    name, mean, std = stated.get("name"), stated.get("mean"), stated.get("std")
    numbers = all(v is None or (isinstance(v, int | float) and not isinstance(v, bool)) for v in (mean, std))
    if not isinstance(name, str) or not numbers or (std is not None and std <= 0):
        raise ZooError(
            f"{zoo.path} does not say which images its networks are for.",
            "Import them again with --data NAME, or as functions, judged on examples of yours.",
        )
    data = kept_images(zoo.path) if stated.get("kept") is True else load_images(name, folder)
    return dataclasses.replace(
        data, mean=data.mean if mean is None else float(mean), std=data.std if std is None else float(std)
    )


def imported_classifiers(zoo: ImportedZoo, data: ImageData) -> Trained:
    """The networks of an imported zoo, the best of them in the place of a teacher.

    Raises:
        ZooError: its networks are for other images or classes.
    """
    names = list[str]()
    archs = list[GraphClassifier]()
    for graph in zoo.graphs:
        called = graph.name if graph.name not in names else f"{graph.name} ({len(names)})"
        names.append(called)
        try:
            archs.append(GraphClassifier(dataclasses.replace(graph, name=called)))
        except DataError as error:
            raise ZooError(f"{zoo.path}: {error.problem}", error.remedy) from error
    wanted = (data.channels, data.size, len(data.classes))
    for arch in archs:
        if (arch.channels, arch.size, arch.classes) != wanted:
            raise ZooError(
                f"{arch.name} of {zoo.path} is for images {(arch.channels, arch.size, arch.size)} of {arch.classes} "
                f"classes; {data.name} has {(data.channels, data.size, data.size)} of {len(data.classes)}.",
                "Import the networks with the data that they were trained on.",
            )
    every = range(len(zoo))
    index = [zoo.records[k].arch for k in every]
    params = [zoo.params(k) for k in every]
    some = data.validation[:JUDGED]
    scores = [accuracy(archs[a], p, some, data) for a, p in zip(index, params, strict=True)]
    best = max(every, key=scores.__getitem__)
    counts = tuple(max(1, index.count(a)) for a in range(len(archs)))
    plan = ZooPlan(tuple(archs), counts, 1, 1, 0.0, False, archs[index[best]], 1)
    teacher = {"teacher": {"network": zoo.records[best].name, "validation_accuracy": round(scores[best], 2)}}
    stated = {**zoo.config, **teacher, "sha256": data.sha256}
    return Trained(plan, index, params, [], params[best], stated, zoo.records)
