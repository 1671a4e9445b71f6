"""ORDAINED_HOME that cannot be made: one line says so, whichever command needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.__main__ import main as app
from embeddings.cli.commands import main as embeddings
from sql.__main__ import main as sql

Main = Callable[[Sequence[str]], int]

COMMANDS: list[tuple[Main, list[str]]] = [
    (app, ["run"]),
    (app, ["serve"]),
    (app, ["create-user", "ann"]),
    (embeddings, ["status"]),
    (embeddings, ["rebuild", "--dataset", "sample"]),
    (sql, ["migrate"]),
    (sql, ["backup", "file"]),
]


def run(
    main: Main, arguments: list[str], home: str, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> int:
    monkeypatch.chdir(folder)
    for name in ("DATABASE_URL", "SECRET_KEY", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ORDAINED_HOME", home)
    monkeypatch.setenv("ORDAINED_ENCODER", "stand-in")
    return main(arguments)


@pytest.mark.parametrize(("main", "arguments"), COMMANDS)
@pytest.mark.parametrize(
    ("home", "reason"),
    [
        ("a file", "it is not a folder"),
        ("a file/in it", "Not a directory"),
        ("/proc/nobody", "No such file or directory"),
        ("~nobody-of-this-name/var", "a folder, of a user who exists"),
    ],
)
def test_home_that_cannot_be_made_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    main: Main,
    arguments: list[str],
    home: str,
    reason: str,
) -> None:
    (tmp_path / "a file").write_text("")
    assert run(main, arguments, home, monkeypatch, tmp_path) in (1, 2)
    printed = capsys.readouterr()
    (line,) = [row for row in printed.err.splitlines() if not row.startswith("starting")]
    assert line.startswith("error: ORDAINED_HOME")
    assert reason in line
    assert printed.out == ""
