"""Where the data of a new space come from: a folder that is there, an upload, or an example."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from explorer.errors import DataError, ExplorerError
from explorer.kinds.protocols import Option, Recognised
from explorer.sources import uploads
from explorer.sources.networks import check_examples
from explorer.sources.recognise import examples, recognise
from explorer.sources.roots import DATA, Roots, folder_name, unused
from explorer.sources.unpack import Unpacked, unpack
from explorer.ui import resources
from explorer.ui.new_space.texts import plural

FOLDER, UPLOAD, EXAMPLE = "folder", "upload", "example"
_WAYS = {FOLDER: "A folder on this computer", UPLOAD: "Upload a zip", EXAMPLE: "Try an example"}
_UPLOADED, _SEEN, _EXAMPLES, _SWEPT = "new_uploaded", "new_seen", "new_examples", "new_swept"
_ADDRESS = "new_address_read"
FROM, GIVEN = "from", "examples"  # query parameters of the page
_PENDING = "new_pending"  # choices that the next run makes before their boxes are drawn
_REFUSED_SHOWN = 100


@dataclass(frozen=True)
class Source:
    """What a new space is to be made of.

    Attributes:
        key: tells it from others.
        name: as one calls it.
        what: the folder, or the example, in words.
        look: recognises it; given a file of examples and what was chosen (`Option.looked`), with these.
    """

    key: str
    name: str
    what: str
    look: Callable[[Path | None, Mapping[str, str]], Recognised]


def choose_source(roots: Roots) -> Source | None:
    """The controls; what was chosen, or None."""
    if _SWEPT not in st.session_state:
        st.session_state[_SWEPT] = True
        _sweep(roots)
    folders = roots.listed()
    _from_address(roots, folders)
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
    for name, value in st.session_state.pop(_PENDING, {}).items():
        st.session_state[name] = value
    seen, given = st.session_state.get(_SEEN), _given(source.key)
    chosen = dict[str, str]()
    if seen is not None and seen[0][0] == source.key:
        asked = [one.key for one in seen[1].options if one.looked]
        chosen = {name: st.session_state[box] for name in asked if (box := box_of(name, source)) in st.session_state}
    key = (source.key, given, tuple(sorted(chosen.items())))
    if seen is None or seen[0] != key:
        with st.spinner(f"Looking at {source.name} …"):
            found = source.look(given, chosen)
        # What is the default now is no other choice when its box has it: it is not looked at again for that.
        defaults = {one.key: one.default for one in found.options if one.looked}
        key = (source.key, given, tuple(sorted((defaults | chosen).items())))
        seen = (key, found)
        st.session_state[_SEEN] = seen
    known: Recognised = seen[1]
    return known


def box_of(option: str, source: Source) -> str:
    """The key of an option's box on the page."""
    return f"new_{option}_{source.key}"


def look_again() -> None:
    """Forget what was recognised, as the folder may have changed; not what was chosen."""
    if _SEEN in st.session_state:
        (key, *_), found = st.session_state[_SEEN]
        st.session_state[_SEEN] = ((key, None, None), found)


