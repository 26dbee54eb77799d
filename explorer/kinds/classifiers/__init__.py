"""Networks that tell images apart, of one architecture or of several."""

from explorer.kinds import protocols as p
from explorer.kinds.registry import Kind

KIND = Kind(
    name="classifier",
    networks="image classifiers",
    live=True,
    promises={
        p.Stating: "explorer.kinds.classifiers.stating:STATING",
        p.Storing: "explorer.kinds.classifiers.storing:STORING",
        p.ZooCommands: "explorer.kinds.classifiers.commands:ZOO",
        p.Training: "explorer.kinds.classifiers.commands:TRAINING",
        p.Recognising: "explorer.kinds.classifiers.recognising:SOURCES",
        p.Frames: "explorer.kinds.classifiers.frames:FRAMES",
        p.Valuing: "explorer.kinds.classifiers.valuing:VALUING",
        p.Explaining: "explorer.kinds.classifiers.explaining:EXPLAINING",
        p.Words: "explorer.kinds.classifiers.words:WORDS",
        p.Panels: "explorer.kinds.classifiers.screen:PANELS",
        p.Probing: "explorer.kinds.classifiers.probing:PROBING",
        p.Running: "explorer.kinds.classifiers.running:RUNNING",
        p.Reading: "explorer.kinds.classifiers.reading:READING",
        p.Optimizing: "explorer.kinds.classifiers.optimizing:OPTIMIZING",
        p.Steering: "explorer.kinds.classifiers.steering:STEERING",
        p.Placing: "explorer.kinds.classifiers.steering:STEERING",
        p.Judging: "explorer.kinds.classifiers.judgement:JUDGING",
        p.Measuring: "explorer.kinds.classifiers.measuring:MEASURING",
        p.Likeness: "explorer.kinds.classifiers.likeness:LIKENESS",
        p.Comparing: "explorer.kinds.classifiers.comparing:COMPARING",
        p.TakingNetworks: "explorer.kinds.classifiers.taking:NETWORKS",
    },
)
