"""Open a source of credits, whatever kind it is."""

from pathlib import Path

from embeddings.sources.credits.csv_file import read_csv
from embeddings.sources.credits.facts import Credits


def read_credits(path: Path) -> Credits:
    """Open a source of credits.

    Raises
    ------
    DatasetError
        If there is nothing at the path, or no such source.
    """
    return read_csv(path)
