"""The route of poster pictures."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import redirect

from app.data.services import services
from app.films.service import load_card
from app.web.contract import problems
from app.web.problems import Problem

blueprint = APIBlueprint("posters", __name__, tag="Posters")

DAY_S = 86_400


@blueprint.get("/movies/<int:movie_id>/poster")
@blueprint.doc(
    operation_id="getPoster",
    responses={
        302: {"description": "The picture is at `Location`, with TMDB."},
        **problems("not-found", "too-many-requests", "no-live-release", "poster-not-yet"),
    },
)
def poster(movie_id: int) -> Any:
    """Lead to a film's poster at TMDB.

    Only where the operator has a key for TMDB. A picture that is not known yet is looked up;
    where that takes long, the answer is 503, and a later request finds it.
    """
    made = services()
    card = load_card(made, made.releases.live(), movie_id)
    if not made.posters.shown or card.tmdb_id is None:
        raise Problem("not-found", "This film has no poster picture; posters are drawn.")
    response = redirect(made.posters.find(made.database.connection(), card.tmdb_id), 302)
    response.headers["Cache-Control"] = f"public, max-age={DAY_S}"
    return response
