"""Settings of the rebuild and the commands, from environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sql.env import EnvReader

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
MOVIELENS_URL = "https://files.grouplens.org/datasets/movielens/"

# A loss that people would notice and that the measurements can tell from chance:
# docs/decisions/0011.
QUALITY_MARGIN = 0.05


@dataclass(frozen=True)
class Settings:
    """Settings of the ``embeddings`` package; ``app.settings`` adds the web's.

    Attributes
    ----------
    home : Path
        Where ordained keeps what it makes: embedded database, downloads, models.
    database_url : str or None
        None means the embedded server in ``home``. Hidden in ``repr``.
    encoder : str
        A sentence-transformers model: a name or a folder.
    movielens_url : str
        Where published data sets are downloaded from.
    quality_margin : float
        Share of a live release's figure that a new release may lose.
    """

    home: Path
    database_url: str | None = field(repr=False)
    encoder: str
    movielens_url: str
    quality_margin: float

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises
        ------
        SettingsError
            Lists every unusable variable.
        """
        reader = EnvReader(environ)
        settings = cls(**read_shared(reader))
        reader.finish()
        return settings


def read_shared(reader: EnvReader) -> dict[str, Any]:
    """Read the fields that this package and ``app`` have in common."""
    url = reader.text("ORDAINED_MOVIELENS_URL", MOVIELENS_URL)
    if not url.startswith(("http://", "https://")):
        reader.problems.append(f"ORDAINED_MOVIELENS_URL must start with http(s)://, not {url!r}")
    return {
        "home": reader.path("ORDAINED_HOME", "var"),
        "database_url": reader.secret("DATABASE_URL"),
        "encoder": reader.text("ORDAINED_ENCODER", DEFAULT_ENCODER),
        "quality_margin": reader.share("ORDAINED_QUALITY_MARGIN", QUALITY_MARGIN),
        "movielens_url": url if url.endswith("/") else url + "/",
    }
