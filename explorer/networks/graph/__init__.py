"""A network's architecture as data: the graph of its operators, with its parameters as inputs.

Traced once from the user's own module (`trace`), or known from tensors alone (`graph_of_chain`); kept as JSON and
tensors (`to_data`, `from_data`: checked, no code runs); run as a pure function of its parameters (`run`, `run_batch`).
"""

from explorer.networks.graph.chain import graph_of_chain
from explorer.networks.graph.data import from_data, to_data
from explorer.networks.graph.fitting import differing_buffers, fit_state_dict, vary
from explorer.networks.graph.model import NetworkGraph, Node, Ref, Source
from explorer.networks.graph.running import module, run, run_batch
from explorer.networks.graph.tracing import materialised, trace

__all__ = [
    "NetworkGraph",
    "Node",
    "Ref",
    "Source",
    "differing_buffers",
    "fit_state_dict",
    "from_data",
    "graph_of_chain",
    "materialised",
    "module",
    "run",
    "run_batch",
    "to_data",
    "trace",
    "vary",
]
