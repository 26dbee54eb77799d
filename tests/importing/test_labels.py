"""Tables of labels, as people write them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from explorer.errors import DataError
from explorer.foreign.checkpoints import Checkpoint
from explorer.importing.found import FoundNetwork
from explorer.importing.labels import labelled, read_table


def nothing() -> Checkpoint:
    raise AssertionError("labels need no network read")


def found(*files: str, run: str | None = None) -> list[FoundNetwork]:
    return [
        FoundNetwork(file.rpartition(".")[0] or file, nothing, file, run=run, epoch=None if run is None else k)
        for k, file in enumerate(files)
    ]


def table(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "labels.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


FILES = ("nets/a.pt", "nets/b.pt", "nets/c.pt")


@pytest.mark.parametrize(
    "text",
    [
        "file,acc\nnets/a.pt,0.5\nnets/b.pt,0.75\nnets/c.pt,1\n",
        "file,acc\na.pt,0.5\nb.pt,0.75\nc.pt,1\n",
        "acc,name\n0.5,a\n0.75,b\n1,c\n",
        "\ufefffile,acc\r\na.pt,0.5\r\nb.pt,0.75\r\nc.pt,1\r\n",
        "file;acc\na.pt;0,5\nb.pt;0,75\nc.pt;1\n",
        "file\tacc\na.pt\t0.5\nb.pt\t0.75\nc.pt\t1\n",
        "checkpoint,acc\n./runs/nets/a.pt,0.5\n./runs/nets/b.pt,0.75\n./runs/nets/c.pt,1\n",
        'path,acc\n"C:\\runs\\nets\\a.pt",0.5\n"C:\\runs\\nets\\b.pt",0.75\n"C:\\runs\\nets\\c.pt",1\n',
        "which,acc\nc,1\na,0.5\nb,0.75\n",
        "\n\nfile , acc \n a.pt , 0.5 \nb.pt,0.75,\nc.pt,1\n\n",
        "file,acc\na.pt,0.5\nb.pt,0.75\nc.pt,1".encode("utf-16"),
    ],
    ids=[
        "paths",
        "names",
        "stems",
        "mark",
        "semicolons",
        "tabs",
        "longer",
        "windows",
        "any column",
        "blanks",
        "utf-16",
    ],
)
def test_a_table_finds_its_files(tmp_path: Path, text: str | bytes) -> None:
    networks, notes = labelled(found(*FILES), read_table(table(tmp_path, text)))
    assert [network.labels["acc"] for network in networks] == [0.5, 0.75, 1]
    assert not notes


def test_a_table_of_a_german_spreadsheet(tmp_path: Path) -> None:
    text = "file;Größe;acc\na.pt;groß;0,5\nb.pt;mäßig;0,75\nc.pt;;1\n"
    networks, notes = labelled(found(*FILES), read_table(table(tmp_path, text.encode("cp1252"))))
    assert networks[1].labels == {"Größe": "mäßig", "acc": 0.75}
    (note,) = notes
    assert note.startswith("labels.csv is not UTF-8 (byte 0xf6 in line 1); it was taken for Windows-1252.")


def test_percentages_are_numbers_where_the_whole_column_is_of_them(tmp_path: Path) -> None:
    """They were categories: "97,7 %" is what a German spreadsheet writes."""
    text = "file;acc;mixed\na.pt;97,7 %;5 %\nb.pt;8%;0,5\nc.pt;;-\n"
    networks, _ = labelled(found(*FILES), read_table(table(tmp_path, text)))
    assert [one.labels for one in networks[:2]] == [{"acc": 97.7, "mixed": "5 %"}, {"acc": 8, "mixed": "0.5"}]
    assert "acc" not in networks[2].labels


@pytest.mark.parametrize("column", ["run", "which"])
def test_folders_name_the_networks_in_them(tmp_path: Path, column: str) -> None:
    files = found("grid/run_00/ckpt.pt", "grid/run_01/ckpt.pt", "other/last.pt", "other/best.pt")
    text = f"{column},acc\nrun_01,0.75\nrun_00,0.5\n"
    networks, notes = labelled(files, read_table(table(tmp_path, text)))
    assert [network.labels.get("acc") for network in networks] == [0.5, 0.75, None, None]
    assert len(notes) == 1
    networks, notes = labelled(files, read_table(table(tmp_path, f"{column},acc\ngrid/run_00,0.5\nother,0.1\n")))
    assert [network.labels.get("acc") for network in networks] == [0.5, None, None, None]
    assert "'other' names no network" in notes[0]  # of two, and not moments of one training


def test_a_folder_names_the_moments_of_its_training(tmp_path: Path) -> None:
    moments = [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
    files = tuple(
        dataclasses.replace(one, run=run, epoch=epoch)
        for one, (run, epoch) in zip(found(*(f"{r}/deep/e{e}.pt" for r, e in moments)), moments, strict=True)
    )
    networks, _ = labelled(files, read_table(table(tmp_path, "folder,lr\na,0.1\nb,0.2\n")))
    assert [network.labels["lr"] for network in networks] == [0.1, 0.1, 0.2, 0.2]


def test_types_of_columns(tmp_path: Path) -> None:
    text = (
        "file,lr,n,opt,good,mixed,empty,inf,code\na.pt,1e-3,3,adam,true,1,,inf,007\nb.pt,nan,4,N/A,False,x,,2.5,1_0\n"
    )
    networks, _ = labelled(found("a.pt", "b.pt"), read_table(table(tmp_path, text)))
    assert networks[0].labels == {"lr": 0.001, "n": 3, "opt": "adam", "good": True, "mixed": "1", "code": "007"}
    assert networks[1].labels == {"n": 4, "good": False, "mixed": "x", "inf": 2.5, "code": "1_0"}


def test_what_does_not_fit_is_said(tmp_path: Path) -> None:
    text = "file,acc\na.pt,1\na.pt,2\nx.pt,3\ny.pt,3\nz.pt,3\nw.pt,3\n"
    networks, notes = labelled(found("a.pt", "b.pt"), read_table(table(tmp_path, text)))
    assert networks[0].labels == {"acc": 1}
    assert networks[1].labels == {}
    assert notes == (
        "labels.csv: 'x.pt', 'y.pt', 'z.pt' and 1 more names no network that was found.",
        "labels.csv: 'a.pt' is there more than once; its first row counts.",
        "labels.csv: 'b.pt' has no row in it.",
    )


def test_a_name_in_two_folders_is_found_by_its_path_alone(tmp_path: Path) -> None:
    files = found("one/net.pt", "two/net.pt", "other.pt")
    by_name = table(tmp_path, "file,acc\nnet.pt,1\nother.pt,2\n")
    networks, notes = labelled(files, read_table(by_name))
    assert [network.labels for network in networks] == [{}, {}, {"acc": 2}]
    assert "'net.pt' names no network" in notes[0]
    by_path = table(tmp_path, "file,acc\none/net.pt,1\ntwo/net.pt,3\n")
    networks, _ = labelled(files, read_table(by_path))
    assert [network.labels for network in networks] == [{"acc": 1}, {"acc": 3}, {}]


def test_a_row_for_a_training_is_for_all_its_moments(tmp_path: Path) -> None:
    files = [*found("r1/0.pt", "r1/1.pt", run="r1"), *found("r2/0.pt", "r2/1.pt", run="r2")]
    networks, _ = labelled(files, read_table(table(tmp_path, "run,lr\nr1,0.1\nr2,0.2\n")))
    assert [network.labels["lr"] for network in networks] == [0.1, 0.1, 0.2, 0.2]
    text = "run,epoch,loss\nr1,0,3\nr1,1,2\nr2,1,1\n"
    networks, _ = labelled(files, read_table(table(tmp_path, text)))
    assert [network.labels.get("loss") for network in networks] == [3, 2, None, 1]


def test_numbers_name_files_where_the_column_says_so(tmp_path: Path) -> None:
    files = found("net_007.pt", "net_012.pt")
    networks, _ = labelled(files, read_table(table(tmp_path, "id,acc\n12,0.5\n7,0.25\n")))
    assert [network.labels["acc"] for network in networks] == [0.25, 0.5]
    with pytest.raises(DataError, match=r"No column of labels\.csv names the files"):
        labelled(files, read_table(table(tmp_path, "layers,acc\n12,0.5\n7,0.25\n")))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"file,acc\n", "no rows below its header"),
        (b"", "no rows below its header"),
        (b"a.pt,0.5\nb.pt,0.75\n", "names no columns"),
        (b"file,acc,acc\na.pt,1,2\n", "two columns called 'acc'"),
        (b"file,note\na.pt,good, really\n", "Row 2 of labels.csv has 3 entries"),
        (b"\x89PNG\r\n\x1a\n\0\0", "zero bytes"),
        (b"\xff\xfef\0i", "no text in UTF-16"),
        (b"file,acc\na.pt,\0\n", "zero bytes"),
        (b"file,acc\na.pt," + b"9" * 140_000, "no CSV file"),
        (b"other,acc\nx,1\ny,2\n", "no column"),
    ],
)
def test_wrong_tables_are_said(tmp_path: Path, text: bytes, says: str) -> None:
    with pytest.raises(DataError) as refused:
        labelled(found("a.pt", "b.pt"), read_table(table(tmp_path, text)))
    assert says.lower() in refused.value.problem.lower()
    assert "labels.csv" in refused.value.problem
    assert refused.value.remedy


def test_a_table_without_a_header_is_not_taken_for_one(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="names no columns: its first row, "):
        labelled(found("a.pt", "b.pt", "c.pt"), read_table(table(tmp_path, "a.pt,0.5\nb.pt,0.75\nc.pt,1\n")))
