from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import onnxruntime
import pytest
import torch
import trimesh
from PIL import Image

from explorer.cli.main import main
from explorer.explore.takeaway.film import FilmOptions
from explorer.kinds.shapes.meshes import mesh_of
from tests.closeness import is_closed

REPO = Path(__file__).parents[2]


@pytest.fixture
def space(tiny_space_dir: Path) -> str:
    return str(tiny_space_dir / "tiny")


# --- export


@pytest.mark.parametrize("suffix", ["stl", "ply", "obj", "glb", "GLB"])
def test_a_mesh(space: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"chair.{suffix}"
    assert main(["export", space, "--id", "5", "--input", "--resolution", "24", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "as it was trained" in said.err
    assert is_closed(trimesh.load(out, force="mesh"))
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("source", [["--id", "5"], ["--a", "5", "--b", "8"], ["--a", "5", "--b", "8", "--path", "raw"]])
def test_the_map(space: str, source: list[str], tmp_path: Path) -> None:
    pictures = [tmp_path / "map.png", tmp_path / "width.png"]
    assert main(["export", space, *source, "--out", str(pictures[0])]) == 0
    assert main(["export", space, *source, "--out", str(pictures[1]), "--colour", "width"]) == 0
    assert len({Image.open(p).convert("RGB").tobytes() for p in pictures}) == 2
    assert main(["export", space, *source, "--out", str(tmp_path / "map.svg")]) == 0
    assert b"chair" in (tmp_path / "map.svg").read_bytes()
    assert main(["export", space, *source, "--out", str(tmp_path / "no.svg"), "--colour", "weight"]) == 2
    assert not (tmp_path / "no.svg").exists()


def test_networks_of_all_sources_differ(space: str, tmp_path: Path) -> None:
    sources = [
        ["--id", "5"],
        ["--id", "5", "--input"],
        ["--a", "5", "--b", "8"],
        ["--a", "5", "--b", "8", "--t", "0.9"],
        ["--a", "5", "--b", "8", "--path", "raw"],
    ]
    seen = set()
    for k, source in enumerate(sources):
        out = tmp_path / f"{k}.pt"
        assert main(["export", space, *source, "--out", str(out)]) == 0
        seen.add(torch.load(out, weights_only=True)["layers.1.weight"].numpy().tobytes())
    assert len(seen) == len(sources)


def test_the_snippet_is_a_program(space: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "net.safetensors"
    assert main(["export", space, "--id", "5", "--out", str(out), "--snippet"]) == 0
    program = capsys.readouterr().out
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "tensor([[" in ran.stdout


def test_onnx_and_facts(space: str, tmp_path: Path) -> None:
    assert main(["export", space, "--id", "5", "--out", str(tmp_path / "net.onnx")]) == 0
    assert onnxruntime.InferenceSession(tmp_path / "net.onnx").get_outputs()[0].name == "distance"
    assert main(["export", space, "--id", "5", "--out", str(tmp_path / "net.csv")]) == 0
    assert (tmp_path / "net.csv").read_text().splitlines()[1].startswith("tiny,")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--id", "5", "--out", "{tmp}/x.fbx"], ".stl, .ply, .obj, .glb, .safetensors, .pt, .onnx, .csv"),
        (["--id", "5", "--out", "{tmp}/x"], "has no suffix"),
        (["--id", "99", "--out", "{tmp}/x.stl"], "Ids run from 0 to 20"),
        (["--id", "5", "--t", "0.5", "--out", "{tmp}/x.stl"], "--id and --t exclude each other"),
        (["--id", "5", "--path", "raw", "--out", "{tmp}/x.stl"], "--id and --path exclude each other"),
        (["--a", "5", "--out", "{tmp}/x.stl"], "Give --id N, or --a N --b N"),
        (["--a", "5", "--b", "8", "--input", "--out", "{tmp}/x.stl"], "--input needs --id"),
        (["--a", "5", "--b", "8", "--t", "1.5", "--out", "{tmp}/x.stl"], "Choose t between 0 and 1"),
        (["--a", "5", "--b", "8", "--t", "nan", "--out", "{tmp}/x.stl"], "Choose t between 0 and 1"),
        (["--a", "5", "--b", "88", "--out", "{tmp}/x.stl"], "Ids run from 0 to 20"),
        (["--id", "5", "--resolution", "4", "--out", "{tmp}/x.stl"], "esolution"),
        (["--id", "5", "--out", "{tmp}/x.stl", "--snippet"], "no program that loads a .stl"),
        (["--id", "5", "--out", "{tmp}/none/x.stl"], "The folder does not exist; make it first"),
    ],
)
def test_bad_input_of_export(
    space: str, args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", space, *(a.format(tmp=tmp_path) for a in args)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_classifier(tiny_classifiers_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    space = str(tiny_classifiers_dir / "digits")
    assert main(["export", space, "--id", "1", "--out", str(tmp_path / "net.onnx"), "--snippet"]) == 0
    assert "onnxruntime" in capsys.readouterr().out
    assert main(["export", space, "--id", "1", "--out", str(tmp_path / "map.png"), "--map"]) == 0
    assert main(["export", space, "--id", "1", "--out", str(tmp_path / "net.stl")]) == 2
    assert "Spaces of image classifiers are not written as .stl." in capsys.readouterr().err
    assert main(["morph", space, "--a", "1", "--b", "2", "--out", str(tmp_path / "m.gif")]) == 2
    assert "Spaces of image classifiers cannot be drawn" in capsys.readouterr().err


# --- morph

SMALL = ["--size", "48x32", "--resolution", "16", "--frames", "4", "--seconds", "1"]


@pytest.mark.parametrize("suffix", ["mp4", "gif", "glb"])
def test_a_morph(space: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"m.{suffix}"
    more = ["--via", "3", "--spline", "--pingpong", "--turntable", "--background", "#101820", "--path", "straight"]
    assert main(["morph", space, "--a", "5", "--b", "8", *SMALL, *more, "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "drawing" in said.err
    assert "4/4" in said.err
    assert f"Wrote 4 frames to {out}" in said.err
    assert list(tmp_path.iterdir()) == [out]
    if suffix == "gif":
        with Image.open(out) as picture:
            assert (picture.size, picture.n_frames) == ((48, 32), 4)
            assert max(picture.convert("RGB").getpixel((0, 0))) < 0x30


def test_the_defaults_depend_on_the_format(space: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, FilmOptions] = {}

    def record(engine: Any, of: Any, tour: Any, options: FilmOptions, report: Any) -> bytes:
        seen[options.format] = options
        return b"file"

    monkeypatch.setattr("explorer.explore.takeaway.film.make_film", record)
    for kind in ("mp4", "gif", "glb"):
        assert main(["morph", space, "--a", "5", "--b", "8", "--out", str(tmp_path / f"m.{kind}")]) == 0
    found = {kind: (o.count, o.look.size, o.resolution) for kind, o in seen.items()}
    assert found["mp4"] == (180, (1280, 720), 128)
    assert found["gif"] == (120, (640, 360), 96)
    assert (found["glb"][0], found["glb"][2]) == (33, 64)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--out", "{tmp}/m.avi"], ".mp4, .gif, .glb"),
        (["--out", "{tmp}/m"], "has no suffix"),
        (["--out", "{tmp}/none/m.mp4"], "There is no folder"),
        (["--out", "{tmp}/m.mp4", "--size", "641x360"], "642x360"),
        (["--out", "{tmp}/m.mp4", "--size", "9x9"], "16 to 4096"),
        (["--out", "{tmp}/m.mp4", "--seconds", "0"], "seconds"),
        (["--out", "{tmp}/m.mp4", "--frames", "1"], "Choose 2 to"),
        (["--out", "{tmp}/m.mp4", "--background", "white"], "#rrggbb"),
        (["--out", "{tmp}/m.gif", "--via", "77"], "Ids run from 0 to 20"),
        (["--out", "{tmp}/m.gif", "--resolution", "4"], "esolution"),
    ],
)
def test_bad_input_of_morph(
    space: str, args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["morph", space, "--a", "5", "--b", "8", *(a.format(tmp=tmp_path) for a in args)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_size_that_is_none(space: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["morph", space, "--a", "5", "--b", "8", "--out", "m.mp4", "--size", "big"])
    assert caught.value.code == 2
    assert "1280x720" in capsys.readouterr().err


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_leaves_nothing(space: str, tmp_path: Path) -> None:
    """A real signal to a real process, while it draws."""
    target, temporary = tmp_path / "target", tmp_path / "temporary"
    target.mkdir()
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "explorer", "morph", space, "--a", "5", "--b", "8", "--size", "320x180",
         "--resolution", "48", "--seconds", "100", "--out", str(target / "m.mp4")],
        cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={"TMPDIR": str(temporary), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    try:
        while not any(temporary.rglob("*.mp4")):  # until the encoder has started
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=300)
    finally:
        process.kill()
    assert process.returncode == 130, err
    assert out == ""
    assert "Traceback" not in err
    assert not list(tmp_path.rglob("*.mp4"))
    assert list(target.iterdir()) == []
    assert [f.name for f in temporary.iterdir() if not f.name.startswith("torchinductor")] == []  # torch's own


def test_the_help_is_quick() -> None:
    """Neither torch nor anything else that is slow to load is imported for a list of commands."""
    script = (
        "import sys; from explorer.cli.main import build_parser; build_parser().format_help(); "
        "print(sorted({'torch', 'numpy', 'trimesh', 'onnx', 'imageio_ffmpeg', 'PIL', 'pyvista'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=REPO, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_mesh_is_the_engines(space: str, tmp_path: Path) -> None:
    from explorer.explore.engine.engine import Engine, Input

    out = tmp_path / "x.stl"
    assert main(["export", space, "--id", "2", "--input", "--resolution", "20", "--out", str(out)]) == 0
    engine = Engine("cpu")
    mesh = mesh_of(engine, engine.open(Path(space)), Input(2), 20)
    assert len(trimesh.load(io.BytesIO(out.read_bytes()), "stl").faces) == mesh.n_cells
