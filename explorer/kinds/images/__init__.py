"""Networks that are pictures: each a Siren that gives the grey or colour at any point of the plane."""

from explorer.kinds import protocols as p
from explorer.kinds.registry import Kind

KIND = Kind(
    name="image",
    networks="pictures",
    live=True,
    promises={
        p.Storing: "explorer.kinds.images.storing:STORING",
        p.ZooCommands: "explorer.kinds.images.commands:ZOO",
        p.Training: "explorer.kinds.images.commands:TRAINING",
        p.Frames: "explorer.kinds.images.frames:FRAMES",
        p.Words: "explorer.kinds.images.words:WORDS",
        p.Panels: "explorer.kinds.images.screen:PANELS",
        p.Measuring: "explorer.kinds.images.measuring:MEASURING",
    },
)
