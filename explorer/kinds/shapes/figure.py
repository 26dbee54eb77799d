"""One shape, or two side by side seen by the same camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float, Integer, Shaped
from PIL import Image

from explorer.figures.style import Theme, base_layout, empty_figure
from explorer.kinds.shapes.thumbnail import thumbnail

EYE = {"x": 0.84, "y": -1.1, "z": 0.5}
LIGHTING = {"ambient": 0.48, "diffuse": 0.75, "specular": 0.12, "roughness": 0.65, "fresnel": 0.08}
LIGHT_POSITION = {"x": 2500, "y": -4500, "z": 6000}


@dataclass(frozen=True)
class ShapeFacts:
    """A triangle mesh with a title.

    Attributes:
        title: what it is; may be empty.
        vertices: in [-1, 1]^3, y up.
        faces: indices of vertices, three a triangle.
    """

    title: str
    vertices: Float[np.ndarray, "v 3"]
    faces: Integer[np.ndarray, "f 3"]

    @property
    def is_empty(self) -> bool:
        """Whether there is no surface to show."""
        return len(self.faces) == 0


def shape_facts(title: str, points: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"]) -> ShapeFacts:
    """A mesh in the smallest types that hold it: half the bytes to the browser."""
    small = np.uint16 if len(points) <= np.iinfo(np.uint16).max else np.uint32
    return ShapeFacts(title, np.asarray(points, dtype=np.float32), np.asarray(faces, dtype=small))


def draw_shapes(shapes: Sequence[ShapeFacts], theme: Theme, height: int = 430) -> go.Figure:
    """One or two shapes, y up, equal aspect, no axes; a shape without a surface says so in its place.

    Where the browser draws no WebGL they are pictures, seen from one side.
    """
    if not shapes:
        return empty_figure("Nothing is selected", "Click a point on the map.", theme, height)
    figure = go.Figure()
    figure.update_layout(**base_layout(theme, height))
    share = 1 / len(shapes)
    for k, shape in enumerate(shapes):
        scene = "scene" if k == 0 else f"scene{k + 1}"
        x = [k * share, (k + 1) * share]
        colour = theme.material if k == 0 else theme.other_material
        if theme.webgl:
            figure.update_layout({scene: _scene(x)})
            figure.add_trace(_mesh(shape, scene, colour))
        else:
            _picture(figure, shape, x, height, colour)
        middle = sum(x) / 2
        if shape.is_empty:
            _say(figure, "No surface", middle, 0.54, 18, theme.ink)
            _say(
                figure,
                "This network is positive everywhere. Move on, or choose another.",
                middle,
                0.45,
                13,
                theme.faint,
            )
        if shape.title and len(shapes) > 1:
            _say(figure, shape.title, middle, 0.02, 14, theme.faint)
    return figure


def _picture(figure: go.Figure, shape: ShapeFacts, x: list[float], height: int, colour: str) -> None:
    picture = Image.fromarray(thumbnail(shape.vertices, shape.faces, height, colour))
    figure.add_layout_image(
        source=picture, x=sum(x) / 2, y=0.5, xref="paper", yref="paper", sizex=x[1] - x[0], sizey=1,
        xanchor="center", yanchor="middle", sizing="contain",
    )  # fmt: skip
    figure.update_layout(xaxis={"visible": False, "fixedrange": True}, yaxis={"visible": False, "fixedrange": True})


def _scene(x: list[float]) -> dict[str, object]:
    hidden = {"visible": False, "range": [-1, 1], "autorange": False}
    return {
        "domain": {"x": x, "y": [0, 1]},
        "xaxis": hidden,
        "yaxis": hidden,
        "zaxis": hidden,
        "aspectmode": "cube",
        "dragmode": "turntable",
        "uirevision": "keep",
        "bgcolor": "rgba(0,0,0,0)",
        "camera": {
            "eye": EYE,
            "up": {"x": 0, "y": 0, "z": 1},
            "center": {"x": 0, "y": 0, "z": -0.16},
            "projection": {"type": "perspective"},
        },
    }


def _mesh(shape: ShapeFacts, scene: str, colour: str) -> go.Mesh3d:
    x, up, front = shape.vertices.T  # plotly's vertical axis, around which its turntable turns, is z
    i, j, k = shape.faces.T
    return go.Mesh3d(
        x=x,
        y=-front,
        z=up,
        i=i,
        j=j,
        k=k,
        color=colour,
        flatshading=False,
        lighting=LIGHTING,
        lightposition=LIGHT_POSITION,
        hoverinfo="skip",
        name=shape.title,
        scene=scene,
    )


def _say(figure: go.Figure, text: str, x: float, y: float, size: int, colour: str) -> None:
    figure.add_annotation(
        text=text,
        xanchor="center",
        x=x,
        y=y,
        xref="paper",
        yref="paper",
        showarrow=False,
        font={"size": size, "color": colour},
    )
