"""What the help says of pictures: in help.json, which the live view reads, too."""

from __future__ import annotations

from pathlib import Path

from explorer.kinds.protocols.explained import explained

EXPLAINING = explained(Path(__file__).with_name("help.json"))
