"""What is uploaded is not believed: sizes, encodings, damage."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from app.transfer import files
from app.transfer.encodings import NoTextError, to_utf8
from app.transfer.files import UnreadableFileError, Upload
from tests.app.transfer.uploads import zipped

TEXT = "Title,Year\nAmélie,2001\n“Heat”,1995\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str, mark: str) -> None:
    mark = mark if encoding.startswith("utf") else ""
    assert to_utf8((mark + TEXT).encode(encoding)).decode() == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_their_own_mark(encoding: str) -> None:
    assert to_utf8(TEXT.encode(encoding)).decode() == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Название;Год\nСхватка;1995\n", "cp1251"),
        ("Title,Year\nAmélie,2001\nDer Schüler,1990\n", "mac_roman"),
        ("Title,Year\nSchindler’s List,1993\nAmélie,2001\n", "cp1252"),
        ("Title,Year\nÉté,1990\n", "cp1252"),
    ],
)
def test_single_bytes_of_windows_and_the_mac(text: str, encoding: str) -> None:
    assert to_utf8(text.encode(encoding)).decode() == text


def test_bytes_that_no_encoding_has_do_not_stop_it() -> None:
    assert to_utf8(b"Title\nA\x81m\xe9lie\n").decode() == "Title\nA\ufffdmélie\n"
    assert to_utf8(b"x" * 5000 + b"A\x00B")[-3:] == b"A?B"
    with pytest.raises(NoTextError):
        to_utf8(b"A\x00B" + b"x" * 5000)


def read(name: str, content: bytes) -> tuple[list[files.Part], list[str]]:
    return files.read([Upload(name, content)])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x00" * 10, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "neither text nor a zip"),
        (b"\xff\xfe\x00", "not the utf-16 text"),
        (b"PK\x03\x04 and then nothing of a zip", "damaged"),
        (zipped({"a.csv": TEXT})[:-30], "damaged"),
        (zipped({}), "no CSV"),
        (zipped({"a.png": b"\x89PNG"}), "no CSV"),
        (zipped({"deleted/ratings.csv": TEXT, "orphaned/diary.csv": TEXT}), "no CSV"),
        (zipped({"a.csv": b"\xff\xfe\x00"}), "a.csv in the zip is not"),
        (zipped({f"{n}.csv": "" for n in range(2001)}), "more than 2000 files"),
    ],
)
def test_unreadable(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message):
        read("upload", content)


def test_damage_within_a_zip() -> None:
    content = bytearray(zipped({"a.csv": "Title\n" + "film\n" * 5000}))
    content[60:90] = b"\xff" * 30
    with pytest.raises(UnreadableFileError, match="damaged"):
        read("x.zip", bytes(content))


def test_encrypted_zip() -> None:
    content = bytearray(zipped({"a.csv": TEXT}))
    content[6] |= 1  # the flag in the local header
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1  # and in the directory
    with pytest.raises(UnreadableFileError, match="encrypted"):
        read("x.zip", bytes(content))


@pytest.mark.parametrize("many", [1, 11])
def test_zip_bomb(many: int) -> None:
    """Twenty megabytes of nothing, in one file or in several."""
    size = files.MOST_BYTES // many + 1
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(many):
            archive.writestr(f"{number}.csv", b"0" * size)
    assert len(packed.getvalue()) < 200_000
    with pytest.raises(UnreadableFileError, match="more than 20 MB"):
        read("x.zip", packed.getvalue())


def test_zip_that_lies_about_its_size() -> None:
    content = bytearray(zipped({"a.csv": b"0" * 3_000_000}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(UnreadableFileError, match="damaged"):
        read("x.zip", bytes(content))


def test_parts_of_a_zip() -> None:
    names = ["../../etc/ratings.csv", "/etc/a.json", "a b/ü.csv", "photo.jpg", "__MACOSX/._a.csv"]
    parts, ignored = read("x.zip", zipped(dict.fromkeys(names, TEXT)))
    assert [part.name for part in parts] == names[:3]
    assert ignored == ["photo.jpg"]
    assert [part.stem for part in parts] == ["ratings", "a", "ü"]
    assert {part.file for part in parts} == set(names[:3])


def test_one_file_is_named_by_nobody() -> None:
    (part,), ignored = read("Ratings.CSV", TEXT.encode())
    assert (part.stem, part.file, ignored) == ("ratings", None, [])


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_methods_that_ask_for_memory_are_not_unpacked(method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("a.csv", TEXT * 100)
    content = bytearray(packed.getvalue())
    with pytest.raises(UnreadableFileError, match="packed in a way not known"):
        read("x.zip", bytes(content))
    content[50:70] = b"\xff" * 20
    with pytest.raises(UnreadableFileError):
        read("x.zip", bytes(content))


@pytest.mark.parametrize("flag", [0, 0x800])
def test_odd_names_of_entries(flag: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a\x01\u202eb.csv", TEXT)
        archive.writestr("n" * 5000 + ".csv", TEXT)
    content = packed.getvalue().replace(b"\x01", b"\xff") if flag else packed.getvalue()
    try:
        parts, _ = read("x.zip", content)
    except UnreadableFileError:
        return
    assert all(len(part.name) <= files.LONGEST_NAME for part in parts)
    assert all(part.name.isprintable() for part in parts)


@pytest.mark.parametrize(
    "content", [b"\xd0\xcf\x11\xe0" + b"x" * 20, zipped({"xl/workbook.xml": "x"})]
)
def test_excel_is_told_what_to_do(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="save it as CSV"):
        read("films.xls", content)


def test_several_files_are_bounded_together() -> None:
    half = b"Title\n" + b"x" * (files.MOST_BYTES // 2)
    with pytest.raises(UnreadableFileError, match="larger than 20 MB"):
        files.read([Upload("a.csv", half), Upload("b.csv", half)])
    parts, ignored = files.read(
        [Upload("f/a.csv", b"x"), Upload("f/b.png", b"y"), Upload("c", b"")]
    )
    assert ([part.file for part in parts], ignored) == (["f/a.csv"], ["f/b.png", "c"])
