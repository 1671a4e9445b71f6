"""Routes of people: each declares what it takes and gives, the service does the rest."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from app.accounts import access
from app.data.caching import cached
from app.data.services import services
from app.people import service
from app.people.schemas import FoundPeople, PeopleQuery, Person, PersonQuery
from app.web.contract import problems

blueprint = APIBlueprint("people", __name__, tag="People")

MINUTE = 60


@blueprint.get("/people")
@cached(MINUTE)
@blueprint.input(PeopleQuery, location="query", arg_name="query")
@blueprint.output(FoundPeople)
@blueprint.doc(
    operation_id="findPeople",
    responses=problems("invalid", "too-many-requests", "no-live-release"),
)
def people(query: PeopleQuery) -> dict[str, Any]:
    """Find people by name, as one types it."""
    return service.find_people(services(), query)


@blueprint.get("/people/<int:person_id>")
@access.open_to_all
@cached(MINUTE, unless=access.visitor)
@blueprint.input(PersonQuery, location="query", arg_name="query")
@blueprint.output(Person)
@blueprint.doc(
    operation_id="getPerson",
    responses=problems(
        "not-found",
        "invalid",
        "invalid-token",
        "insufficient-scope",
        "too-many-requests",
        "no-live-release",
    ),
)
def person(person_id: int, query: PersonQuery) -> dict[str, Any]:
    """Return a person and their films, with your ratings of them where you are signed in."""
    return service.person(services(), person_id, query)
