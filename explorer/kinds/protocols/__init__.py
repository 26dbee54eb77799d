"""What a kind of network promises: one small protocol for each thing that one can do with a space.

`Storing` is what every kind keeps: without it there is no space. All others are free: a command or a part of the screen
that needs one is absent where it is not kept. See `registry.Kind.promises` for how a kind says what it keeps.
"""

from explorer.kinds.protocols.acting import Aim, Fitting, Optimizing, Placing, Probing, Reading, Running, Steering
from explorer.kinds.protocols.looking import (
    Curve,
    Explaining,
    Frames,
    Opening,
    Panels,
    Sounding,
    Soundness,
    Valuing,
    Words,
    Worth,
)
from explorer.kinds.protocols.making import Command, Importing, Lesson, Training, ZooCommands
from explorer.kinds.protocols.measuring import (
    Brief,
    Briefing,
    Column,
    Comparing,
    Judging,
    Learning,
    Likeness,
    Measuring,
    MeasuringInParts,
    Noise,
    Repeating,
)
from explorer.kinds.protocols.recognising import Option, Places, Recognised, Recognising
from explorer.kinds.protocols.stating import Stating
from explorer.kinds.protocols.storing import InputNetworks, Model, Storing
from explorer.kinds.protocols.taking import Drawing, FileFormat, ReadingsDrawn, TakingFiles, TakingNetworks
from explorer.kinds.protocols.told import Check, Report

__all__ = [
    "Aim",
    "Brief",
    "Briefing",
    "Check",
    "Column",
    "Command",
    "Comparing",
    "Curve",
    "Drawing",
    "Explaining",
    "FileFormat",
    "Fitting",
    "Frames",
    "Importing",
    "InputNetworks",
    "Judging",
    "Learning",
    "Lesson",
    "Likeness",
    "Measuring",
    "MeasuringInParts",
    "Model",
    "Noise",
    "Opening",
    "Optimizing",
    "Option",
    "Panels",
    "Places",
    "Placing",
    "Probing",
    "Reading",
    "ReadingsDrawn",
    "Recognised",
    "Recognising",
    "Repeating",
    "Report",
    "Running",
    "Sounding",
    "Soundness",
    "Stating",
    "Steering",
    "Storing",
    "TakingFiles",
    "TakingNetworks",
    "Training",
    "Valuing",
    "Words",
    "Worth",
    "ZooCommands",
]
