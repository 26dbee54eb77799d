"""What image classifiers are worth: accuracy, confusion, and where two of them disagree. Pure functions of logits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor


@dataclass(frozen=True)
class Judgement:
    """A network on labelled images.

    Attributes:
        arch: index of its architecture in the space.
        shares: the architecture scores as shares of 1; of a network that was not decoded, 1 for its own.
        confusion: images by true class (rows) and predicted class.
        predicted: predicted class of every image.
        confidence: its probability.
    """

    arch: int
    shares: Float[np.ndarray, " archs"]
    confusion: Int[np.ndarray, "classes classes"]
    predicted: Int[np.ndarray, " n"]
    confidence: Float[np.ndarray, " n"]

    @property
    def accuracy(self) -> float:
        """Share of the images that it gets right, in percent."""
        return 100 * float(np.trace(self.confusion)) / max(int(self.confusion.sum()), 1)

    @property
    def precision(self) -> Float[np.ndarray, " classes"]:
        """Per class: the share that is right of what it takes for that class; 0 if it takes nothing for it."""
        return np.asarray(np.diag(self.confusion) / np.maximum(self.confusion.sum(0), 1))

    @property
    def recall(self) -> Float[np.ndarray, " classes"]:
        """Per class: the share of its images that are found; 0 if there are none."""
        return np.asarray(np.diag(self.confusion) / np.maximum(self.confusion.sum(1), 1))


def judge(
    logits: Float[Tensor, "n classes"], labels: Int[Tensor, " n"], arch: int, shares: Float[np.ndarray, " archs"]
) -> Judgement:
    """Judge a network by its logits on labelled images."""
    classes = logits.shape[1]
    probabilities = torch.softmax(logits.float(), -1)
    confidence, predicted = probabilities.max(-1)
    pairs = labels.to(predicted.device) * classes + predicted
    confusion = torch.bincount(pairs, minlength=classes**2).reshape(classes, classes)
    return Judgement(
        arch, shares, confusion.cpu().numpy(), predicted.cpu().numpy(), confidence.cpu().numpy().astype(np.float32)
    )


def disagreement(a: Int[np.ndarray, " n"], b: Int[np.ndarray, " n"]) -> float:
    """Share of the images (0 to 1) that two networks take for different classes."""
    return float((a != b).mean())


def samples(
    judged: Judgement, reference: Int[np.ndarray, " n"], labels: Int[np.ndarray, " n"], count: int
) -> Int[np.ndarray, " k"]:
    """Images worth showing: where the network and a reference disagree, then its errors, then the least confident.

    Args:
        judged: the network.
        reference: predicted classes of what it is compared with: its input network, or the teacher.
        labels: the true classes.
        count: how many.
    """
    rank = np.where(judged.predicted != reference, 0, np.where(judged.predicted != labels, 1, 2))
    # Among those that disagree the surest first, so that what is shown is a difference and not a toss-up.
    within = np.where(rank == 2, judged.confidence, -judged.confidence)
    return np.asarray(np.lexsort((within, rank))[:count])
