"""Open a source of credits, whatever kind it is."""

from pathlib import Path

from embeddings.sources.credits.csv_file import read_csv
from embeddings.sources.credits.facts import Credits
from embeddings.sources.credits.imdb_files import ImdbCredits


def read_credits(path: Path) -> Credits:
    """Open a source of credits.

    Parameters
    ----------
    path
        A CSV, which is read at once; or one of IMDb's files or a folder of them, which are read
        for the films of a data set.

    Raises
    ------
    DatasetError
        If there is nothing at the path, or no such source, or a row of a CSV is broken.
    """
    is_imdb = path.is_dir() or path.suffix in (".gz", ".tsv")
    return ImdbCredits(path) if is_imdb else read_csv(path)
