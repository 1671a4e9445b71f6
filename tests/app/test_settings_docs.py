"""Settings, .env.example and README list the same variables."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    "app/settings.py",
    "app/provider_file.py",
    "app/secret_key.py",
    "embeddings/settings.py",
]


def variables_in_code() -> set[str]:
    code = "\n".join((ROOT / source).read_text() for source in SOURCES)
    names = set(re.findall(r'"((?:ORDAINED_)?[A-Z][A-Z0-9_]+)"', code)) - {"ORDAINED"}
    secrets = re.findall(r'reader\.secret\("([A-Z0-9_]+)"\)', code)
    return names | {f"{name}_FILE" for name in secrets}


def variables_in_example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z0-9_]+=", line))


def test_example_lists_every_variable() -> None:
    assert set(variables_in_example()) == variables_in_code()


def test_readme_lists_every_variable() -> None:
    table = set(re.findall(r"^\| `([A-Z0-9_]+)`", (ROOT / "README.md").read_text(), re.M))
    assert table == variables_in_code()


def test_example_holds_the_defaults(tmp_path: Path) -> None:
    from app.settings import Settings

    given = Settings.from_env(variables_in_example() | {"ORDAINED_HOME": str(tmp_path)})
    assert given == Settings.from_env({"ORDAINED_HOME": str(tmp_path)})
