"""Networks from vectors to vectors, of any architecture: tabular classifiers, regressors, policies."""

from explorer.kinds import protocols as p
from explorer.kinds.registry import Kind

KIND = Kind(
    name="functions",
    networks="functions",
    promises={
        p.Storing: "explorer.kinds.functions.storing:STORING",
        p.ZooCommands: "explorer.kinds.functions.commands:ZOO",
        p.Training: "explorer.kinds.functions.commands:TRAINING",
        p.Words: "explorer.kinds.functions.words:WORDS",
        p.Panels: "explorer.kinds.functions.screen:PANELS",
        p.Measuring: "explorer.kinds.functions.measuring:MEASURING",
        p.Judging: "explorer.kinds.functions.judgement:JUDGING",
    },
)
