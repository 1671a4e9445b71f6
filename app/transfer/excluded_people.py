"""The people whom preferences exclude, as a file names them: ids differ between databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import false, func, select

from app.data.services import Services
from embeddings.releases.people import name_key
from sql.tables import CreditedPerson


def named_people(services: Services, person_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the name and the IMDb id of people, for a file."""
    rows = services.database.rows("people_of", person_ids=person_ids)
    return [{"name": row["name"], "imdb_id": row["imdb_id"]} for row in rows]


def find_people(services: Services, people: object) -> list[int]:
    """Return the ids of people whom a file names; who is not known here is left out.

    Raises
    ------
    ValueError
        The file has something other than a list of people there.
    """
    if not isinstance(people, list) or not all(_is_person(person) for person in people):
        raise ValueError("excluded_people: Must be a list of objects with a name.")
    found: dict[int, None] = {}
    for person in people:
        # Who has the id, else who is known by that name, those without an id first.
        is_meant = CreditedPerson.name_key == name_key(person["name"])
        order: list[Any] = [CreditedPerson.imdb_id.is_not(None), CreditedPerson.person_id]
        if person.get("imdb_id"):
            has_id = func.coalesce(CreditedPerson.imdb_id == person["imdb_id"], false())
            is_meant |= has_id
            order.insert(0, has_id.desc())
        statement = select(CreditedPerson.person_id).where(is_meant).order_by(*order).limit(1)
        for row in services.database.fetch("excluded_people", statement):
            found[row["person_id"]] = None
    return list(found)


def _is_person(person: object) -> bool:
    return (
        isinstance(person, dict)
        and isinstance(person.get("name"), str)
        and isinstance(person.get("imdb_id"), str | None)
        and "\0" not in person["name"] + (person.get("imdb_id") or "")
    )
