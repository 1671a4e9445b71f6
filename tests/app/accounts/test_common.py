import itertools
import secrets
import time

import pytest

from app.accounts.common import PARTS, weakness

# What people do to a word so that a rule takes it.
SUFFIXES = ["123", "1234", "12345", "123456", "2024", "1999!", "!!", "1!", "007", "69", "abc123"]
CHANGES = [str.lower, str.capitalize, str.upper, lambda word: word.translate(LEET)]
LEET = str.maketrans("aeios", "@3!0$")

# Of the kind that lead lists of leaked passwords, ten characters and more.
LEAKED = """
1234567890 qwertyuiop 123456789a a123456789 1q2w3e4r5t 1qaz2wsx3edc zaq12wsxcde3 q1w2e3r4t5
qwerty123456 qwerty12345 abcd123456 abc123456789 asdfghjkl1 zxcvbnm123 1234567891 12345678910
0123456789 9876543210 0987654321 1111111111 0000000000 1212121212 123123123123 password123
password1234 Password123! P@ssw0rd123 passw0rd1234 passwordpassword iloveyou123 iloveyou12
princess123 sunshine123 football123 baseball123 basketball basketball1 superman123 starwars123
letmein1234 welcome123 Welcome2024! admin12345 administrator changeme123 trustno1trustno1
michael123 jennifer12 charlie123 monkey12345 dragon12345 liverpool1 manchester chocolate1
butterfly1 1qaz@WSX3edc qazwsxedc123 qweasdzxc123 qwertyqwerty asdfasdfasdf aaaaaaaaaa
abcabcabcabc 1a2b3c4d5e google12345 computer123 correcthorsebatterystaple Summer2023! motdepasse
unbelievable internet123 qwertyuiop123 asdfghjkl123 mypassword1 fuckyou123 jesuschrist1 147258369147
"""


@pytest.mark.parametrize("password", LEAKED.split())
def test_common_passwords_are_refused(password: str) -> None:
    assert weakness(password, "somebody-else")


def test_thousands_of_common_forms_are_refused() -> None:
    forms = {
        change(word) + suffix
        for word, suffix, change in itertools.product(PARTS.split(), SUFFIXES, CHANGES)
        if len(word + suffix) >= 10
    }
    assert len(forms) > 5_000
    assert [form for form in forms if not weakness(form, "somebody-else")] == []


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "at least 10"),
        ("ninechars", "at least 10"),
        ("ann-likes-owls", "username"),
        ("xx-ANN-xyz-77", "username"),
        ("zyx-nna-likes", "username"),  # backwards
        ("plover.plover.", "Repeats"),
        ("ababababababa", "Repeats"),
        ("aabbaabcbabab", "Repeats"),  # three different letters
        ("ｐａｓｓｗｏｒｄ１２", "well-known"),  # full-width letters
    ],
)
def test_reasons(password: str, reason: str) -> None:
    said = weakness(password, "ann")
    assert said
    assert reason in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    "password",
    [
        "joint-plover-94-xeric",
        "the kestrel hovers above wet grass",
        "Tr0ub4dour&3x",
        "møtørvej-i-tåge",
        "длинныйпарольиззоопарка",
        "ある晴れた日の朝に目が覚めた",
        "dragon-kelp-varnish",  # one well-known word beside others
    ],
)
def test_good_ones_are_taken(password: str) -> None:
    assert weakness(password, "ann") is None


def test_random_ones_are_taken() -> None:
    refused = [
        one for one in (secrets.token_urlsafe(12) for _ in range(500)) if weakness(one, "someone")
    ]
    assert refused == []


def test_longest_password_is_weighed_in_no_time() -> None:
    started = time.perf_counter()
    weakness("aB3$" * 3 + "zq" * 94, "ann")
    assert time.perf_counter() - started < 0.5