def _folder(roots: Roots, folders: list[Path]) -> Source | None:
    where = " or ".join(f"`{root.name}/`" for root in roots.folders)
    if not folders:
        st.info(
            "**There is no folder yet.** Put a folder of networks, meshes or pictures into "
            + " or ".join(f"`{root}`{'' if root.is_dir() else ' (make it first)'}" for root in roots.folders)
            + f", then look again. Or start the app with {DATA} set to the folder that holds yours. "
            "Or choose above: upload a zip, or try an example.",
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
    return Source(str(folder), folder.name, called[path], lambda *asked: recognise(folder, *asked))


def _uploaded(roots: Roots) -> Source | None:
    file = st.file_uploader(
        "A zip archive of a folder: networks, meshes, pictures, or a zoo",
        key="new_zip",
        help="It stays on this computer. Nothing in it is run. Links, programs and archives in it are left out. "
        f"If nothing is trained on it, it is removed after {uploads.DAYS:g} days.",
    )
    if file is None:
        return None
    known = st.session_state.get(_UPLOADED)
    if known is not None and known[0] == file.file_id and isinstance(known[1], ExplorerError):
        raise known[1]
    if known is None or known[0] != file.file_id or not known[1].folder.exists():
        name = folder_name(file.name.rpartition(".")[0]) or "upload"
        _sweep(roots)
        with st.spinner(f"Unpacking {file.name} …"):
            try:
                done = unpack(file, file.name, unused(roots.uploads, name))
            except OSError as error:
                raise DataError(
                    f"{file.name} cannot be unpacked: {error.strerror or error}.", "Free the disk."
                ) from error
        uploads.mark(done.folder)
        st.session_state[_UPLOADED] = known = (file.file_id, done)
    done = known[1]
    _say_unpacked(done, file.name)

    def look(given: Path | None, chosen: Mapping[str, str]) -> Recognised:
        try:
            return recognise(done.folder, given, chosen)
        except ExplorerError as error:  # nothing can be made of it: nothing of it stays
            uploads.remove(done.folder)
            gone = DataError(error.problem, f"{error.remedy} Nothing of {file.name} was kept.")
            st.session_state[_UPLOADED] = (file.file_id, gone)
            raise gone from error

    return Source(str(done.folder), done.folder.name, file.name, look)


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
    return Source(f"example:{name}", name, name, lambda *_: there[name]()) if name else None


def _given(key: str) -> Path | None:
    """The file of examples that was uploaded for a source, if it is there."""
    known = st.session_state.get(f"{_EXAMPLES}_{key}")
    return known[1] if known is not None and known[1].exists() else None


def _from_address(roots: Roots, folders: list[Path]) -> None:
    """After a reload: the folder and the uploaded examples that the address names."""
    if _ADDRESS in st.session_state:
        return
    st.session_state[_ADDRESS] = True
    named = st.query_params.get(FROM, "")
    folder = next((path for path in folders if roots.called(path) == named), None)
    if folder is None:
        return
    st.session_state["new_way"], st.session_state["new_folder"] = FOLDER, str(folder)
    name = st.query_params.get(GIVEN, "")
    there = {
        one.path.name: one.path for one in uploads.marked(roots.uploads) if one.path.parent.name == uploads.EXAMPLES
    }
    if name in there:
        key = str(roots.inside(folder))
        st.session_state[f"{_EXAMPLES}_{key}"] = (None, there[name])
        st.session_state[_PENDING] = {f"new_example_{key}": str(there[name])}


def to_address(source: Source, roots: Roots) -> None:
    """Name the folder, and examples that were uploaded for it, in the address: a reload brings them back."""
    folder, given = Path(source.key), _given(source.key)
    said = {FROM: roots.called(folder) if folder.is_dir() else None, GIVEN: given.name if given else None}
    for name, value in said.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def upload_examples(source: Source, option: Option, roots: Roots) -> None:
    """A place to give a file of examples that lies elsewhere; a new one is chosen, and the page drawn anew."""
    slot, key = f"{_EXAMPLES}_{source.key}", f"new_upload_{option.key}_{source.key}"
    file = st.file_uploader(
        f"Or give a file ({', '.join(f'.{one}' for one in option.upload)})", key=key, on_change=_removed,
        args=[slot, key], help="It stays on this computer, beside what was uploaded before. Nothing in it is run.",
    )  # fmt: skip
    known = st.session_state.get(slot)
    if file is None or (known is not None and known[0] == file.file_id):
        return
    stem, _, suffix = file.name.rpartition(".")
    name = f"{folder_name(stem) or 'examples'}.{suffix.lower()}"
    if suffix.lower() not in option.upload:
        raise DataError(f"{file.name} is no file of examples.", f"Give a .{' or .'.join(option.upload)} file.")
    folder = roots.uploads / uploads.EXAMPLES
    folder.mkdir(parents=True, exist_ok=True)
    path = unused(folder, name)
    path.write_bytes(file.getbuffer())
    uploads.mark(path)
    try:
        check_examples(path)
    except DataError as error:
        uploads.remove(path)
        raise DataError(error.problem.replace(str(path), file.name), error.remedy) from error
    st.session_state[slot] = (file.file_id, path)
    # The browser keeps what its box shows unless it is told otherwise: the choice is set, not only the default.
    st.session_state[_PENDING] = {box_of(option.key, source): str(path)}
    st.rerun()


def _removed(slot: str, key: str) -> None:
    """Forget the file of examples that somebody took away; a page that is drawn anew takes nothing away."""
    known = st.session_state.get(slot)
    if known is not None and st.session_state.get(key) is None:
        _forget(known[1])
        del st.session_state[slot]


def _forget(path: Path) -> None:
    """Remove a file of examples, unless a training was begun with it."""
    if path.resolve() not in {one.resolve() for one in _trained_on()}:
        uploads.remove(path)


def _sweep(roots: Roots) -> None:
    """Remove uploads that nobody came back to."""
    uploads.sweep(roots.uploads, _trained_on(), time.time())


def _trained_on() -> list[Path]:
    """What the commands of all trainings name, as paths from where they run."""
    return [job.cwd / word for job in resources.jobs().jobs() for step in job.plan.steps for word in step.argv]
