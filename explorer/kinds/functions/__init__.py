"""Networks from vectors to vectors, of any architecture: tabular classifiers, regressors, policies."""

from explorer.kinds import protocols as p
from explorer.kinds.registry import Kind

KIND = Kind(
    name="functions",
    networks="functions",
    live=True,
    promises={
        p.Stating: "explorer.kinds.functions.stating:STATING",
        p.Storing: "explorer.kinds.functions.storing:STORING",
        p.ZooCommands: "explorer.kinds.functions.commands:ZOO",
        p.Training: "explorer.kinds.functions.commands:TRAINING",
        p.Recognising: "explorer.kinds.functions.recognising:SOURCES",
        p.Frames: "explorer.kinds.functions.frames:FRAMES",
        p.Valuing: "explorer.kinds.functions.valuing:VALUING",
        p.Explaining: "explorer.kinds.functions.explaining:EXPLAINING",
        p.Words: "explorer.kinds.functions.words:WORDS",
        p.Panels: "explorer.kinds.functions.screen:PANELS",
        p.Probing: "explorer.kinds.functions.probing:PROBING",
        p.Running: "explorer.kinds.functions.running:RUNNING",
        p.Reading: "explorer.kinds.functions.reading:READING",
        p.Optimizing: "explorer.kinds.functions.optimizing:OPTIMIZING",
        p.Steering: "explorer.kinds.functions.steering:STEERING",
        p.Comparing: "explorer.kinds.functions.comparing:COMPARING",
        p.Learning: "explorer.kinds.functions.comparing:LEARNING",
        p.Likeness: "explorer.kinds.functions.likeness:LIKENESS",
        p.TakingNetworks: "explorer.kinds.functions.taking:NETWORKS",
        p.Measuring: "explorer.kinds.functions.measuring:MEASURING",
        p.Briefing: "explorer.kinds.functions.measuring:MEASURING",
        p.Judging: "explorer.kinds.functions.judgement:JUDGING",
    },
)
