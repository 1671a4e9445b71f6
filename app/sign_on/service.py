"""Signing in through a provider, linking identities, and signing out at the provider too."""

from __future__ import annotations

import logging
from typing import Any

from flask import request
from sqlalchemy import Connection

from app.accounts import access, browser_sessions, people, second_factor, sessions
from app.accounts.browser_sessions import Origin
from app.accounts.confirmation import confirm
from app.accounts.people import Person
from app.data.provider_answers import Arrival, ProviderError, ProviderUnreachableError
from app.data.providers import ProviderClient
from app.data.services import Services
from app.sign_on import arrivals, identities, pending
from app.sign_on.schemas import LinkStart, SignOnAnswer, SignOnStart
from app.web.base_path import under
from app.web.problems import Problem

log = logging.getLogger("app.sign_on")

# The page of the front end that providers send browsers back to.
RETURN_PAGE = "sign-on/{}"


def start(services: Services, body: SignOnStart) -> dict[str, Any]:
    """Begin to sign in; see `app.sign_on.schemas.Location`.

    Raises
    ------
    Problem
        ``not-found``: there is no such provider. ``provider-unreachable``.
    """
    return _depart(services, body.provider, body.next, None)


def start_linking(services: Services, person: Person, body: LinkStart) -> dict[str, Any]:
    """Begin to link an identity with the account of who is signed in.

    Raises
    ------
    Problem
        As `start`, and ``wrong-password`` or ``sign-in-again``.
    """
    confirm(services, person, "/password", body.password)
    return _depart(services, body.provider, under("/settings"), person.user_id)


def _depart(services: Services, provider_id: str, page: str, user_id: int | None) -> dict[str, Any]:
    client = _client(services, provider_id)
    try:
        departure = client.depart(return_address(provider_id))
    except ProviderError as error:
        raise _problem(client, error) from error
    pending.remember(provider_id, departure, page, user_id)
    return {"location": departure.address}


def finish(services: Services, body: SignOnAnswer) -> dict[str, Any]:
    """Sign in, or link, whom the provider recognised; see `app.sign_on.schemas.Arrived`.

    Raises
    ------
    Problem
        ``sign-on-lost``: this browser began no such sign-in, or not lately.
        ``provider-unreachable`` or ``sign-on-refused``. ``sign-up-refused``: nobody here is linked
        with the identity, and the provider's rules make no account. ``identity-taken``: it is
        linked with another account than that of who is signed in.
    """
    client = _client(services, body.provider)
    begun = pending.take(body.provider, body.state)
    if begun is None:
        raise Problem("sign-on-lost")
    try:
        arrival = client.arrive(
            body.code, return_address(body.provider), begun.nonce, begun.verifier
        )
    except ProviderError as error:
        raise _problem(client, error) from error
    if begun.user_id is not None:
        person = _link(services, client, arrival, begun.user_id)
    else:
        person = _sign_in(services, client, arrival)
    return {**sessions.state(person), "next": begun.next, "linked": begun.user_id is not None}


def _sign_in(services: Services, client: ProviderClient, arrival: Arrival) -> Person:
    connection = services.database.connection()
    person, identity_id = arrivals.recognise(connection, client.provider, arrival)
    identities.note_use(connection, identity_id, arrival.verified_email)
    person = arrivals.keep_role(connection, client.provider, arrival, person)
    origin = Origin(identity_id, arrival.session, arrival.id_token)
    sessions.begin(services, person, origin)
    return person


def _link(services: Services, client: ProviderClient, arrival: Arrival, user_id: int) -> Person:
    """Link an identity with the account that asked for it, if it is still the one signed in."""
    person = access.caller()
    if person.user_id != user_id:
        raise Problem("sign-on-lost")
    person = access.lock()
    connection = services.database.connection()
    issuer, subject = client.provider.issuer, arrival.subject
    if identities.link(connection, user_id, issuer, subject, arrival.verified_email) is None:
        held = identities.holder(connection, issuer, subject)
        if held is None or held[0].user_id != user_id:
            raise Problem("identity-taken")
    return person


def ways_in(services: Services, person: Person) -> dict[str, Any]:
    """Return how the person signs in; see `app.sign_on.schemas.WaysIn`."""
    connection = services.database.connection()
    known = {provider.issuer: provider for provider in services.providers.all()}
    found = []
    for row in identities.of(connection, person.user_id):
        provider = known.get(row.issuer)
        found.append(
            {
                "id": row.identity_id,
                "provider": {"id": provider.id, "name": provider.name} if provider else None,
                "issuer": row.issuer,
                "email": row.email,
                "created_at": row.created_at,
                "last_used_at": row.last_used_at,
            }
        )
    return {
        "has_password": _has_password(connection, person),
        "identities": found,
        "second_factor": second_factor.state(connection, person.user_id),
    }


def unlink(services: Services, person: Person, identity_id: int) -> None:
    """Unlink an identity.

    Raises
    ------
    Problem
        ``not-found``. ``last-way-in``: the account could not be signed in to without it.
    """
    connection = services.database.connection()
    if not identities.unlink(connection, person.user_id, identity_id):
        raise Problem("not-found", "You have no such identity.")
    known = {provider.issuer for provider in services.providers.all()}
    others = any(row.issuer in known for row in identities.of(connection, person.user_id))
    by_password = sessions.password_login() and _has_password(connection, person)
    if not others and not by_password:
        raise Problem("last-way-in")  # which undoes it, with the request's transaction


def sign_out(services: Services) -> dict[str, Any]:
    """Sign out of this browser; see `app.sign_on.schemas.SignedOut`."""
    if access.has_bearer():
        return {"location": None}
    began = sessions.issuer(services)
    sessions.end(services)
    client = services.providers.by_issuer(began[0]) if began else None
    if began is None or client is None:
        return {"location": None}
    return {"location": client.leave(began[1], request.url_root)}


def end_by_provider(services: Services, token: str) -> None:
    """End the sessions of who signed out at a provider, by its logout token.

    Raises
    ------
    Problem
        ``bad-request``: no provider of this service has signed the token, for this service.
    """
    for provider in services.providers.all():
        client = _client(services, provider.id)
        try:
            subject, session = client.read_logout(token)
        except ProviderError as error:
            log.info("provider=%s no logout: %s", provider.id, error)
            continue
        connection = services.database.connection()
        browser_sessions.end_of_issuer(connection, provider.issuer, subject, session)
        return
    raise Problem("bad-request", "No provider of this service has signed this logout token.")


def return_address(provider_id: str) -> str:
    """Return the address that is registered at a provider as where browsers come back to."""
    return request.url_root + RETURN_PAGE.format(provider_id)


def _client(services: Services, provider_id: str) -> ProviderClient:
    client = services.providers.by_id(provider_id)
    if client is None:
        raise Problem("not-found", "There is no such provider.")
    return client


def _has_password(connection: Connection, person: Person) -> bool:
    account = people.by_name(connection, person.username)
    return account is not None and account[1] is not None


def _problem(client: ProviderClient, error: ProviderError) -> Problem:
    """Return the problem of a provider's failure; why it failed goes to the log alone."""
    name = client.provider.name
    log.warning("provider=%s failed: %s", client.provider.id, error)
    if isinstance(error, ProviderUnreachableError):
        return Problem("provider-unreachable", f"{name} did not answer.")
    return Problem("sign-on-refused", f"The answer of {name} does not show who you are.")
