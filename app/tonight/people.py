"""Who watches: the people of a request, as `embeddings.answers.watchers` knows them."""

from __future__ import annotations

from collections.abc import Sequence

from app.accounts import access, companions
from app.data.readers import load_reader
from app.data.services import Services
from app.tonight.schemas import TonightPerson
from app.web.problems import Fault, Problem
from embeddings.answers.watchers import Watcher, guest, with_history
from embeddings.releases.registry import ReleaseInfo

NOT_AGREED = "There is no companion of yours with this name who agreed."


def watchers_of(
    services: Services, release: ReleaseInfo, people: Sequence[TonightPerson]
) -> list[Watcher]:
    """Return who watches; of accounts only the caller's own and those that agreed to it.

    Raises
    ------
    Problem
        ``invalid``: somebody is not signed in, is no companion, is there twice, or names a film
        that the release lacks.
    """
    visitor = access.visitor()
    names = [person.account for person in people if person.account is not None]
    agreed = {}
    if visitor is not None:
        agreed = companions.agreed(services.database.connection(), visitor.user_id, names)
    errors: list[Fault] = []
    watchers: list[Watcher] = []
    for at, person in enumerate(people):
        found: Watcher | Fault
        if person.name is not None:
            found = _guest(services, release, at, person, person.name)
        elif person.account is not None:
            companion = agreed.get(person.account)
            found = (
                Fault(f"/people/{at}/account", NOT_AGREED)
                if companion is None
                else account(
                    services,
                    release,
                    companion.user_id,
                    companion.username,
                    shows_reasons=companion.shows_reasons,
                )
            )
        elif visitor is None:
            found = Fault(f"/people/{at}/me", "Sign in, or be a guest with a name.")
        else:
            found = account(services, release, visitor.user_id, visitor.username, is_caller=True)
        if isinstance(found, Fault):
            errors.append(found)
            continue
        if found.kind != "guest" and found.person.user_id in _accounts(watchers):
            errors.append(Fault(f"/people/{at}", "Is among the people already."))
        watchers.append(found)
    if errors:
        raise Problem("invalid", errors=errors)
    return with_history(services.database.rows, watchers)


def account(
    services: Services,
    release: ReleaseInfo,
    user_id: int,
    username: str,
    *,
    shows_reasons: bool = True,
    is_caller: bool = False,
) -> Watcher:
    """Return somebody with an account; whoever calls this knows that they agreed."""
    return Watcher(
        username,
        "me" if is_caller else "account",
        load_reader(services, release, user_id),
        shows_reasons=shows_reasons,
    )


def _guest(
    services: Services, release: ReleaseInfo, at: int, person: TonightPerson, name: str
) -> Watcher | Fault:
    found = guest(
        services.database.rows,
        release,
        lambda: services.query_encoders.of(release).encode,
        name,
        person.loves,
        person.hates,
        person.mood or "",
    )
    field = "loves" if person.loves else "hates"
    return found or Fault(f"/people/{at}/{field}", "The catalogue lacks one of these films.")


def _accounts(watchers: Sequence[Watcher]) -> set[int]:
    return {watcher.person.user_id for watcher in watchers if watcher.kind != "guest"}
