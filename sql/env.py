"""Reading settings from environment variables, with every problem reported at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


class SettingsError(Exception):
    """One or more environment variables are unusable.

    Attributes
    ----------
    problems : list of str
        One sentence each, naming the variable.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def make_home(folder: Path) -> None:
    """Make ORDAINED_HOME, or a folder in it, where it is missing.

    Raises
    ------
    SettingsError
        It cannot be made; one line says which folder, and why.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        # Python says "File exists" of a file where a folder should be.
        is_file = isinstance(error, FileExistsError)
        reason = "it is not a folder" if is_file else error.strerror or str(error)
        raise SettingsError([f"ORDAINED_HOME: {folder} cannot be made: {reason}"]) from error


class EnvReader:
    """Takes typed values out of a mapping and remembers what was wrong.

    Reading continues after a bad value, so that an operator sees all problems at once. `finish`
    raises them.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def _parse(self, name: str, default: T, parse: Callable[[str], T], expected: str) -> T:
        raw = self._environ.get(name, "").strip()
        if not raw:
            return default
        try:
            return parse(raw)
        except ValueError:
            self.problems.append(f"{name} must be {expected}, not {raw!r}")
            return default

    def text(self, name: str, default: str = "") -> str:
        """Return a stripped string; empty counts as absent."""
        return self._parse(name, default, str, "text")

    def path(self, name: str, default: str) -> Path:
        """Return a path, where ``~`` and ``~name`` are the home of a user of this machine."""

        def parse(raw: str) -> Path:
            try:
                return Path(raw).expanduser()
            except RuntimeError as error:
                raise ValueError from error

        return self._parse(name, Path(default), parse, "a folder, of a user who exists")

    def optional(self, name: str) -> str | None:
        """Return a stripped string, or None where it is absent or empty."""
        return self.text(name) or None

    def secret(self, name: str) -> str | None:
        """Return the value of ``NAME``, or the content of the file that ``NAME_FILE`` names.

        A file is how Docker, Kubernetes and systemd hand secrets over: unlike the environment,
        it does not show in ``docker inspect`` and is not inherited by child processes.
        """
        value, file = self.optional(name), self.optional(f"{name}_FILE")
        if file is None:
            return value
        if value is not None:
            self.problems.append(f"{name} and {name}_FILE are both set; keep one")
            return value
        try:
            value = Path(file).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not text"
            self.problems.append(f"{name}_FILE: {file} cannot be read: {reason}")
            return None
        if not value:
            self.problems.append(f"{name}_FILE: {file} is empty")
        return value or None

    def integer(self, name: str, default: int, *, least: int, most: int) -> int:
        """Return an integer within ``least``..``most``, both included."""

        def parse(raw: str) -> int:
            value = int(raw)
            if not least <= value <= most:
                raise ValueError
            return value

        return self._parse(name, default, parse, f"a whole number from {least} to {most}")

    def share(self, name: str, default: float) -> float:
        """Return a number within 0..1, both included."""

        def parse(raw: str) -> float:
            value = float(raw)
            if not 0 <= value <= 1:
                raise ValueError
            return value

        return self._parse(name, default, parse, "a number from 0 to 1")

    def flag(self, name: str, default: bool) -> bool:
        """Return a boolean written as on/off, true/false, yes/no or 1/0."""

        def parse(raw: str) -> bool:
            if raw.lower() in _TRUE:
                return True
            if raw.lower() in _FALSE:
                return False
            raise ValueError

        return self._parse(name, default, parse, "on or off")

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """Return one of ``choices``."""

        def parse(raw: str) -> str:
            if raw not in choices:
                raise ValueError
            return raw

        return self._parse(name, default, parse, "one of " + ", ".join(choices))

    def finish(self) -> None:
        """Raise SettingsError if anything read so far was wrong."""
        if self.problems:
            raise SettingsError(self.problems)
