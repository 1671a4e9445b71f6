"""IMDb's exports: ratings out of ten, and lists, among them the watchlist."""

from __future__ import annotations

from collections.abc import Mapping, Set

from app.transfer import rows
from app.transfer.formats.row_readers import ReadRow
from app.transfer.rows import Row

# Title types of IMDb's exports of several years, in lower case and without spaces.
NOT_FILMS = {
    "tvseries",
    "tvminiseries",
    "tvepisode",
    "tvpilot",
    "videogame",
    "podcastseries",
    "podcastepisode",
    "musicvideo",
}


def reader(columns: Set[str], stem: str, list_as: str) -> ReadRow | None:
    """Return a function that reads a file's rows; None where the columns are not IMDb's.

    Parameters
    ----------
    columns : set of str
        The file's columns, as `tables.column` writes them.
    stem : str
        The file's name without its suffix.
    list_as : str
        The list that films of an unnamed list are put on.
    """
    if "const" not in columns:
        return None
    listed = "watchlist" if "watchlist" in stem else list_as
    is_list = "yourrating" not in columns or "position" in columns

    def read(values: Mapping[str, str]) -> Row:
        key = rows.film_key({**values, "imdb_id": values["const"]})
        stars = rows.stars(values.get("yourrating"), 10)
        lists = ["ratings"] if stars else []
        lists += [listed] if is_list else []
        if not lists:
            raise rows.BadRowError("The row has no rating.")
        kind = values.get("titletype", "")
        return Row(
            key,
            frozenset(lists),
            stars,
            at=rows.instant(values.get("daterated") or values.get("created")),
            kind=kind if kind.lower().replace(" ", "") in NOT_FILMS else None,
        )

    return read
