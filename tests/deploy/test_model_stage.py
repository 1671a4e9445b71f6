"""The stage that exports the encoder holds few files, so that its layer outlives most edits."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_what_the_stage_copies_is_enough_to_export(tmp_path: Path) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    stage = re.search(r"^FROM base AS model\n(.*?)^FROM ", dockerfile, re.M | re.S)
    assert stage
    copied = re.findall(r"^COPY (?!--)(.+)$", stage[1], re.M)
    assert copied
    for line in copied:
        *sources, target = line.split()
        for source in sources:
            if source.endswith("/"):
                shutil.copytree(ROOT / source, tmp_path / target)
            else:
                (tmp_path / target).mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, tmp_path / target)
    command = [sys.executable, "-m", "embeddings", "export"]
    environ = {
        "ORDAINED_ENCODER": "nonesuch/encoder",
        "HF_HUB_OFFLINE": "1",
        "PATH": "/usr/bin:/bin",
    }
    ended = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    # It came as far as the encoder, and says clearly that there is none of that name.
    assert ended.returncode == 1, ended.stderr
    assert ended.stderr.startswith("error: "), ended.stderr
    assert "nonesuch/encoder" in ended.stderr
