"""Which usernames there may be, and what is said of the others."""

import pytest
from pydantic import ValidationError

from app.accounts.schemas import USERNAME_RULE, Registration

PASSWORD = "seven odd lanterns"


@pytest.mark.parametrize(
    "name",
    ["Jörg", "Jo\u0308rg", "İpek", "ab", "a" * 65, ".ann", "ann lee", "ann\n", "山田", "ann\u200b"],
)
def test_the_rule_is_said_in_words(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Registration(username=name, password=PASSWORD)
    assert [error["msg"] for error in refused.value.errors()] == [USERNAME_RULE]


@pytest.mark.parametrize("name", ["ann", "A.b-c_d", "0x0", "a" * 64])
def test_plain_names_are_taken(name: str) -> None:
    assert Registration(username=name, password=PASSWORD).username == name
