import time
import unicodedata

from apiflask import APIFlask

from app.data.passwords import Passwords
from app.data.services import services_of
from tests.app.accounts.people import PASSWORD, guest, person
from tests.app.conftest import MakeApp


def test_argon2id_with_salt_and_costs() -> None:
    passwords = Passwords(64)
    first, second = passwords.hash(PASSWORD), passwords.hash(PASSWORD)
    assert first.startswith("$argon2id$v=19$m=64,t=2,p=1$")
    assert first != second
    assert PASSWORD not in first


def test_verify() -> None:
    passwords = Passwords(64)
    kept = passwords.hash(PASSWORD)
    assert passwords.verify(kept, PASSWORD)
    assert not passwords.verify(kept, PASSWORD + " ")
    assert not passwords.verify(None, PASSWORD)
    assert not passwords.verify("not a hash", PASSWORD)


def test_composed_and_decomposed_are_the_same() -> None:
    passwords = Passwords(64)
    password = "møtørvej-i-tåge-é"
    kept = passwords.hash(unicodedata.normalize("NFC", password))
    assert passwords.verify(kept, unicodedata.normalize("NFD", password))


def test_default_costs_are_the_recommended_ones(make_app: MakeApp) -> None:
    app = make_app(ORDAINED_ARGON2_MEMORY_KIB="")
    kept = services_of(app).passwords.hash(PASSWORD)
    assert "m=19456,t=2,p=1" in kept


def test_hash_of_other_costs_is_renewed_when_its_owner_signs_in(
    app: APIFlask, make_app: MakeApp
) -> None:
    ann = person(app)
    dearer = make_app(ORDAINED_ARGON2_MEMORY_KIB="128")
    again = guest(dearer)
    again.username = ann.username
    assert again.sign_in().status_code == 200
    with services_of(dearer).database.engine.connect() as connection:
        kept = connection.exec_driver_sql(
            "select password_hash from users where user_id = %s", (ann.user_id,)
        ).scalar_one()
    assert "m=128," in kept
    assert again.sign_in().status_code == 200


def test_unknown_name_takes_as_long_as_wrong_password(make_app: MakeApp) -> None:
    """With real costs, under which leaving the hash out would be ten times faster."""
    app = make_app(ORDAINED_ARGON2_MEMORY_KIB="")
    ann, nobody = person(app), guest(app)
    known, unknown = [], []
    for _ in range(7):
        for browser, times in ((ann, known), (nobody, unknown)):
            client = guest(app)
            client.username = browser.username
            started = time.perf_counter()
            assert client.sign_in("not-the-password").status_code == 401
            times.append(time.perf_counter() - started)
    assert 0.5 < min(known) / min(unknown) < 2  # what else runs only makes a time longer
