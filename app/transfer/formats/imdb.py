"""IMDb's exports: ratings out of ten, and lists, among them the watchlist.

The columns' names and the types of titles are in the language of the person's account.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from app.transfer.layouts import Layout, Role
from app.transfer.ratings import TEN
from app.transfer.rows import BadRowError
from app.transfer.values import given
from app.transfer.words import words

_ROLES: Final[dict[str, Role]] = {
    "const": "imdb_id",
    "url": "imdb_id",
    "title": "title",
    "originaltitle": "title",
    "year": "year",
    "yourrating": "rating",
    "yourated": "rating",  # before 2017
    "daterated": "rated_at",
    "created": "added_at",
    "modified": "added_at",
    "titletype": "kind",
    "description": "note",
    # German
    "titel": "title",
    "originaltitel": "title",
    "jahr": "year",
    "ihrebewertung": "rating",
    "deinebewertung": "rating",
    "bewertetam": "rated_at",
    "bewertungsdatum": "rated_at",
    "datumderbewertung": "rated_at",
    "erstellt": "added_at",
    "titeltyp": "kind",
    "beschreibung": "note",
    # French
    "titre": "title",
    "titreoriginal": "title",
    "annee": "year",
    "votrenote": "rating",
    "datedelanote": "rated_at",
    "datedevaluation": "rated_at",
    "cree": "added_at",
    "creele": "added_at",
    "typedetitre": "kind",
    # Spanish
    "titulo": "title",
    "titulooriginal": "title",
    "ano": "year",
    "tucalificacion": "rating",
    "tupuntuacion": "rating",
    "fechadecalificacion": "rated_at",
    "fechadepuntuacion": "rated_at",
    "creado": "added_at",
    "tipodetitulo": "kind",
    "descripcion": "note",
    # Italian
    "titolo": "title",
    "titolooriginale": "title",
    "anno": "year",
    "iltuovoto": "rating",
    "latuavalutazione": "rating",
    "datavoto": "rated_at",
    "datavalutazione": "rated_at",
    "creato": "added_at",
    "tipoditolo": "kind",
    "tipotitolo": "kind",
    "tipodititolo": "kind",
    "descrizione": "note",
    # Portuguese
    "suaavaliacao": "rating",
    "suaclassificacao": "rating",
    "datadeavaliacao": "rated_at",
    "dataavaliacao": "rated_at",
    "criado": "added_at",
    "descricao": "note",
    "tipo": "kind",
}
_RATED: Final = frozenset(name for name, role in _ROLES.items() if role == "rating")
_FACTS: Final = words(
    """
    position imdbrating runtimemins genres numvotes releasedate releasedatemonthdayyear
    directors geandert imdbbewertung laufzeitmin genre anzbewertungen anzahlstimmen
    veroffentlichungsdatum erscheinungsdatum regisseure regie modifie noteimdb dureemin
    nombredevotes datedesortie realisateurs realisateur modificado calificacionimdb
    calificaciondeimdb duracionmin generos numvotos numdevotos fechadeestreno directores
    modificato valutazioneimdb votoimdb duratamin generi numvoti datadiuscita registi
    avaliacaoimdb duracaomin numerodevotos datadelancamento diretores posicion posizione posicao
    """
)
_PERSON: Final = re.compile(r"nm\d{5,}", re.IGNORECASE)


def _only_titles(values: Mapping[str, Any]) -> Mapping[str, Any]:
    if _PERSON.fullmatch(given(values.get("const")) or ""):
        raise BadRowError("This is a person, not a film.", "not_a_film")
    return values


def _layout(what: str, **more: Any) -> Layout:
    return Layout(
        "imdb",
        what,
        _ROLES,
        requires=frozenset({"const"}),
        facts=_FACTS,
        scales=dict.fromkeys(_RATED, TEN),
        prepare=_only_titles,
        **more,
    )


# A list has positions, or the days on which films were put on it; ratings have neither.
_OF_LISTS: Final = frozenset({"position", "posicion", "posizione", "posicao"}) | {
    name for name, role in _ROLES.items() if role == "added_at"
}
LAYOUTS = (
    _layout("watchlist", files=re.compile("watch.?list"), otherwise="watchlist", is_list=True),
    _layout("ratings", any_of=_RATED, lacks=_OF_LISTS),
    _layout("list", otherwise="list", is_list=True),
)
