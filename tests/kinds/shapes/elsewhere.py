"""A space of shapes whose zoo is none of furniture: nobody knows what its networks were fitted to."""

from __future__ import annotations

from dataclasses import replace

from explorer.kinds.shapes.space import ShapeSpace


def elsewhere(space: ShapeSpace) -> ShapeSpace:
    """The same networks without their provenance."""
    provenance = {**space.info["provenance"], "zoo": {"kind": "scans", "count": len(space)}}
    return replace(space, info={**space.info, "provenance": provenance}, version=f"{space.version}-elsewhere")
