"""Request and response bodies of accounts."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.accounts.password_strength import LEAST_LENGTH
from app.web.contract import Body, Input
from embeddings.json_numbers import WHOLE
from embeddings.plain_text import SOME, UNALTERED

# Plain letters, so that no two names look the same or differ only in how they are encoded.
USERNAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$"
USERNAME_RULE = (
    "Must be 3 to 64 letters from a to z, digits, dots, dashes and underscores, and begin with a "
    "letter or digit."
)
LONGEST_PASSWORD = 200
LONGEST_TOKEN_DAYS = 365

NewPassword = Annotated[
    str,
    StringConstraints(min_length=LEAST_LENGTH, max_length=LONGEST_PASSWORD),
    Field(
        description="Refused where it is easily guessed: well-known words, runs, repeats, "
        "or the username.",
        examples=["a passphrase of your own"],
    ),
]
# The rules of new passwords do not apply: a wrong password is wrong, whatever its form.
Password = Annotated[
    str, Field(min_length=1, max_length=LONGEST_PASSWORD, examples=["a passphrase of your own"])
]
Days = Annotated[int, Field(ge=1, le=LONGEST_TOKEN_DAYS), WHOLE]
Scope = Literal["read", "write", "admin"]


def _distinct(scopes: list[str]) -> list[str]:
    return list(dict.fromkeys(scopes))


Scopes = Annotated[list[Scope], Field(min_length=1, max_length=3), AfterValidator(_distinct)]


def _username(name: str) -> str:
    if re.fullmatch(USERNAME, name) is None:
        raise PydanticCustomError("username", USERNAME_RULE)
    return name


# The pattern is documented here and checked by `_username`, whose message people can read.
NewUsername = Annotated[
    str, AfterValidator(_username), WithJsonSchema({"type": "string", "pattern": USERNAME})
]


class Registration(Input):
    """A new account."""

    username: NewUsername = Field(
        description="3 to 64 letters, digits, dots, dashes and underscores. Unique; its case "
        "does not matter.",
        examples=["ann"],
    )
    password: NewPassword
    invitation: Annotated[str, StringConstraints(min_length=1, max_length=64), UNALTERED] | None = (
        Field(
            default=None,
            description="What is after `invitation=` in the link, where `registration` of "
            "`GET /session` is `invitation`; not read otherwise.",
        )
    )


Code = Annotated[str, StringConstraints(min_length=1, max_length=64), UNALTERED]


class Credentials(Input):
    """Username and password."""

    username: Annotated[str, StringConstraints(min_length=1, max_length=64), UNALTERED] = Field(
        examples=["ann"]
    )
    password: Password
    code: Code | None = Field(
        default=None,
        description="Of the authenticator app, or a recovery code, where the account has a second "
        "factor; else not read.",
        examples=["492039"],
    )


class PasswordChange(Input):
    """A password and the one to come."""

    current_password: Password | None = Field(
        default=None, description="Left out where the account has none yet."
    )
    new_password: NewPassword


class Confirmation(Input):
    """The password, to confirm what cannot be undone."""

    password: Password | None = Field(
        default=None,
        description="Left out where the account has none, or passwords are off: signing in within "
        "the last ten minutes confirms it then.",
    )


class User(Body):
    """An account."""

    id: int = Field(examples=[7])
    username: str = Field(examples=["ann"])
    is_admin: bool = Field(description="Whether this is an administrator.")


class Provider(Body):
    """An OpenID Connect provider with which people may sign in."""

    id: str = Field(examples=["authelia"])
    name: str = Field(examples=["Authelia"])


class Session(Body):
    """Who is signed in."""

    user: User | None = Field(description="Null for a guest.")
    registration: Literal["open", "invitation", "closed"] = Field(
        description="Who may make an account: everybody, who has an invitation, or nobody."
    )
    password_login: bool = Field(description="Whether people sign in and register by password.")
    providers: list[Provider] = Field(description="Through which people may sign in as well.")
    loses_cookies: bool = Field(
        description="Whether nobody can stay signed in, because this came over plain HTTP and "
        "sessions are for TLS only; the log says what to do."
    )
    csrf_token: str = Field(
        description="Goes into X-CSRF-Token of every write with this cookie. Signing in and "
        "out change it.",
        examples=["ZmlsbXMgYXJlIGRyZWFtcyB0aGF0IG0"],
    )


class TokenRequest(Input):
    """A bearer token to make."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100), SOME] = Field(
        description="What it is for, to find it again.",
        examples=["backup script"],
    )
    scopes: Scopes = Field(
        ["read", "write"],
        description="What it lets a program do: `read`, `write`, and `admin`, which is of use "
        "while its person is an administrator. None of them makes tokens, changes the password "
        "or deletes the account.",
        examples=[["read"]],
    )
    expires_in_days: Days | None = Field(
        None, description="Null: it ends by being revoked alone.", examples=[90]
    )
    code: Code | None = Field(
        default=None,
        description="Of the authenticator app, or a recovery code, where the account has a second "
        "factor; else not read.",
    )


class Token(Body):
    """A bearer token, without its secret."""

    id: int = Field(examples=[3])
    name: str = Field(examples=["backup script"])
    scopes: list[Scope] = Field(examples=[["read"]])
    created_at: datetime
    expires_at: datetime | None = Field(description="Null: it ends by being revoked alone.")
    last_used_at: datetime | None = Field(description="To the minute; null where never.")


class NewToken(Token):
    """A bearer token just made."""

    token: str = Field(
        description="Goes into `Authorization: Bearer …`. Shown this once only.",
        examples=["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…"],
    )


class TokensPage(Body):
    """A person's tokens, the newest first; all of them, as there are few."""

    items: list[Token]
    next_cursor: None = Field(description="Always null.")
