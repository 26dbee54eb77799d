"""Networks that are pictures: each a Siren that gives the grey or colour at any point of the plane."""

from explorer.kinds import protocols as p
from explorer.kinds.registry import Kind

KIND = Kind(
    name="image",
    networks="pictures",
    live=True,
    promises={
        p.Stating: "explorer.kinds.images.stating:STATING",
        p.Storing: "explorer.kinds.images.storing:STORING",
        p.ZooCommands: "explorer.kinds.images.commands:ZOO",
        p.Training: "explorer.kinds.images.commands:TRAINING",
        p.Recognising: "explorer.kinds.images.recognising:SOURCES",
        p.Frames: "explorer.kinds.images.frames:FRAMES",
        p.Explaining: "explorer.kinds.images.explaining:EXPLAINING",
        p.Words: "explorer.kinds.images.words:WORDS",
        p.Panels: "explorer.kinds.images.screen:PANELS",
        p.Probing: "explorer.kinds.images.probing:PROBING",
        p.Running: "explorer.kinds.images.running:RUNNING",
        p.Reading: "explorer.kinds.images.reading:READING",
        p.Optimizing: "explorer.kinds.images.optimizing:OPTIMIZING",
        p.Steering: "explorer.kinds.images.steering:STEERING",
        p.Judging: "explorer.kinds.images.judgement:JUDGING",
        p.Measuring: "explorer.kinds.images.measuring:MEASURING",
        p.Likeness: "explorer.kinds.images.likeness:LIKENESS",
        p.Comparing: "explorer.kinds.images.comparing:COMPARING",
        p.TakingNetworks: "explorer.kinds.images.taking:NETWORKS",
        p.TakingFiles: "explorer.kinds.images.taking:FILES",
        p.Drawing: "explorer.kinds.images.drawing:DRAWING",
    },
)
