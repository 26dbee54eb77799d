"""Where the data of a new space come from: a folder that is there, an upload, or an example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from explorer.errors import DataError
from explorer.kinds.protocols import Recognised
from explorer.sources.recognise import examples, recognise
from explorer.sources.roots import DATA, Roots, folder_name, unused
from explorer.sources.unpack import Unpacked, unpack
from explorer.ui.new_space.texts import plural

FOLDER, UPLOAD, EXAMPLE = "folder", "upload", "example"
_WAYS = {FOLDER: "A folder on this computer", UPLOAD: "Upload a zip", EXAMPLE: "Try an example"}
_UPLOADED, _SEEN = "new_uploaded", "new_seen"
_REFUSED_SHOWN = 100


@dataclass(frozen=True)
class Source:
    """What a new space is to be made of.

    Attributes:
        key: tells it from others.
        name: as one calls it.
        what: the folder, or the example, in words.
        look: recognises it.
    """

    key: str
    name: str
    what: str
    look: Callable[[], Recognised]


def choose_source(roots: Roots) -> Source | None:
    """The controls; what was chosen, or None."""
    folders = roots.listed()
    st.session_state.setdefault("new_way", FOLDER if folders else EXAMPLE)
    way = st.segmented_control(
        "Where are the data?", list(_WAYS), key="new_way", format_func=_WAYS.__getitem__, required=True
    )
    if way == UPLOAD:
        return _uploaded(roots)
    return _example() if way == EXAMPLE else _folder(roots, folders)


def recognised(source: Source) -> Recognised:
    """What a source is; looked at once, or again when asked for.

    Raises:
        ExplorerError: it is nothing that is known, or it cannot be used.
    """
    seen = st.session_state.get(_SEEN)
    if seen is None or seen[0] != source.key:
        with st.spinner(f"Looking at {source.name} …"):
            seen = (source.key, source.look())
        st.session_state[_SEEN] = seen
    found: Recognised = seen[1]
    return found


def look_again() -> None:
    """Forget what was recognised: the folder may have changed."""
    st.session_state.pop(_SEEN, None)


def _folder(roots: Roots, folders: list[Path]) -> Source | None:
    where = " or ".join(f"`{root.name}/`" for root in roots.folders)
    if not folders:
        st.info(
            f"**There is no folder yet.** Put one into {where} beside the app ("
            + ", ".join(f"`{root}`" for root in roots.folders)
            + f"), or set {DATA} to a folder of yours before the app is started.",
            icon=":material/folder_off:",
        )
        return None
    called = {str(path): roots.called(path) for path in folders}
    left, right = st.columns([6, 1], vertical_alignment="bottom")
    with left:
        path = st.selectbox(
            "Folder", list(called), index=None, key="new_folder", format_func=called.__getitem__,
            placeholder=f"Choose one of {plural(len(called), 'folders')}",
            help=f"Folders below {where} are listed. {DATA} names another folder when the app is started.",
        )  # fmt: skip
    with right:
        st.button(
            "", icon=":material/refresh:", key="new_again", on_click=look_again, width="stretch",
            help="Look again: after files were added.",
        )  # fmt: skip
    if path is None:
        return None
    folder = roots.inside(Path(path))
    return Source(str(folder), folder.name, called[path], lambda: recognise(folder))


def _uploaded(roots: Roots) -> Source | None:
    file = st.file_uploader(
        "A zip archive of a folder: pictures, or a zoo",
        type=["zip"],
        key="new_zip",
        help="It stays on this computer. Nothing in it is run. Links, programs and archives in it are left out.",
    )
    if file is None:
        return None
    known = st.session_state.get(_UPLOADED)
    if known is None or known[0] != file.file_id or not known[1].folder.exists():
        name = folder_name(file.name.rpartition(".")[0]) or "upload"
        with st.spinner(f"Unpacking {file.name} …"):
            try:
                done = unpack(file, file.name, unused(roots.uploads, name))
            except OSError as error:
                raise DataError(
                    f"{file.name} cannot be unpacked: {error.strerror or error}.", "Free the disk."
                ) from error
        st.session_state[_UPLOADED] = known = (file.file_id, done)
    done = known[1]
    _say_unpacked(done, file.name)
    return Source(str(done.folder), done.folder.name, file.name, lambda: recognise(done.folder))


def _say_unpacked(done: Unpacked, name: str) -> None:
    left = f"; {plural(len(done.refused), 'entries')} left out" if done.refused else ""
    st.caption(f"{plural(done.taken, 'files')} of {name} were unpacked to `{done.folder.name}`{left}.")
    if done.refused:
        refusals(done.refused, "Left out of the archive")


def refusals(refused: tuple[tuple[str, str], ...], title: str) -> None:
    """Files that were not taken, with their reasons."""
    with st.expander(f"{title} ({len(refused):,})", icon=":material/block:"):
        shown = refused[:_REFUSED_SHOWN]
        st.dataframe(
            {"file": [name for name, _ in shown], "why": [why for _, why in shown]},
            hide_index=True, height="content" if len(refused) < 9 else 300,
        )  # fmt: skip
        if len(refused) > _REFUSED_SHOWN:
            st.caption(f"The first {_REFUSED_SHOWN} of {len(refused):,}.")


def _example() -> Source | None:
    there = examples()
    name = st.selectbox("Example", list(there), key="new_example", help="No files are needed, and nothing is fetched.")
    return Source(f"example:{name}", name, name, there[name]) if name else None
