"""The model card of a space: `README.md` in its folder, whose figures all come from `space.json`.

What stands between the two markers is written by `evaluate --write` and `card`; the prose around it is people's, and is
kept. The kind says what its measurements mean (`protocols.Measuring`); how the space was made is told of all alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from explorer.errors import BundleError
from explorer.files import regular, write_atomically
from explorer.kinds.protocols import Measuring
from explorer.kinds.registry import kind, promised
from explorer.space.stated import read_info

CARD = "README.md"
BEGIN = "<!-- numbers: begin -->"
END = "<!-- numbers: end -->"
MEGABYTE = 1e6
NOT_OF_ZOO = ("format", "kind", "batch", "sha256")  # how it lies on disk


def write_card(path: Path) -> Path:
    """Write the numbers of a space into its model card; one is begun if there is none.

    Args:
        path: folder of the space.

    Returns:
        The card.

    Raises:
        BundleError: there is no space, or the card has one marker without the other.
    """
    info = read_info(path)
    file = path / CARD
    text = regular(file).read_text(encoding="utf-8") if file.is_file() else f"# {info['title']}\n\n{BEGIN}\n{END}\n"
    write_atomically(file, renewed(text, info, str(file)).encode())
    return file


def renewed(text: str, info: Mapping[str, Any], name: str) -> str:
    """A card with the numbers of `space.json` between its markers; at its end, if it has none.

    Raises:
        BundleError: it has one marker without the other, or one twice; `name` is that of the file.
    """
    if text.count(BEGIN) > 1 or text.count(BEGIN) != text.count(END) or text.find(BEGIN) > text.find(END):
        raise BundleError(f"The markers of {name} do not enclose anything.", f"Write {BEGIN}, then {END}, once each.")
    before, begin, rest = text.partition(BEGIN)
    after = rest.partition(END)[2] if begin else "\n"
    if not begin:
        before = before.rstrip("\n") + "\n\n"
    return f"{before}{BEGIN}\n\n{numbers(info)}\n{END}{after}"


def numbers(info: Mapping[str, Any]) -> str:
    """What `space.json` says of a space, as Markdown: quality by its kind, then how it was made."""
    measuring = promised(info["kind"], Measuring)
    quality = "" if measuring is None else measuring.card(info).strip()
    if not quality:
        quality = "Not measured yet: `python -m explorer evaluate SPACE --write`."
    return f"## Quality\n\n{quality}\n\n## How it was made\n\n{_made(info)}{_credits(info['provenance'])}"


def _made(info: Mapping[str, Any]) -> str:
    model, splits = info["model"], info["splits"]
    runs = training_runs(info["provenance"])
    last = runs[-1]
    size = sum(one["bytes"] for one in info["files"].values()) / MEGABYTE
    rows = [
        ("networks", f"{kind(info['kind']).networks}: {splits['train']:,} training, {splits['heldout']:,} held out"),
        ("latents", f"{model['latent']}-d"),
        ("encoder", _part(model, "encoder")),
        ("decoder", _part(model, "decoder")),
        *_of_zoo(last.get("zoo")),
        *([("trained on", f"{last['trained_on']:,} networks")] if "trained_on" in last else []),
        *_of_data(last.get("data")),
        ("size", f"{size:.1f} MB"),
    ]
    head = "| | |\n| --- | --- |\n"
    table = head + "".join(f"| {name} | {value} |\n" for name, value in rows)
    several = len(runs) > 1
    said = "The commands, each going on from the one before:" if several else "The command:"
    return f"{table}\n{said}\n\n{_commands(runs)}"


def _credits(provenance: Mapping[str, Any]) -> str:
    """Whose models the networks were fitted to, as their licences ask; empty where there are none."""
    owed = provenance.get("credits")
    if not owed:
        return ""
    said = "The networks were fitted to these models of other people's; the models themselves are not in this space."
    parts = [f"\n## Credits\n\n{said}\n"]
    for licence, makers in owed.items():
        lines = [f"- {maker}: {_counted(titles)}\n" for maker, titles in makers.items()]
        parts.append(f"\n{licence}\n\n{''.join(lines)}")
    return "".join(parts)


def _counted(titles: Sequence[str]) -> str:
    """Titles in a line, each once: "Bed, Chair (3)"."""
    return ", ".join(title if n == 1 else f"{title} ({n})" for title, n in Counter(titles).items())


def training_runs(provenance: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The trainings that made a space, the first one first, of its `provenance`."""
    runs = [provenance]
    while "started_from" in runs[0]:
        runs.insert(0, runs[0]["started_from"])
    return runs


def _commands(runs: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for run in runs:
        facts = [f"commit `{str(run['commit'])[:12]}`"]
        if "recipe" in run:
            facts.append(f"{run['recipe']['steps']:,} steps")
        if "training_seconds" in run:
            facts.append(f"{run['training_seconds'] / 60:.0f} minutes")
        if "device" in run:
            facts.append(str(run["device"]))
        rows.append(f"```\n{run['command']}\n```\n\n{', '.join(facts)}.\n")
    return "\n".join(rows)


def _part(model: Mapping[str, Any], what: str) -> str:
    options = ", ".join(f"{name} {value}" for name, value in model[f"{what}_options"].items())
    return f"`{model[what]}`" + (f" ({options})" if options else "")


def _of_zoo(zoo: Any) -> list[tuple[str, str]]:
    """Of the zoo's own settings those that are numbers or words."""
    if not isinstance(zoo, Mapping):
        return []
    plain = {
        name: value
        for name, value in zoo.items()
        if isinstance(value, int | float | str) and not isinstance(value, bool) and name not in NOT_OF_ZOO
    }
    return [("zoo", ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in plain.items()))] if plain else []


def _of_data(data: Any) -> list[tuple[str, str]]:
    if isinstance(data, Mapping):
        digest = f", SHA-256 `{data['sha256'][:16]}…`" if "sha256" in data else ""
        return [("data", f"{data.get('source', data.get('name', ''))}{digest}")]
    return [("data", str(data))] if data else []
