"""Layouts of files, one module a site; `TABLES` lists those of tables in the order of trial."""

from __future__ import annotations

from typing import Final

from app.transfer.formats import (
    criticker,
    imdb,
    letterboxd,
    movielens,
    netflix,
    ordained,
    simkl,
    sites,
    tmdb,
    trackers,
    trakt,
    tvtime,
)
from app.transfer.layouts import Layout

TABLES: Final[tuple[Layout, ...]] = (
    *ordained.LAYOUTS,
    *imdb.LAYOUTS,
    *tmdb.LAYOUTS,
    *simkl.LAYOUTS,
    *movielens.LAYOUTS,
    *criticker.LAYOUTS,
    *trakt.LAYOUTS,
    *trackers.MOVARY,
    *trackers.YAMTRACK,
    *tvtime.LAYOUTS,
    *netflix.LAYOUTS,
    *sites.KINOBAZA,
    *sites.KINOPOISK,
    *sites.FILMWEB,
    *letterboxd.LAYOUTS,
)
# Readers of JSON documents, in the order of trial.
DOCUMENTS: Final = (
    ("ordained", ordained.sections),
    ("simkl", simkl.sections),
    ("watcharr", trackers.watcharr_sections),
    ("ryot", trackers.ryot_sections),
    ("trakt", trakt.sections),
    ("tmdb", tmdb.sections),
)
