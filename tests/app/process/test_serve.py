import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.__main__ import main
from app.process.serve import ServeError, check_port
from app.settings import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that something listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_taken_port_is_one_clear_line(offline_settings: Settings, taken: int) -> None:
    with pytest.raises(ServeError) as caught:
        check_port(replace(offline_settings, port=taken))
    assert str(caught.value) == (
        f"127.0.0.1:{taken} is already in use; stop what runs there, or set PORT to another"
    )


def test_address_of_another_machine_is_refused(offline_settings: Settings) -> None:
    with pytest.raises(ServeError, match="cannot be listened on"):
        check_port(replace(offline_settings, host="203.0.113.9"))


def test_bad_settings_are_listed_and_end_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "many")
    monkeypatch.setenv("ORDAINED_WORKERS", "0")
    assert main(["serve"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[1] for line in lines] == ["PORT", "ORDAINED_WORKERS"]


def test_taken_port_ends_with_1(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    taken: int,
) -> None:
    monkeypatch.setenv("PORT", str(taken))
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    monkeypatch.delenv("ORDAINED_HOST", raising=False)
    assert main(["serve"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: 127.0.0.1:")
