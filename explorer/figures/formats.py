"""What the map is written as, apart from matplotlib, which writes it."""

STILLS = ("svg", "png")
