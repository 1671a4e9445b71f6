"""Which passwords are too easily guessed.

Lists of leaked passwords are long, and most of their longer entries are made of the
same parts: a well-known word, a run on the keyboard or in the alphabet, a year, a few
digits. So instead of such a list, this is a list of the parts and a measure of what a
password has beside them.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

LEAST_LENGTH = 10

# What must be left of a password beside well-known parts; a letter counts 1.
LEAST_REST = 4.0
LEAST_DIFFERENT = 5

PARTS = """
    password passwords passwort passwd pass word motdepasse contrasena senha parola secret secrets
    letmein welcome login logon signin admin administrator root user username guest test testing
    tester temp temporary default changeme change access system server computer internet windows
    google facebook youtube twitter instagram linkedin myspace yahoo gmail hotmail apple iphone
    samsung android microsoft adobe photoshop nintendo playstation xbox minecraft pokemon pikachu
    iloveyou iloveu loveyou loveme love lover lovely lovers forever always family friend friends
    mother father mommy daddy mama papa brother sister baby babygirl babyboy sweet sweety sweetheart
    honey sugar angel angels princess prince queen king lady beautiful pretty happy lucky smile
    sunshine rainbow butterfly flower flowers rose summer winter spring autumn january february
    march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday morning night star stars moon sunny shadow silver golden diamond
    crystal dragon tiger lion eagle monkey donkey horse rabbit kitty kitten puppy dolphin turtle
    falcon wolf football soccer baseball basketball hockey tennis golf swimming cricket rugby runner
    sports liverpool arsenal chelsea barcelona realmadrid manchester united juventus milan yankees
    lakers cowboys steelers eagles packers dallas chicago london newyork america canada england
    france germany deutschland mexico brasil india russia paris berlin texas florida california
    australia superman batman spiderman ironman wolverine starwars startrek matrix terminator
    harrypotter hogwarts gandalf frodo hobbit skywalker vader jedi yoda gollum godzilla joker
    avengers movie movies film films cinema netflix ordained hollywood disney mickey simpsons naruto
    master hunter killer ranger warrior soldier samurai ninja pirate captain legend hero wizard
    magic phoenix thunder lightning storm fire flame blaze ghost zombie vampire demon devil satan
    heaven jesus christ jesuschrist god godisgood blessed church faith grace bible amen peace
    freedom liberty trust trustno trustnoone nothing something anything everything whatever nobody
    somebody hello world helloworld hallo hola bonjour goodbye please thank thanks thankyou
    unbelievable abracadabra opensesame correcthorsebatterystaple chocolate cookie cookies candy
    cheese banana orange cherry strawberry apples pepper ginger coffee pizza burger chicken butter
    peanut pumpkin peaches purple yellow green black white blue red pink brown money dollar dollars
    million business company office school college university student teacher music guitar piano
    drummer rockstar metallica nirvana eminem slipknot rock metal dance dancer mustang ferrari
    porsche corvette harley yamaha honda toyota mercedes bmw camaro chevrolet michael jennifer
    jordan thomas daniel jessica michelle ashley andrew joshua matthew robert charlie william nicole
    amanda melissa christian anthony justin brandon alexander alexandra alexis samantha elizabeth
    stephanie victoria nicholas jonathan benjamin christopher maria martin patrick richard david
    george john james joseph sophie oliver hannah lauren rachel andrea natalie chris steven maggie
    buster bailey tigger snoopy scooter cooper jasper rocky sexy fuck fucker fuckyou asshole bitch
    pussy hardcore sexsex monster cool coolguy awesome crazy stupid idiot super mega power powerful
    number one two three four five first second the and you my me is in of for not
"""
WORDS = frozenset(PARTS.split())

# Rows, columns and zigzags of the keyboard; the alphabet; the digits.
TRACKS = (
    "abcdefghijklmnopqrstuvwxyz",
    "aabbccddeeffgghhiijj",
    "012345678901234567890",
    "00112233445566778899",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "qweasdzxc",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "zaq12wsxcde34rfvbgt56yhnmju7",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1a2b3c4d5e6f7g8h9i0j",
    "a1b2c3d4e5f6g7h8i9j0",
    "!@#$%^&*()",
    '!"§$%&/()=',
    "147258369",
    "159357",
)
RUNS = tuple(track for one in TRACKS for track in (one, one[::-1]))
LEAST_RUN = 3
YEARS = frozenset(str(year) for year in range(1940, 2041))

# What people write for letters; the digit one stands for two of them.
LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"}
FORMS: tuple[dict[int, str], ...] = (
    {},
    str.maketrans({**LEET, "1": "i"}),
    str.maketrans({**LEET, "1": "l"}),
)
LONGEST_WORD = max(len(word) for word in WORDS)


def weakness(password: str, username: str) -> str | None:
    """Say why a password is too easily guessed; None where it is not.

    Examples
    --------
    >>> weakness("P@ssw0rd2024!", "ann")
    'Is made of well-known words, runs or dates only; choose something harder to guess.'
    >>> weakness("joint-plover-94-xeric", "ann") is None
    True
    """
    if len(password) < LEAST_LENGTH:
        return f"Must have at least {LEAST_LENGTH} characters."
    plain = unicodedata.normalize("NFKC", password).casefold()
    if username.casefold() in plain or username.casefold()[::-1] in plain:
        return "Must not contain the username."
    if len(set(plain)) < LEAST_DIFFERENT or _repeats(plain):
        return "Repeats itself; choose something harder to guess."
    if rest(plain) < LEAST_REST:
        return "Is made of well-known words, runs or dates only; choose something harder to guess."
    return None


def _repeats(plain: str) -> bool:
    """Tell whether it is one part again and again, such as ``abc!abc!abc!``."""
    period = (plain + plain).find(plain, 1)
    return period <= len(plain) // 2


def rest(plain: str) -> float:
    """Return how much there is in ``plain`` beside well-known parts.

    The least over all ways to cut it into parts. Letters count 1, digits and other
    characters less, since they are what people append to please a rule.
    """
    forms = [plain.translate(form) for form in FORMS]
    least = [0.0] * (len(plain) + 1)
    for end in range(1, len(plain) + 1):
        least[end] = least[end - 1] + _weight(plain[end - 1])
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            if least[start] < least[end] and _is_known(plain, forms, start, end):
                least[end] = least[start]
    return least[-1]


def _weight(character: str) -> float:
    if character.isalpha():
        return 1.0
    return 0.5 if character.isdigit() else 0.25


def _is_known(plain: str, forms: list[str], start: int, end: int) -> bool:
    part = plain[start:end]
    if part in YEARS or any(form[start:end] in WORDS for form in forms):
        return True
    if len(part) < LEAST_RUN:
        return False
    return any(part in run for run in RUNS) or len(list(groupby(part))) == 1
