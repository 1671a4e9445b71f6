import pytest

from app.web.cursors import OffsetCursors
from app.web.problems import Problem

PARAMETERS: dict[str, object] = {"list": "search", "q": "robot", "genres": ["Comedy"]}


@pytest.fixture
def cursors() -> OffsetCursors:
    return OffsetCursors("one key of this service")


def refused(cursors: OffsetCursors, cursor: str, parameters: dict[str, object]) -> str:
    with pytest.raises(Problem) as caught:
        cursors.read(cursor, parameters)
    problem = caught.value
    assert problem.status == 422
    assert [error.pointer for error in problem.errors] == ["/query/cursor"]
    return problem.errors[0].detail


def test_cursor_comes_back_as_it_went(cursors: OffsetCursors) -> None:
    assert cursors.read(cursors.write(7, 40, PARAMETERS), PARAMETERS) == (7, 40)


def test_cursor_is_safe_in_an_address_and_says_nothing_of_the_query(cursors: OffsetCursors) -> None:
    cursor = cursors.write(7, 40, PARAMETERS)
    assert cursor.replace("-", "").replace("_", "").replace(".", "").isalnum()
    assert len(cursor) <= 500
    assert "robot" not in cursor


def test_order_of_parameters_does_not_matter(cursors: OffsetCursors) -> None:
    backwards = dict(reversed(PARAMETERS.items()))
    assert cursors.read(cursors.write(7, 40, PARAMETERS), backwards) == (7, 40)


@pytest.mark.parametrize("position", range(0, 40, 3))
def test_tampered_cursor_is_refused(cursors: OffsetCursors, position: int) -> None:
    cursor = cursors.write(7, 40, PARAMETERS)
    other = "A" if cursor[position] != "A" else "B"
    changed = cursor[:position] + other + cursor[position + 1 :]
    assert "given out here" in refused(cursors, changed, PARAMETERS)


@pytest.mark.parametrize("cursor", ["", ".", "x", "WzEsM10.x", "é", "a" * 500])
def test_nonsense_is_refused(cursors: OffsetCursors, cursor: str) -> None:
    assert "given out here" in refused(cursors, cursor, PARAMETERS)


def test_cursor_of_another_query_is_refused(cursors: OffsetCursors) -> None:
    cursor = cursors.write(7, 40, PARAMETERS)
    assert "another query" in refused(cursors, cursor, {**PARAMETERS, "q": "robots"})


def test_cursor_of_another_service_is_refused(cursors: OffsetCursors) -> None:
    cursor = OffsetCursors("the key of another").write(7, 40, PARAMETERS)
    assert "given out here" in refused(cursors, cursor, PARAMETERS)
