"""Archives as people make them, and as nobody should."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.errors import DataError
from explorer.sources import unpack as module
from explorer.sources.unpack import Unpacked, unpack


def png(seed: int = 0) -> bytes:
    buffer = io.BytesIO()
    values = np.random.default_rng(seed).integers(0, 255, (12, 12), dtype=np.uint8)
    Image.fromarray(values).save(buffer, "PNG")
    return buffer.getvalue()


def zipped(**options: object) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(), "w", **options)  # type: ignore[arg-type]


def opened(archive: zipfile.ZipFile, tmp_path: Path, name: str = "mine.zip") -> Unpacked:
    buffer = archive.fp
    archive.close()
    assert isinstance(buffer, io.BytesIO)
    return unpack(io.BytesIO(buffer.getvalue()), name, tmp_path / "uploads" / "mine")


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def nothing_left(tmp_path: Path) -> bool:
    return not (tmp_path / "uploads").exists() or list((tmp_path / "uploads").iterdir()) == []


def test_as_macos_makes_it(tmp_path: Path) -> None:
    archive = zipped()
    for name in ("cats/", "cats/a.png", "cats/b.png", "cats/.DS_Store", "__MACOSX/cats/._a.png", "__MACOSX/._cats"):
        archive.writestr(name, b"" if name.endswith("/") else png())
    done = opened(archive, tmp_path)
    assert files(done.folder) == ["a.png", "b.png"]  # what holds all of it is left out
    assert (done.taken, done.passed, done.refused) == (2, 3, ())


def test_as_old_programs_of_windows_make_it(tmp_path: Path) -> None:
    archive = zipped()
    for name in ("red\\a.png", "blue\\b.png", "Thumbs.db", "C:\\x.png", "aux.png", "..\\up.png"):
        archive.writestr(zipfile.ZipInfo(name), png())
    done = opened(archive, tmp_path)
    assert files(done.folder) == ["blue/b.png", "red/a.png"]
    assert [name for name, _ in done.refused] == ["C:/x.png", "aux.png", "../up.png"]


def test_names_of_any_letters(tmp_path: Path) -> None:
    archive = zipped()
    names = ["кот/один.png", "猫/🐈.png", "Käse.png"]
    for name in names:
        archive.writestr(name, png())
    archive.writestr("plain.png", png())
    data = archive.fp
    archive.close()
    assert isinstance(data, io.BytesIO)
    raw = data.getvalue()
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # macOS writes UTF-8 and does not say so
        parts = raw.split(magic)
        unsaid_parts = [
            part[: at - 4] + bytes([part[at - 4], part[at - 3] & ~0x08]) + part[at - 2 :] for part in parts[1:]
        ]
        raw = magic.join([parts[0], *unsaid_parts])
    done = unpack(io.BytesIO(raw), "mine.zip", tmp_path / "uploads" / "mine")
    assert files(done.folder) == sorted([*names, "plain.png"])


def test_zip64_of_many_files(tmp_path: Path) -> None:
    archive = zipped()
    for k in range(1_500):
        with archive.open(f"f/{k:05d}.png", "w", force_zip64=True) as file:
            file.write(b"x")
    assert opened(archive, tmp_path).taken == 1_500


def test_paths_that_lead_elsewhere_links_and_devices(tmp_path: Path) -> None:
    archive = zipped()
    for name in ("/etc/cron.d/x", "../../up.png", "a/../../b.png", "good.png", "a\x01b.png", "x" * 300 + ".png"):
        archive.writestr(zipfile.ZipInfo(name), png())
    for name, kind in (("link.png", stat.S_IFLNK), ("fifo", stat.S_IFIFO)):
        info = zipfile.ZipInfo(name)
        info.external_attr = (kind | 0o777) << 16
        archive.writestr(info, b"/etc/passwd")
    done = opened(archive, tmp_path)
    assert files(tmp_path) == ["uploads/mine/good.png"]
    assert len(done.refused) == 7
    assert dict(done.refused)["link.png"] == "It is a link."


def test_duplicates_and_what_is_a_file_and_a_folder(tmp_path: Path) -> None:
    archive = zipped()
    archive.writestr("a.png", png())
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a.png", png())
    for name in ("A.PNG", "b", "b/c.png", "deep/" * 25 + "x.png"):
        archive.writestr(name, png())
    done = opened(archive, tmp_path)
    assert files(done.folder) == ["a.png", "b"]
    assert [name.partition("/")[0] for name, _ in done.refused] == ["a.png", "A.PNG", "b", "deep"]


def test_archives_and_programs_in_it_are_left_out(tmp_path: Path) -> None:
    archive = zipped()
    for name in ("a.png", "more.zip", "old.tar.gz", "setup.exe", "run.sh"):
        archive.writestr(name, png())
    done = opened(archive, tmp_path)
    assert files(done.folder) == ["a.png"]
    assert len(done.refused) == 4


def encrypted(flags: tuple[bool, ...]) -> io.BytesIO:
    archive = zipped()
    for k in range(len(flags)):
        archive.writestr(f"{k}.png", png(k))
    buffer = archive.fp
    archive.close()
    assert isinstance(buffer, io.BytesIO)
    data = bytearray(buffer.getvalue())
    local = [at for at in range(len(data)) if data[at : at + 4] == b"PK\x03\x04"]
    central = [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]
    for k, on in enumerate(flags):
        data[local[k] + 6] |= on
        data[central[k] + 8] |= on
    return io.BytesIO(bytes(data))


def test_a_password(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is encrypted"):
        unpack(encrypted((True, True)), "mine.zip", tmp_path / "uploads" / "mine")
    assert nothing_left(tmp_path)
    done = unpack(encrypted((True, False)), "mine.zip", tmp_path / "uploads" / "mine")
    assert done.refused == (("0.png", "It is encrypted."),)


def tar_of(mode: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo("a.png")
        info.size = 3
        archive.addfile(info, io.BytesIO(b"abc"))
    return buffer.getvalue()


def a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.png", png())
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (tar_of("w"), "a tar archive"),
        (tar_of("w:gz"), "a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "a 7z archive"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "a RAR archive"),
        (png(), "a picture"),
        (b"", "empty"),
        (b"hello", "no zip archive"),
        (a_zip()[:-40], "damaged or incomplete"),
        (b"PK\x05\x06" + bytes(18), "holds no file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",  # bytes of zips hold the time
)  # fmt: skip
def test_what_is_no_zip_archive_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(DataError, match=what):
        unpack(io.BytesIO(data), "mine.zip", tmp_path / "uploads" / "mine")
    assert nothing_left(tmp_path)


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 2**20)
    archive = zipped(compression=zipfile.ZIP_DEFLATED)
    archive.writestr("zeros.png", bytes(2**22))
    with pytest.raises(DataError, match="unpacks to 4,194,304 bytes"):
        opened(archive, tmp_path)
    archive = zipped(compression=zipfile.ZIP_DEFLATED)
    archive.writestr("zeros.png", bytes(2**22))
    archive.filelist[0].file_size = 10  # a lie in the directory
    with pytest.raises(DataError):
        opened(archive, tmp_path)
    monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    archive = zipped()
    for k in range(4):
        archive.writestr(f"{k}.png", b"x")
    with pytest.raises(DataError, match="has 4 entries"):
        opened(archive, tmp_path)
    assert nothing_left(tmp_path)


def test_a_full_disk_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SPARE_BYTES", 2**60)
    archive = zipped()
    archive.writestr("a.png", png())
    with pytest.raises(DataError, match="the disk has room for 0"):
        opened(archive, tmp_path)


def test_one_damaged_entry_does_not_stop_the_rest(tmp_path: Path) -> None:
    archive = zipped()
    for k in range(3):
        archive.writestr(f"{k}.png", png(k))
    buffer = archive.fp
    archive.close()
    assert isinstance(buffer, io.BytesIO)
    data = bytearray(buffer.getvalue())
    at = data.find(png(1)) + 40
    data[at] ^= 0xFF
    done = unpack(io.BytesIO(bytes(data)), "mine.zip", tmp_path / "uploads" / "mine")
    assert files(done.folder) == ["0.png", "2.png"]
    assert "CRC" in dict(done.refused)["1.png"]
