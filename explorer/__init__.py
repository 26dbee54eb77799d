"""NetSpace Explorer: see, and move in, a learned space of neural networks (NetSpace, arXiv 2206.05194)."""

__version__ = "0.1.0"
