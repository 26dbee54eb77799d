"""New and better: networks drawn from a space beside simple baselines, each a point, as a PNG for the model card."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from explorer.figures.style import CATEGORICAL, LIGHT, Theme
from explorer.files import write_atomically

INCHES, DOTS = (7.0, 4.4), 130
# What each way is called, and its mark and colour: in the order in which they are drawn, over each other.
MARKS: Mapping[str, tuple[str, str, str]] = {
    "average": ("raw averages of training networks", "v", CATEGORICAL[3]),
    "noise": ("training networks with noise", "s", CATEGORICAL[0]),
    "drawn": ("drawn from the space", "x", CATEGORICAL[2]),
    "held_out_decoded": ("held-out networks, decoded", "D", CATEGORICAL[5]),
    "held_out": ("held-out networks", "o", CATEGORICAL[4]),
}


def draw_drawn(found: Mapping[str, Any], theme: Theme = LIGHT) -> bytes:
    """The figure, as the bytes of a PNG: what each network is worth over how new it is.

    Args:
        found: `drawn` of a space's metrics: `points`, `axes`, `new_from`.
        theme: colours.
    """
    with mpl.rc_context({"font.size": 10}):
        figure = Figure(INCHES, layout="constrained", facecolor=theme.paper)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        for way, (name, mark, colour) in MARKS.items():
            if points := found["points"].get(way):
                line: dict[str, Any] = {} if mark == "x" else {"edgecolors": theme.paper, "linewidths": 0.4}
                axes.scatter(points["distance"], points["quality"], s=26, marker=mark, color=colour, label=name, **line)
        if found["new_from"] is not None:
            axes.axvline(found["new_from"], color=theme.faint, linewidth=1, linestyle=":")
            axes.text(found["new_from"], 1.0, " new from here on", transform=axes.get_xaxis_transform(), va="bottom",
                      ha="left", color=theme.faint, fontsize=9)  # fmt: skip
        axes.set_xlabel(found["axes"]["distance"], color=theme.ink)
        axes.set_ylabel(found["axes"]["quality"], color=theme.ink)
        axes.set_xlim(left=0)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2, labelcolor=theme.ink)
        data = io.BytesIO()
        figure.savefig(data, format="png", dpi=DOTS, metadata={"Software": None})
    return data.getvalue()


def write_drawn(file: Path, metrics: Mapping[str, Any]) -> bool:
    """Write the figure beside a model card; whether there is one: not where nothing was drawn from the space."""
    found = metrics.get("drawn")
    if not found:
        return False
    write_atomically(file, draw_drawn(found))
    return True
