"""Names and bounds of what is read, apart from what reads it: the command line and lists of spaces need no more."""

NAMES = ("fashion-mnist", "digits", "cifar-10", "tiny-imagenet")  # data sets of labelled images
ALIASES = {"cifar10": "cifar-10", "tinyimagenet": "tiny-imagenet", "fashion": "fashion-mnist"}  # as people write them
LEAST_SIDE = 4  # pixels of a picture of one's own
MOST_SIDE = 512  # of what is fitted
