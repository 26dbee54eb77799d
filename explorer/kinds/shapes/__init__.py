"""Networks that are shapes: each a Siren that gives the signed distance to a surface at any point in space."""

from explorer.kinds import protocols as p
from explorer.kinds.registry import Kind

KIND = Kind(
    name="sdf",
    networks="shapes",
    live=True,
    promises={
        p.Stating: "explorer.kinds.shapes.stating:STATING",
        p.Storing: "explorer.kinds.shapes.storing:STORING",
        p.ZooCommands: "explorer.kinds.shapes.commands:ZOO",
        p.Importing: "explorer.kinds.shapes.commands:IMPORTING",
        p.Training: "explorer.kinds.shapes.commands:TRAINING",
        p.Recognising: "explorer.kinds.shapes.recognising:SOURCES",
        p.Frames: "explorer.kinds.shapes.frames:FRAMES",
        p.Sounding: "explorer.kinds.shapes.sounding:SOUNDING",
        p.Explaining: "explorer.kinds.shapes.explaining:EXPLAINING",
        p.Words: "explorer.kinds.shapes.words:WORDS",
        p.Panels: "explorer.kinds.shapes.screen:PANELS",
        p.Probing: "explorer.kinds.shapes.probing:PROBING",
        p.Running: "explorer.kinds.shapes.running:RUNNING",
        p.Reading: "explorer.kinds.shapes.reading:READING",
        p.Fitting: "explorer.kinds.shapes.fitting:FITTING",
        p.Optimizing: "explorer.kinds.shapes.optimizing:OPTIMIZING",
        p.Steering: "explorer.kinds.shapes.steering:STEERING",
        p.Judging: "explorer.kinds.shapes.judgement:JUDGING",
        p.Measuring: "explorer.kinds.shapes.measuring:MEASURING",
        p.Likeness: "explorer.kinds.shapes.likeness:LIKENESS",
        p.Comparing: "explorer.kinds.shapes.comparing:COMPARING",
        p.Learning: "explorer.kinds.shapes.learning:LEARNING",
        p.TakingNetworks: "explorer.kinds.shapes.taking:NETWORKS",
        p.TakingFiles: "explorer.kinds.shapes.taking:FILES",
        p.ReadingsDrawn: "explorer.kinds.shapes.unseen:READINGS",
        p.Drawing: "explorer.kinds.shapes.drawing:DRAWING",
    },
)
