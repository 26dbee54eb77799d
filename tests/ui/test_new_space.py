"""The page of new spaces: what is recognised, refused and begun; trainings that go on, end, fail and are resumed."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from explorer.errors import DataError
from explorer.jobs.plan import Plan, Step
from explorer.jobs.states import GOING, State
from explorer.jobs.store import RUNS, JobStore, write_status
from explorer.kinds.protocols import Option, Recognised
from explorer.sources.recognise import examples
from explorer.sources.roots import DATA
from explorer.ui.new_space import places
from explorer.ui.new_space.places import checked_choices, make_plan
from explorer.ui.new_space.texts import duration, estimate, plural
from tests.ui.conftest import Start, charts, link, texts


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_space_dir: Path) -> Path:
    """A folder of data, with a folder of pictures in it; and runs of its own."""
    for k in range(9):
        file = tmp_path / "data" / "cats" / str(k % 2) / f"{k}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.random.default_rng(k).integers(0, 255, (12, 12), dtype=np.uint8)).save(file)
    (tmp_path / "data" / "papers").mkdir()
    (tmp_path / "data" / "papers" / "a.txt").write_text("x")
    (tmp_path / "spaces").mkdir()
    (tmp_path / "spaces" / "tiny").symlink_to(tiny_space_dir / "tiny")
    monkeypatch.setenv(DATA, str(tmp_path / "data"))
    monkeypatch.setenv(RUNS, str(tmp_path / "runs"))
    monkeypatch.setenv("NETSPACE_PRETRAINED", str(tmp_path / "spaces"))
    return tmp_path


@pytest.fixture
def jobs(root: Path) -> Iterator[JobStore]:
    """The store of trainings; none goes on when a test is over."""
    made = JobStore(root / "runs")
    yield made
    for job in made.jobs():
        if job.state in GOING:
            made.stop(job.id)
    wait(lambda: all(job.state not in GOING for job in made.jobs()))


def wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 40
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def plan(root: Path, what: str = "slow") -> Plan:
    step = Step("Counting", (what, str(root / "done.txt")), resumable=True, run=str(root / "run"))
    return Plan("My *cats*", "cats", "A test", (step,), 60.0, module="tests.jobs.worker")


def choose(app: AppTest, folder: Path) -> AppTest:
    return app.selectbox(key="new_folder").set_value(str(folder)).run()


def test_the_page_is_beside_the_space_picker_and_leads_back(start: Start, root: Path) -> None:
    app = start(root / "spaces", id="3", view="network")
    app.button(key="new").click().run()
    assert not app.exception
    assert link(app)["new"] == "1"
    assert "None yet" in texts(app)
    app.button(key="back").click().run()
    assert link(app)["id"] == "3"
    assert "map" in charts(app)


def test_a_folder_of_pictures_is_recognised_and_a_training_begun(
    start: Start, root: Path, jobs: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.ui.new_space.offer.make_plan", lambda *_: plan(root))
    app = choose(start(root / "spaces", new="1"), root / "data" / "cats")
    assert not app.exception
    assert "A folder of pictures" in texts(app)
    assert "9 pictures" in texts(app)
    assert "on this computer" in texts(app)
    app.button(key="new_begin").click().run()
    (job,) = jobs.jobs()
    assert link(app)["new"] == job.id
    wait(lambda: jobs.get(job.id).progress is not None)
    app.run()
    assert "goes on when you close this page" in texts(app)
    app.button(key="job_stop").click().run()
    wait(lambda: jobs.get(job.id).state is State.STOPPED)
    app.run()
    assert "was stopped" in texts(app)
    app.button(key="job_resume").click().run()
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    app.run()
    assert app.button(key="job_open_space").disabled  # nothing of this name was made
    app.button(key="job_back").click().run()
    assert app.button(key=f"job_open_{job.id}").label == r"**My \*cats\***"


def test_what_is_not_known_says_what_can_be_given(start: Start, root: Path) -> None:
    app = choose(start(root / "spaces", new="1"), root / "data" / "papers")
    assert "Nothing in 'papers' is known: 1 .txt" in app.warning[0].value
    assert "explorer import" in app.code[0].value


def test_no_folder_yet_offers_an_example(start: Start, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA, str(root / "nothing"))
    app = start(root / "spaces", new="1")
    assert "Handwritten digits" in texts(app)
    assert not app.button(key="new_begin").disabled
    app.segmented_control(key="new_way").set_value("folder").run()
    assert "There is no folder yet" in app.info[0].value


def test_without_spaces_the_page_is_there_at_once(start: Start, root: Path) -> None:
    app = start(root / "missing")
    assert "There are no spaces" in app.info[0].value
    assert "New space" in texts(app)


def test_an_unknown_training_is_said(start: Start, root: Path) -> None:
    app = start(root / "spaces", new="../../etc")
    assert not app.exception
    assert "There is no training" in app.error[0].value


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.FAILED, "The moon is not full."),
        (State.INTERRUPTED, "ended from outside"),
        (State.QUEUED, "waits for its turn"),
        (State.FINISHED, "My"),
    ],
)
def test_every_state_has_a_view(start: Start, root: Path, jobs: JobStore, state: State, said: str) -> None:
    job = jobs.add(plan(root, "quick"), root)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    before = jobs.get(job.id).status
    if state is State.QUEUED:
        (job.path / "process.json").unlink()  # it has just been put there
    shown = State.RUNNING if state is State.INTERRUPTED else state
    write_status(job.path, replace(before, state=shown, changed=time.time(), problem="The moon is not full."))
    app = start(root / "spaces", new=job.id)
    assert not app.exception
    assert said in texts(app)
    (root / "run").mkdir()
    (root / "run" / "curve.csv").write_text("step,seconds,networks,heldout\n10,1.0,0.5,0.6\n20,2.0,0.4,0.5\n30,2.")
    app.run()
    curve = charts(app)["job_curve"]["figure"]["data"]
    assert {line["name"]: line["x"] for line in curve} == {"held-out networks": [10, 20], "training networks": [10, 20]}
    if state is State.QUEUED:
        write_status(job.path, before)


def test_a_training_is_removed_and_the_space_stays(start: Start, root: Path, jobs: JobStore) -> None:
    job = jobs.add(plan(root, "quick"), root)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    app = start(root / "spaces", new=job.id)
    app.button(key="job_remove").click().run()
    assert link(app)["new"] == "1"
    assert jobs.jobs() == []


def test_plans_are_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = examples()["Handwritten digits"]()
    made = make_plan(found, {"count": "40"}, "  My   digits ", "digits")
    assert (made.title, made.space) == ("My digits", "my-digits")
    assert str(root / "spaces" / "my-digits") in made.steps[1].argv
    for title in ("", " " * 5, "x" * 200):
        with pytest.raises(Exception, match="needs a name"):
            make_plan(found, {}, title, "digits")
    assert make_plan(found, {}, "猫", "digits").space == "space"
    (root / "spaces" / "my-digits").mkdir()
    assert make_plan(found, {}, "My digits", "digits").space == "my-digits-2"
    with pytest.raises(DataError, match="not offered"):
        make_plan(found, {"count": "40; rm -rf /"}, "x", "digits")
    with pytest.raises(DataError, match="cannot be trained on here"):
        make_plan(Recognised("image", "A thing"), {}, "x", "y")
    monkeypatch.setattr(places, "NEEDED_BYTES", 2**60)
    with pytest.raises(DataError, match="MB free"):
        make_plan(found, {}, "x", "digits")


def test_numbers_have_bounds() -> None:
    found = Recognised("image", "x", options=(Option("n", "N", (("5", ""),), least=1, most=9),))
    assert checked_choices(found, {}) == {"n": "5"}
    assert checked_choices(found, {"n": "9"}) == {"n": "9"}
    for wrong in ("0", "10", "-1", "x", "²"):
        with pytest.raises(DataError):
            checked_choices(found, {"n": wrong})


def test_an_upload_is_unpacked_below_the_root(start: Start, root: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted((root / "data" / "cats").rglob("*.png")):
            archive.write(file, f"Meine Katzen/{file.name}")
        archive.writestr("../evil.png", b"x")
    app = start(root / "spaces", new="1")
    app.segmented_control(key="new_way").set_value("upload").run()
    app.file_uploader(key="new_zip").set_value(("Meine Katzen.zip", buffer.getvalue(), "application/zip")).run()
    assert not app.exception, app.exception
    assert "9 files of Meine Katzen.zip were unpacked" in texts(app)
    assert "1 entry left out" in texts(app)
    assert "9 pictures" in texts(app)
    assert [path.name for path in (root / "data" / "uploads").iterdir()] == ["meine-katzen"]
    app.run()
    assert [path.name for path in (root / "data" / "uploads").iterdir()] == ["meine-katzen"]  # once
    app.file_uploader(key="new_zip").set_value(("x.zip", b"7z\xbc\xaf\x27\x1c" + bytes(50), "application/zip")).run()
    assert "x.zip is a 7z archive" in app.error[0].value


def test_words() -> None:
    assert [duration(s) for s in (0.2, 40.0, 100.0, 3600.0, 8000.0, 1e5)] == [
        "1 s", "40 s", "2 min", "60 min", "2 h 13 min", "28 h",
    ]  # fmt: skip
    assert estimate(47.0) == "about 50 s"
    assert plural(1, "pictures") == "1 picture"
    assert plural(1, "entries") == "1 entry"
    assert plural(1, "meshes") == "1 mesh"
    assert plural(2_000, "classes") == "2,000 classes"


def test_a_job_says_where_it_runs(jobs: JobStore, root: Path) -> None:
    job = jobs.add(plan(root, "quick"), root)
    assert json.loads((job.path / "job.json").read_text())["cwd"] == str(root)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
