"""What files of many sites and languages call films, and what they say for yes and no."""

from __future__ import annotations

from functools import lru_cache

from app.transfer.tables import column
from app.transfer.words import columns

# Types of films in exports of many sites and languages, as `tables.column` writes them. What is
# none of these is no film: a series may have the title of a film.
FILMS = columns(
    """
    movie movies film films feature featurefilm tvmovie short shorts shortfilm tvshort video
    documentary tvspecial special movielens
    spielfilm fernsehfilm tvfilm kurzfilm tvkurzfilm dokumentarfilm fernsehspecial
    telefilm courtmetrage courtmetragetelevise courtmetragetv documentaire emissionspeciale filmtv
    longmetrage specialtv
    pelicula peliculas peliculadetv peliculadetelevision telepelicula corto cortometraje
    cortometrajedetv cortodetv documental especialdetv
    cortometraggio cortotv cortometraggiotv documentario specialetv lungometraggio
    filme filmes filmedetv filmeparatv filmeparatelevisao telefilme curtametragem curta
    curtametragemdetv especialdatv documentariodetv
    speelfilm tvfilms kortefilm kortfilm filmtelewizyjny krotkometrazowy dlugometrazowy
    фильм фильмы полныйметр короткометражка фільм video电影 电影 映画
    """
)
# Spreadsheets write TRUE and FALSE in their own language.
_TRUE = columns(
    """
    yes y true x ✓ ✔ ☑ ✅ ja oui si sí sim tak да так watched seen gesehen vu vista visto
    wahr vrai verdadero vero verdadeiro waar prawda истина
    """
)
_FALSE = columns(
    """
    no n false nein non nao não nie нет ні nee 0 00 unwatched unseen notwatched notseen never notyet
    ☐ ✗ ✘ ❌ ungesehen nichtgesehen nochnicht nochnichtgesehen jamais pasvu pasencore nunca mai
    falsch faux falso onwaar fałsz ложь tbd todo towatch tosee
    """
)


@lru_cache(maxsize=1000)
def is_film(kind: str) -> bool:
    """Return whether a word for a kind of work is known to mean a film."""
    return column(kind) in FILMS


def truth(written: str) -> bool | None:
    """Return what a cell says that is yes, no or a number of times; None where it says neither."""
    plain = column(written) or written
    if plain in _TRUE:
        return True
    if plain in _FALSE:
        return False
    try:
        return float(plain.replace(",", ".")) > 0
    except ValueError:
        return None
