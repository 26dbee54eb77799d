"""The ways in which people keep many networks in a folder, one file a layout."""
