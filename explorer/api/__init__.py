"""The public API: what notebooks and programs use. `import explorer` offers its names, and imports it when one is used.

Everything here is said in the terms of `explorer.kinds.protocols`: a kind of network that keeps a promise has it here.
"""
