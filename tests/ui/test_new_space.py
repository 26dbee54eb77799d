"""The page of new spaces: what is recognised, refused and begun; trainings that go on, end, fail and are resumed."""

from __future__ import annotations

import ast
import json
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from streamlit.testing.v1 import AppTest
from torch import nn

from explorer.errors import DataError
from explorer.jobs.plan import Plan, Step
from explorer.jobs.progress import Progress
from explorer.jobs.states import GOING, State
from explorer.jobs.store import RUNS, Job, JobStore, write_status
from explorer.kinds.protocols import Option, Recognised
from explorer.sources.recognise import examples
from explorer.sources.roots import DATA
from explorer.sources.uploads import mark
from explorer.ui.new_space import link as ui_link
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
    if state is State.INTERRUPTED:  # its process says that it is finished before it ends
        wait(lambda: jobs.get(job.id).state is State.INTERRUPTED)
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


def test_while_it_finishes_one_time_is_said_and_what_is_done(
    start: Start, root: Path, jobs: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = plan(root)
    job = jobs.add(replace(whole, steps=(replace(whole.steps[0], seconds=60.0),)), root)
    wait(lambda: jobs.get(job.id).progress is not None)
    told = Progress("finishing: laying out the map", 0, 1, 0, time.time() - 3, time.time())
    monkeypatch.setattr(Job, "progress", property(lambda _: told))
    page = texts(start(root / "spaces", new=job.id))
    assert "finishing, some minutes to go" in page
    assert "about" not in page
    told = replace(told, what="training", done=10, total=100)
    app = start(root / "spaces", new=job.id)
    bars = [element.proto.text for element in app.main if element.type == "progress"]
    assert bars == ["Training: 10 of 100"]  # the time left stands above it, once
    assert texts(app).count("about") == 1


def test_a_finished_space_says_how_good_it_is(start: Start, root: Path, jobs: JobStore) -> None:
    row = {"agreement": 0.9, "gap": 2.5, "largest_gap": 4.0, "rank": 0.8, "worth": 70.0}
    instead = dict.fromkeys(("nearest", "ensemble", "typical"), row | {"gap": 2.25})
    info = {
        "kind": "functions", "task": {"form": "logits", "size": 2, "outputs": 2, "classes": True}, "provenance": {},
        "metrics": {
            "space": "mine", "networks": {"train": 9, "heldout": 3}, "measured": {"targets": True, "test_inputs": 9},
            "worth": "accuracy", "too_few": "Too few networks: get more.", "decoded": {"train": row, "heldout": row},
            "baselines": instead, "between": {"pairs": 0},
        },
    }  # fmt: skip
    job = jobs.add(plan(root, "quick"), root)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    (root / "spaces" / "cats").mkdir()
    (root / "spaces" / "cats" / "space.json").write_text("{}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.ui.new_space.job_page.read_info", lambda _: info)
        app = start(root / "spaces", new=job.id)
    assert not app.exception, app.exception
    assert app.warning[0].value == "Too few networks: get more."
    for word in ("90.0%", "2.50 points", "2.25 points", "0.800", "the nearest training network instead"):
        assert word in texts(app)
    assert not app.button(key="job_open_space").disabled


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
    there = [".meine-katzen.upload", "meine-katzen"]
    assert sorted(path.name for path in (root / "data" / "uploads").iterdir()) == there
    app.run()
    assert sorted(path.name for path in (root / "data" / "uploads").iterdir()) == there  # once
    other = start(root / "spaces", new="1")
    assert "cats" in other.selectbox(key="new_folder").options
    assert not any("uploads" in option for option in other.selectbox(key="new_folder").options)
    app.file_uploader(key="new_zip").set_value(("x.zip", b"7z\xbc\xaf\x27\x1c" + bytes(50), "application/zip")).run()
    assert "x.zip is a 7z archive" in app.error[0].value


def test_an_upload_that_nobody_came_back_to_is_removed(start: Start, root: Path, jobs: JobStore) -> None:
    uploads = root / "data" / "uploads"
    for name in ("forgotten", "trained"):
        (uploads / name).mkdir(parents=True)
        mark(uploads / name)
        long_ago = time.time() - 30 * 86_400
        os.utime(uploads / f".{name}.upload", (long_ago, long_ago))
    step = Step("Counting", ("quick", "data/uploads/trained/done.txt"))  # as the page names it: from where it runs
    job = jobs.add(Plan("x", "x", "a test", (step,), module="tests.jobs.worker"), root)
    app = start(root / "spaces", new="1")
    assert not app.exception, app.exception
    assert sorted(path.name for path in uploads.iterdir()) == [".trained.upload", "trained"]
    wait(lambda: jobs.get(job.id).state not in GOING)


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


def test_an_upload_of_which_nothing_can_be_made_leaves_nothing(start: Start, root: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("notes/a.txt", b"x")
        archive.writestr("notes/b.docx", b"x")
    app = start(root / "spaces", new="1")
    app.segmented_control(key="new_way").set_value("upload").run()
    app.file_uploader(key="new_zip").set_value(("notes.zip", buffer.getvalue(), "application/zip")).run()
    assert "Nothing of notes.zip was kept" in app.warning[0].value
    assert list((root / "data" / "uploads").iterdir()) == []
    app.run()
    assert not app.exception
    assert list((root / "data" / "uploads").iterdir()) == []
    one = (40).to_bytes(8, "little") + b'{"a":1}' + bytes(60)
    app.file_uploader(key="new_zip").set_value(("net.safetensors", one, "application/octet-stream")).run()
    assert "a space needs many networks" in app.error[0].value


def test_only_who_asks_for_new_spaces_pays_for_their_imports() -> None:
    tree = ast.parse(Path(ui_link.__file__).parents[1].joinpath("main.py").read_text())
    named = [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    assert [one for one in named if "new_space" in one] == [ui_link.__name__]
    page = ast.parse(Path(ui_link.__file__).read_text())
    assert not [node for node in ast.walk(page) if isinstance(node, ast.ImportFrom) and "explorer" in str(node.module)]


def nets(folder: Path, count: int = 12, hidden: int = 5, layer: type[nn.Module] = nn.ReLU, first: int = 0) -> Path:
    """Small networks as plain torch saves their state: what lies between the layers is not said."""
    folder.mkdir(exist_ok=True)
    for k in range(first, first + count):
        torch.manual_seed(k)
        net = nn.Sequential(nn.Linear(4, hidden), layer(), nn.Linear(hidden, 3))
        torch.save(net.state_dict(), folder / f"{k}.pt")
    return folder


def examples_file(inputs: int = 4) -> tuple[str, bytes, str]:
    buffer = BytesIO()
    draw = np.random.default_rng(0)
    np.savez(buffer, inputs=draw.normal(size=(50, inputs)).astype("float32"), targets=np.arange(50) % 3)
    return ("brust.npz", buffer.getvalue(), "application/octet-stream")


def test_uploaded_examples_become_the_choice_and_stay_it(
    start: Start, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[dict[str, str]]()

    def no_plan(found: Recognised, chosen: dict[str, str], *_: object) -> Plan:
        asked.append(checked_choices(found, chosen))
        raise DataError("Enough.", "")

    monkeypatch.setattr("explorer.ui.new_space.offer.make_plan", no_plan)
    folder = nets(root / "data" / "nets")
    app = choose(start(root / "spaces", new="1"), folder)
    app.selectbox(key=f"new_activation_{folder}").set_value("relu").run()
    assert app.selectbox(key=f"new_example_{folder}").value == ""
    app.file_uploader(key=f"new_upload_example_{folder}").set_value(examples_file()).run()
    assert not app.exception, app.exception
    # The browser is told what its box shows: it would go on with what it had, and send that back with the next click.
    assert app.selectbox(key=f"new_example_{folder}").proto.set_value
    for _ in range(2):
        box = app.selectbox(key=f"new_example_{folder}")
        assert Path(box.value).name == "brust.npz"
        assert "judged by its accuracy" in texts(app)
        app.selectbox(key=f"new_steps_{folder}").select_index(1).run()
    app.button(key="new_begin").click().run()
    assert Path(asked[0]["example"]).name == "brust.npz"
    assert Path(asked[0]["example"]).is_file()
    again = start(root / "spaces", **link(app))  # a reload: the address has the folder and the upload
    assert again.selectbox(key=f"new_example_{folder}").value == asked[0]["example"]
    assert again.selectbox(key="new_folder").value == str(folder)


def test_what_keeps_networks_from_being_read_can_be_changed(start: Start, root: Path) -> None:
    folder = nets(root / "data" / "Größe Versuch")
    (folder / "labels.csv").write_text("what,lr\nhorse,0.1\ncow,0.2\n")
    app = choose(start(root / "spaces", new="1"), folder)
    assert "the files do not say what lies between them" in app.warning[0].value
    assert "relu" not in texts(app)
    assert "12 files" in texts(app)
    assert "labels.csv is not used: No column of labels.csv names the files" in texts(app)
    app.selectbox(key=f"new_activation_{folder}").set_value("tanh").run()
    assert not app.exception, app.exception
    assert not app.warning
    assert "tanh 4-5-3" in texts(app)
    assert app.selectbox(key=f"new_labels_{folder}").value == ""
    assert "folder `grosse-versuch`" in texts(app)
    app.file_uploader(key=f"new_upload_example_{folder}").set_value(examples_file(7)).run()
    assert "The examples brust.npz are not for these networks" in app.warning[0].value
    app.selectbox(key=f"new_example_{folder}").set_value("").run()
    assert not app.warning
    nets(folder, 1, hidden=6, first=50)
    app.button(key="new_again").click().run()
    assert "1 of tanh 4-6-3" in app.warning[0].value
    app.selectbox(key=f"new_fewest_{folder}").set_value("3").run()
    assert not app.warning
    assert "tanh 4-6-3" not in str([e.proto.body for e in app.main if e.type == "html"])
