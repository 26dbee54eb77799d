"""One training: how far it is, its curve, its log, and what can be done with it. And the list of all of them."""

from __future__ import annotations

import html
import time

import streamlit as st

from explorer.errors import JobError
from explorer.figures.training import MEANING, draw_curve, read_curve
from explorer.jobs.estimates import finishing, remaining
from explorer.jobs.states import GOING, RESUMABLE, State
from explorer.jobs.store import Job
from explorer.kinds.protocols import Briefing, Measuring
from explorer.kinds.registry import promised
from explorer.space.stated import read_info
from explorer.ui import chart, look, resources, session
from explorer.ui.guard import guard
from explorer.ui.new_space.link import LIST, OPENED
from explorer.ui.new_space.texts import COLOURS, ICONS, SAID, duration, estimate, plural

EVERY_S = 1.0  # between two looks at a training
CURVE_HEIGHT = 300
_ENDED = "new_ended"


def job_list() -> None:
    """All trainings, the newest first; drawn anew while one goes on."""
    going = any(job.state in GOING for job in resources.jobs().jobs())
    st.fragment(_list, run_every=2 * EVERY_S if going else None)()


def _list() -> None:
    jobs = resources.jobs().jobs()
    if not jobs:
        st.html('<div class="explorer-jobs-empty">None yet. What you train is listed here, also after a restart.</div>')
        return
    for job in jobs:
        state = job.state
        with st.container(border=True, key=f"job_{job.id}"):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.button(
                    f"**{_plain(job.plan.title)}**", key=f"job_open_{job.id}", type="tertiary", on_click=open_job,
                    args=[job.id], help="Its progress, curve and log.",
                )  # fmt: skip
                st.badge(str(state), icon=ICONS[state], color=COLOURS[state])  # type: ignore[arg-type]
            if state in (State.RUNNING, State.STOPPING):
                st.progress(share(job), _step_words(job))
            elif state is State.FINISHED:
                _open_button(job, f"job_space_{job.id}", primary=False)
            else:
                st.caption(job.status.problem or SAID[state])


def job_page(name: str) -> None:
    """One training, drawn anew while it goes on."""
    st.button(
        "All trainings", icon=":material/arrow_back:", type="tertiary", key="job_back", on_click=open_job, args=[LIST]
    )
    with guard():
        job = resources.jobs().get(name)
        st.fragment(_job, run_every=EVERY_S if job.state in GOING else None)(name)


def open_job(name: str) -> None:
    """Show a training, or the list; the button may stand in a fragment, and all of the page changes."""
    st.query_params[OPENED] = name
    st.rerun("app")


def _open_space(name: str) -> None:
    session.choose_space(name)
    st.rerun("app")


def _job(name: str) -> None:
    with guard():
        job = resources.jobs().get(name)
        state = job.state
        key = (name, state in GOING)
        before = st.session_state.get(_ENDED)
        st.session_state[_ENDED] = key
        if before is not None and before[0] == name and before != key:
            st.rerun()  # it has ended or goes on again: the page looks at it more or less often
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader(job.plan.title, anchor=False, width="content")
            st.badge(str(state), icon=ICONS[state], color=COLOURS[state])  # type: ignore[arg-type]
        left, right = st.columns([2, 3], gap="large")
        with left:
            _state(job, state)
        with right:
            _curve(job)
        with st.expander("Log", icon=":material/terminal:", expanded=state is State.FAILED):
            st.code(job.log.strip() or "Nothing was printed yet.", language=None, height=260)


def _state(job: Job, state: State) -> None:
    st.caption(f"{job.plan.what}. {_times(job, state)}")
    st.html(_steps(job, state))
    if state in (State.RUNNING, State.STOPPING):
        st.progress(share(job), _step_words(job))
    if state is State.FAILED:
        st.error(f"**{job.status.problem}** {job.status.remedy}", icon=":material/error:")
    elif state is State.QUEUED and (ahead := resources.jobs().ahead(job)):
        st.info(f"{plural(ahead, 'trainings')} before it. {SAID[state]}", icon=ICONS[state])
    elif state is not State.FINISHED:
        st.caption(SAID[state])
    if state is State.FINISHED:
        _quality(job)
    with st.container(horizontal=True, gap="small"):
        if state is State.FINISHED:
            _open_button(job, "job_open_space", primary=True)
        if state in GOING and state is not State.STOPPING:
            st.button("Stop", icon=":material/stop:", key="job_stop", on_click=_stop, args=[job.id])
        if state in RESUMABLE:
            st.button(
                "Resume",
                icon=":material/play_arrow:",
                key="job_resume",
                type="primary",
                on_click=_resume,
                args=[job.id],
            )
        if state not in GOING:
            with st.popover("Remove", icon=":material/delete:"):
                kept = (
                    "The space and the zoo stay."
                    if state is State.FINISHED
                    else "What it made so far of the zoo stays."
                )
                st.markdown(f"Remove this training from the list, with its log and its checkpoint? {kept}")
                st.button("Remove it", key="job_remove", type="primary", on_click=_remove, args=[job.id])


