"""A filter by country or language can be answered from its index."""

import pytest
from sqlalchemy import Engine, bindparam, text

from sql import BIND_TYPES, query


@pytest.mark.parametrize(("field", "value"), [("countries", "Senegal"), ("languages", "Wolof")])
def test_the_condition_of_search_matches_the_index(engine: Engine, field: str, value: str) -> None:
    """The condition as it stands in the statement, where reading every row is not allowed."""
    condition = f"(cardinality(:{field}) = 0 or {field} && :{field})"
    assert condition in query("search").text
    asked = text(f"explain select movie_id from movies where {condition}")
    with engine.connect() as connection:
        connection.execute(text("set local enable_seqscan = off"))
        bound = asked.bindparams(bindparam(field, [value], type_=BIND_TYPES[field]))
        plan = "\n".join(connection.scalars(bound))
    assert f"_{field}_idx" in plan
