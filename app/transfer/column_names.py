"""What columns are commonly called, in many languages, and what they mean.

A plain table, of no site's own, is read only where all of its columns are in here. For a table of
an unknown layout the names give the suggestion that the person is shown.
"""

from __future__ import annotations

import re
from typing import Final

from app.transfer.layouts import Role
from app.transfer.ratings import Scale
from app.transfer.words import columns

_ROLES: Final[dict[Role, str]] = {
    "imdb_id": "imdbid imdb const tconst imdburl imdblink imdbtitleid idimdb imdbtt imdbnum",
    "tmdb_id": "tmdbid tmdb themoviedbid themoviedb tmdburl idtmdb tmdbmovieid",
    "title": (
        "title name movie film movietitle filmtitle moviename filmname titleyear englishtitle "
        "titel filmtitel titre titrefrancais titredufilm titulo pelicula nombre titolo filme tytul "
        "tytulpolski pltitle titulooriginal originaltitle originaltitel originalname titreoriginal "
        "titolooriginale tytuloryginalny название фильм русскоязычноеназвание оригинальноеназвание "
        "назва оригінальнаназва 标题 片名"
    ),
    "year": (
        "productionyear "
        "year releaseyear filmyear movieyear releasedate released premiere jahr erscheinungsjahr "
        "annee anneedesortie ano anio anno rok rokprodukcji jaar год рік releasedyear "
        "上映日期 yearofrelease yearreleased dateofrelease moviereleaseyear"
    ),
    "rating": (
        "rating myrating yourrating userrating ownrating personalrating rating10 rating5 rating100 "
        "score myscore userscore stars mystars starrating myvote grade mygrade "
        "bewertung meinebewertung wertung meinewertung note manote votre "
        "calificacion micalificacion nota minota puntuacion mipuntuacion voto ilmiovoto miovoto "
        "minhanota avaliacao ocena mojaocena userrate beoordeling мояоценка оценка "
        "мояоцінка оцінка 个人评分 我的评分"
    ),
    "watched_on": (
        "watcheddate watchedon watchedat datewatched lastwatched lastwatchedat lastwatchedon "
        "lastplayeddate dateseen seenon seenat viewdate viewedat lastviewedat lastviewed "
        "lastplayed lastplayedat "
        "vieweddate dateviewed gesehenam datedevisionnage datevu vule fechavista vistoil "
        "dataobejrzenia watchdate viewingdate finishdate datefinished finishedon finishedat enddate"
    ),
    "rated_at": (
        "daterated ratedat ratedon ratingdate bewertetam datedelanote datevote dataoceny isodate "
        "datareview reviewdate 打分日期"
    ),
    "added_at": (
        "dateadded addedat addedon createdat created added listedat hinzugefugtam dateajout "
        "fechaanadido"
    ),
    "note": (
        "review mynote notes mynotes comment mycomment usercomment minireview memo myreview "
        "kommentar meinkommentar notiz commentaire critique comentario commento komentarz "
        "мойкомментарий комментарий 我的短评 "
        "comments reviews mycomments thoughts kommentare notizen bemerkung bemerkungen "
        "anmerkung anmerkungen remarque remarques commentaires comentarios commenti"
    ),
    "seen": "watched seen viewed played "
    "playcount viewcount plays timeswatched timesseen seenit vu vista visto gesehen gesehenja",
    "planned": "watchlist towatch inwatchlist planned wishlist wanttowatch merkliste",
    "status": "status state watchstatus watchstate userstatus",
    "kind": "type mediatype titletype kind itemtype contenttype typ",
}
ROLES: Final[dict[str, Role]] = {
    name: role for role, names in _ROLES.items() for name in columns(names)
}
# A name that says the best rating: "Score /5", "Note (1-10)", "rating_out_of_5".
_SCALED: Final = re.compile(r"(\D+?)(?:outof|of|von|sur|su|de)?[01]?(5|10|20|100)")


def role_of(name: str) -> Role | None:
    """Return what a column of this name means; None where the name says nothing."""
    scaled = _SCALED.fullmatch(name)
    if name not in ROLES and scaled and ROLES.get(scaled[1]) == "rating":
        return "rating"
    return ROLES.get(name)


def scale_of(name: str) -> Scale | None:
    """Return the scale that the name of a column of ratings says; None where it says none."""
    scaled = _SCALED.fullmatch(name)
    return Scale(int(scaled[2])) if scaled and ROLES.get(scaled[1]) == "rating" else None


# A day of which the name does not say whose; beside a rating, that of the rating.
DAYS: Final = columns("date datum fecha data дата when day")
# Names by which only one's own rating goes; "rating" alone may be everybody's mean.
OWN_RATINGS: Final = columns(
    """
    myrating yourrating userrating ownrating personalrating myscore mystars myvote mygrade
    meinebewertung meinewertung manote micalificacion minota mipuntuacion ilmiovoto miovoto
    minhanota mojaocena userrate мояоценка мояоцінка 个人评分 我的评分
    """
)
# What stands in the first cell of a row about the other rows, in a sheet's languages.
TOTALS: Final = columns(
    """
    total totals sum subtotal average avg count median summe gesamt durchschnitt anzahl
    mittelwert moyenne somme nombre promedio suma recuento media somma conteggio soma contagem
    totaal gemiddelde aantal srednia razem итого всего среднее
    """
)
# Columns that say nothing of the person.
FACTS: Final = columns(
    """
    position rank number no nr index id genre genres director directors cast actors writer writers
    runtime runtimemins runtimeminutes duration length country countries language languages
    imdbrating imdbvotes imdbscore imdbmean averagerating avgrating meanrating communityrating
    globalrating globalvotescount criticrating audiencerating metascore metacritic rottentomatoes
    rtscore tmdbrating tmdbscore traktrating letterboxdrating numvotes votes votecount voteaverage
    popularity popular plot overview description synopsis tagline studio studios poster posterurl
    image backdrop cover url link letterboxduri slug uuid guid tvdb tvdbid traktid simklid mpaa
    certificate contentrating certification agerating premiere resolution codec container filesize
    path library section season seasonnumber episode episodenumber rewatch sorttitle edition
    firstwatched firstseen startdate datestarted startedon startedat episodes barcode
    direccion guion puntuacionmedia notamedia valoracionmedia
    regie regisseur genren land lander dauer laufzeit sprache durchschnitt
    realisateur realisateurs pays duree acteurs nationalite
    genero generos pais duracion reparto
    regista genere paese durata rezyser gatunek kraj czastrwania
    страны режиссер актеры жанры возраст время рейтингкинопоиска числооценок рейтингimdb
    числооценокimdb рейтингmpaa мироваяпремьера премьераврф релизнаdvd 制片国家 条目链接
    """.lower()
)