def _quality(job: Job) -> None:
    """How good the space is: held-out networks beside the baseline, and a warning where that is better."""
    path = resources.spaces_root() / job.plan.space
    if not (path / "space.json").exists():
        return
    info = read_info(path)
    kind = str(info["kind"])
    briefing, measuring = promised(kind, Briefing), promised(kind, Measuring)
    brief = None if briefing is None else briefing.brief(info)
    if brief is not None:
        if brief.warning:
            st.warning(brief.warning, icon=":material/warning:")
        head = "".join(f"<th>{html.escape(name)}</th>" for name in brief.columns)
        body = "".join(
            f"<tr><td>{html.escape(name)}</td>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"
            for name, cells in brief.rows
        )
        st.html(f'<table class="explorer-brief"><tr><th>Held-out networks</th>{head}</tr>{body}</table>')
    card = "" if measuring is None else measuring.card(info)
    if card.strip():
        with st.expander("All that was measured", icon=":material/straighten:"):
            st.markdown(card)


def _steps(job: Job, state: State) -> str:
    rows = []
    for k, step in enumerate(job.plan.steps):
        if state is State.FINISHED or k < job.status.step:
            kind, mark = "done", "✓"
        elif k > job.status.step or job.status.attempts == 0 or state is State.QUEUED:
            kind, mark = "later", ""
        else:
            kind, mark = ("bad" if state is State.FAILED else "now"), ""
        rows.append(f'<li class="{kind}"><i>{mark}</i>{html.escape(step.title)}</li>')
    return f'<ul class="explorer-steps">{"".join(rows)}</ul>'


def share(job: Job) -> float:
    """How far the present command is, 0 to 1."""
    progress = job.progress
    return progress.share if progress else 0.0


def _step_words(job: Job) -> str:
    step, progress = job.plan.steps[job.status.step], job.progress
    if job.state is State.STOPPING:
        return "Stopping …"
    if progress is None:
        return f"{step.title}: starting …"
    what = progress.what[:1].upper() + progress.what[1:]
    if progress.total <= 1 or (progress.share >= 1 and not finishing(job)):
        return f"{what} …" if finishing(job) else f"{step.title}: {progress.what} …"
    if progress.share >= 1:
        return f"{step.title}: finishing …"  # what comes after the steps is about to be told
    return f"{what}: {progress.done:,} of {progress.total:,}"


def _times(job: Job, state: State) -> str:
    """How long it has been at work, and the one estimate of how long it takes that the page gives."""
    worked = job.status.seconds
    if state in (State.RUNNING, State.STOPPING):
        worked += time.time() - job.status.changed
    if state is State.FINISHED:
        return f"It took {duration(worked)}."
    said = f"At work for {duration(worked)}" if worked else "Not begun yet"
    if state is State.RUNNING:
        left = remaining(job, time.time())
        if left is not None:
            return f"{said}; {estimate(left)} to go."
        return f"{said}; finishing, some minutes to go." if finishing(job) else f"{said}."
    queued = job.plan.seconds if state is State.QUEUED else None
    return f"{said}; it takes {estimate(queued)}." if queued else f"{said}."


def _curve(job: Job) -> None:
    run = job.run
    if run is None:
        return
    training = next(step for step in job.plan.steps if step.run)
    argv = training.argv
    wanted = int(argv[argv.index("--steps") + 1]) if "--steps" in argv else None
    facts = read_curve(run)
    last = f": {facts.losses['heldout'][-1]:.4g} after {facts.steps[-1]} steps" if "heldout" in facts.losses else ""
    chart.chart(
        draw_curve(facts, wanted, look.theme(), CURVE_HEIGHT), key="job_curve", height=CURVE_HEIGHT, scroll_zoom=False,
        description=f"Loss of the training, on training and on held-out networks{last}",
    )  # fmt: skip
    if facts.steps:
        told = " ".join(text for name, text in MEANING.items() if name in facts.losses)
        st.caption(f"Loss: how far what is decoded answers from the network that was read; lower is better. {told}")


def _open_button(job: Job, key: str, *, primary: bool) -> None:
    there = (resources.spaces_root() / job.plan.space / "space.json").exists()
    st.button(
        "Open the space" if there else "The space was moved or removed",
        icon=":material/explore:", key=key, type="primary" if primary else "secondary", disabled=not there,
        on_click=_open_space, args=[job.plan.space],
    )  # fmt: skip


def _stop(name: str) -> None:
    _try(lambda: resources.jobs().stop(name))


def _resume(name: str) -> None:
    _try(lambda: resources.jobs().resume(name))


def _remove(name: str) -> None:
    _try(lambda: resources.jobs().remove(name))
    open_job(LIST)


def _try(act: object) -> None:
    """Do it; what has changed meanwhile (another page stopped it) is said, and the page shows how it is now."""
    assert callable(act)
    try:
        act()
    except JobError as error:
        st.toast(f"{error.problem} {error.remedy}", icon=":material/info:")


def _plain(text: str) -> str:
    """A text without what Markdown takes for marks."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+!|~:$<>" else letter for letter in text)
