"""Optimizations over the live connection: begun, steered, and told of as they go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, assert_never

import numpy as np
from jaxtyping import Float

from explorer.errors import ExplorerError, SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Decoded, Source
from explorer.explore.read.optimize import Step, optimizing, random_latent
from explorer.explore.travel.pointers import Analogy, MeanOf, OfNetwork, OnMap, OnPath, Place, Steered, Told
from explorer.kinds.protocols import Aim
from explorer.space.bundle import Space
from explorer.space.kept import KeptPoint, overlay
from explorer.space.naming import network_name
from explorer.ui import words
from explorer.ui.live.messages import Action, OptimizeMessage
from explorer.ui.optimization import Kept, OptimizationRun, Runs

DIGITS = 5
OVER = ("ended", "failed")  # states of a run that no step follows
_NETWORK = re.compile(r"([a-z]+:)[0-9]{1,7}")
_ANY_KIND = "network:"  # what every kind that has networks as aims understands, whatever else it calls them


def begin(
    runs: Runs, session: str, engine: Engine, space: Space, message: OptimizeMessage, start: Source | None
) -> OptimizationRun:
    """Begin what a message asks for.

    Args:
        runs: the optimizations of all sessions.
        session: whose it is.
        engine: decodes.
        space: the space.
        message: what is asked for.
        start: the network at the start that it names; None: it is random.

    Raises:
        SelectionError: the start has no latent, nothing here is optimized so, or too many are going on.
    """
    seed = runs.draw(session)
    if start is not None and not isinstance(start, Decoded):
        raise SelectionError("Averaged weights have no latent to start from.", "Choose another kind of path.")
    latent = random_latent(space, seed) if start is None else start.array
    aim = _aim(engine, space, message.goal, seed)
    title = f"from {_start_words(space, message.start, seed)} toward {aim.title}"
    return runs.start(
        session, lambda: OptimizationRun(engine, space, latent, aim, message.steps, title, seed, message.anywhere)
    )


def _aim(engine: Engine, space: Space, key: str, seed: int) -> Aim:
    """What a browser may wish for: one of the aims that are offered, or a network. Never a file of the server's.

    Raises:
        SelectionError: it is something else.
    """
    kind = optimizing(space)
    offered = [one for one, _ in kind.choices(space)[1]]
    # Whatever else a kind is asked for may be the path of a file to it, even "etc:1": only offered prefixes pass.
    prefixes = {_ANY_KIND, *(found[1] for one in offered if (found := _NETWORK.fullmatch(one)))}
    asked = _NETWORK.fullmatch(key)
    if key not in offered and (asked is None or len(prefixes) < 2 or asked[1] not in prefixes):
        raise SelectionError(
            f"{space.name} cannot be optimized toward {key[:60]!r}.", f"Choose from: {', '.join(offered[:8])}."
        )
    return kind.aim(engine, space, key, seed)


def control(runs: Runs, session: str, space: Space, action: Action) -> None:
    """Pause, resume or stop the session's run, or keep its result.

    Raises:
        SelectionError: there is no run, or no result to keep.
    """
    run = runs.of(session, space.name)
    if run is None:
        raise SelectionError("No optimization was begun here.", "Start one.")
    match action:
        case "pause":
            run.paused.set()
        case "resume":
            run.paused.clear()
        case "stop":
            run.stop()
        case "keep":
            runs.keep(session, space.name)
        case _:
            assert_never(action)


class RunFeed:
    """What one connection was told of its session's optimization, and what is new since.

    Args:
        runs: the optimizations of all sessions.
        session: whose.
        space: in which space.
    """

    def __init__(self, runs: Runs, session: str, space: Space) -> None:
        self._runs = runs
        self._session = session
        self._space = space
        self._looked = False  # before
        self._number = 0  # of the run
        self._told = 0  # steps
        self._state: tuple[str, bool] = ("", False)
        self._kept: tuple[tuple[Kept, ...], tuple[KeptPoint, ...]] = ((), ())

    def news(self) -> tuple[dict[str, Float[np.ndarray, " d"]], list[dict[str, Any]]]:
        """Latents that the connection may point at from now on, by their keys, and messages.

        A run that was begun since the last look is told of as running first, also where it has ended by now: only so
        the page knows that it was begun while it was open, and follows it.
        """
        latents: dict[str, Float[np.ndarray, " d"]] = {}
        texts: list[dict[str, Any]] = []
        kept = (self._runs.kept(self._session, self._space.name), overlay(self._space).points)
        if kept != self._kept:
            self._kept = kept
            latents |= {kept_key(one): one.latent for one in kept[0] if not one.fit}
            points = [*(_stored_point(one) for one in kept[1]), *(_kept_point(one) for one in kept[0])]
            texts.append({"type": "kept", "points": points})
        run = self._runs.of(self._session, self._space.name)
        if run is not None:
            state, problem, steps = _state(run)
            if run.number != self._number:
                self._number, self._told, self._state = run.number, 0, ("", False)
                if self._looked and state in OVER:
                    texts.append({**self._run_text(run, "running", None, []), "best": 0, "result": None})
            seen = (state, run.result is not None)
            if len(steps) > self._told or seen != self._state:
                new = steps[self._told :]
                latents |= {f"{run.number}/{step.index}": step.latent for step in new}
                texts.append(self._run_text(run, state, problem, new))
                self._told, self._state = len(steps), seen
        self._looked = True
        return latents, texts

    def _run_text(self, run: OptimizationRun, state: str, problem: str | None, new: Sequence[Step]) -> dict[str, Any]:
        return {
            "type": "run",
            "number": run.number,
            "title": run.title,
            "wanted": run.wanted,
            "state": state,
            "problem": problem,
            "first": self._told,
            "positions": [[round(float(v), DIGITS) for v in step.position] for step in new],
            "losses": [round(step.loss, DIGITS) for step in new],
            "values": [round(step.measured, DIGITS) for step in new],
            "best": run.best,
            "result": _result(run),
        }


def kept_key(kept: Kept) -> str:
    """The key of a kept point; the same for every connection. Of one that was fitted, the text that names it."""
    return kept.fit or f"kept/{kept.number}"


def _state(run: OptimizationRun) -> tuple[str, str | None, list[Step]]:
    """Running, paused, ended or failed; why it failed; and its steps."""
    going = run.running  # asked before the steps: what comes between the two is told with the next look
    try:
        steps = run.watch()
    except ExplorerError as error:
        return "failed", f"{error.problem} {error.remedy}", []
    except Exception:  # noqa: BLE001 - the run has logged it; a bug in it must not end the connection
        return "failed", "The server met an error of its own. Its log says which.", []
    if not going:
        return "ended", None, steps
    return "paused" if run.paused.is_set() else "running", None, steps


def _result(run: OptimizationRun) -> dict[str, Any] | None:
    found = run.result
    if found is None:
        return None
    return {
        "index": found.step.index,
        **{name: found.facts.get(name) for name in ("test", "start", "zoo")},
        "ratio": round(found.ratio, 4),
        "seconds": round(found.seconds, 2),
    }


def _kept_point(kept: Kept) -> dict[str, Any]:
    return {
        "key": kept_key(kept),
        "id": None,
        "name": kept.name,
        "position": [round(float(v), DIGITS) for v in kept.position],
        "value": kept.worth,
    }


def _stored_point(kept: KeptPoint) -> dict[str, Any]:
    """A point that is kept with the space: as a network, it is wanted by its number."""
    return {
        "key": f"kept/{kept.id}",
        "id": kept.id,
        "name": kept.name,
        "position": [round(float(v), DIGITS) for v in kept.position],
        "value": kept.worth,
    }


def _start_words(space: Space, start: Place | None, seed: int) -> str:
    match start:
        case None:
            text = f"a random latent ({seed})"
        case OfNetwork(network):
            text = network_name(space, network)
        case OnPath(_, t):
            text = f"{t:.0%} of the path"
        case OnMap():
            text = words.PLACE
        case MeanOf(ids):
            text = words.mean(len(ids))
        case Told():
            text = "an optimized point"
        case Analogy(a, b, c):
            text = f"{network_name(space, a)} - {network_name(space, b)} + {network_name(space, c)}"
        case Steered(base):
            text = f"{_start_words(space, base, seed)}, steered"
        case _:
            assert_never(start)
    return text
