"""MovieLens titles taken apart: "Hate (Haine, La) (1995)" → Hate, La Haine, 1995.

What stands in brackets at the end of a title is one of five things:

- the year: ``(1995)``, ``(2006-2007)``, ``(2007-)``;
- another name, marked ``(a.k.a. Se7en)``, or not marked but in English ``(Hard Eight)``;
- the original title, ``(Haine, La)``: not marked and not in English;
- a remark on the copy, ``(TV)``, ``(V)``, ``(EPIX)``: dropped;
- part of the title, ``(First Sequence)``, ``Birdman: Or (The Unexpected Virtue of Ignorance)``.

Brackets that open a title or stand within it are always part of it: "(500) Days of Summer",
"You Are (Not) Alone", "Frontière(s)".
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from embeddings.sources.text.clean import clean_text
from embeddings.sources.text.english import looks_english

# Articles that cataloguers move behind a comma. Portuguese "O" and Italian "I" are letters too, but
# no English title of any published dataset ends in ", O" or ", I".
_ARTICLES: Final = (
    "The|A|An|Da|"  # English ("Da Hip Hop Witch")
    "Le|La|Les|L'|Un|Une|De|"  # French ("De battre mon coeur s'est arrêté")
    "El|Los|Las|Lo|Una|"  # Spanish
    "Il|I|Gli|Uno|"  # Italian
    "O|Os|As|Um|Uma|"  # Portuguese
    "Der|Die|Das|Ein|Eine|"  # German
    "Het|Een|Den|Det|En|Et|Ett|"  # Dutch, Danish, Norwegian, Swedish
    "Els|Az|Egy"  # Catalan, Hungarian
)
_MOVED_ARTICLE: Final = re.compile(rf"^(?P<rest>.*\S),\s?(?P<article>{_ARTICLES})$")
_LOOSE_ELISION: Final = re.compile(r"^(L') (?=\w)")

_YEAR: Final = re.compile(r"\s*\((\d{4})(?:/[IVXL]+)?(?:\s*[-\u2013\u2014]\s*(?:\d{4})?)?\s*\)$")
_FIRST_YEAR, _LAST_YEAR = 1870, 2100

_REMARK: Final = re.compile(
    r"(?:TV|V|VG|TV Series|TV Mini[- ]Series|TV Movie|Video|HBO|EPIX|BBC|PBS|Netflix)",
    re.IGNORECASE,
)
_AKA: Final = re.compile(r"(?:^|,\s*)(?:a\.\s?k\.\s?a\.?|aka|also known as)\s+", re.IGNORECASE)
_PART: Final = re.compile(
    r"(?:part|volume|vol\.?|chapter|episode|season|series|book|act)\b.*"
    r"|(?:first|second|third|full|final)\s(?:sequence|part|chapter|season|volume)"
    r"|(?:the\s)?(?:director's|final|extended|uncut|unrated|theatrical)(?:\s(?:cut|edition|version))?",
    re.IGNORECASE,
)
# In lower case a conjunction goes on with the sentence; a title of its own has a capital.
_CONTINUES: Final = re.compile(r"(?:and|or|et|ou|und|oder|y|e)\s")  # codespell:ignore oder
_UNFINISHED: Final = re.compile(r"(?:[:\-\u2013&]|\b(?:or|and))$", re.IGNORECASE)
_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_NUMERAL: Final = re.compile(r"^(?:\d+d?|[ivx]+)$")


@dataclass(frozen=True)
class ParsedTitle:
    """The parts of a raw title; ``year`` is the first one of a series."""

    title: str
    original_title: str | None
    alternative_titles: tuple[str, ...]
    year: int | None


def parse_title(raw: str) -> ParsedTitle:
    """Take a raw MovieLens title apart.

    Parameters
    ----------
    raw
        As in ``movies.csv``, ``movies.dat`` or ``u.item``.

    Returns
    -------
    ParsedTitle
        The title in natural word order ("The Matrix"). Its text is never empty unless ``raw`` is
        blank: where nothing but brackets is left, they are the title.

    Examples
    --------
    >>> parse_title("City of Lost Children, The (Cité des enfants perdus, La) (1995)")
    ParsedTitle(title='The City of Lost Children', original_title='La Cité des enfants perdus', \
alternative_titles=(), year=1995)
    """
    text, year = split_year(clean_text(raw))
    head, part, groups = _split_groups(text, year)
    title = move_article(head) + part
    original: str | None = None
    alternatives: list[str] = []
    for group in groups:
        names = [move_article(name) for name in _AKA.split(group) if name.strip()]
        if _AKA.match(group) or original is not None or not _is_original(group, head):
            alternatives += names
        else:
            original = move_article(group)
    others = [name for name in dict.fromkeys(alternatives) if name not in (title, original)]
    return ParsedTitle(title, None if original == title else original, tuple(others), year)


def split_year(text: str) -> tuple[str, int | None]:
    """Cut the year, or years, off the end of a title.

    Examples
    --------
    >>> split_year("Death Note: Desu nôto (2006-2007)"), split_year("Babylon 5")
    (('Death Note: Desu nôto', 2006), ('Babylon 5', None))
    """
    text = _drop_remark(text)
    if text.endswith("))") and text.count(")") > text.count("("):
        text = text[:-1]  # "… (1983))" in ml-20m
    match = _YEAR.search(text)
    if not match or not match.start() or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return text, None
    return _drop_remark(text[: match.start()]), int(match[1])


def move_article(title: str) -> str:
    """Put a trailing article back in front.

    Examples
    --------
    >>> move_article("Matrix, The"), move_article("Avventura, L'"), move_article("I, Robot")
    ('The Matrix', "L'Avventura", 'I, Robot')
    """
    title = title.strip()
    if match := _MOVED_ARTICLE.match(title.replace("\u2019", "'") if "\u2019" in title else title):
        rest, article = title[: match.end("rest")], match["article"]
        title = f"{article}{rest}" if article.endswith("'") else f"{article} {rest}"
    return _LOOSE_ELISION.sub(r"\1", title)


def title_key(title: str) -> str:
    """Return the form by which two spellings of one title are equal.

    Case, accents, punctuation and spacing are gone, "&" is "and". A title of nothing but
    punctuation is its own key, so that the key is never empty and "$" is not "!".

    Examples
    --------
    >>> title_key("Amélie & Co.!"), title_key("$")
    ('amelie and co', '$')
    """
    letters = title.casefold().replace("&", " and ")
    if letters.isascii():  # nearly all are, and this runs for every title of a release
        words = _NO_LETTERS.sub(" ", letters.replace("'", ""))
    else:
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(char for char in decomposed if not unicodedata.combining(char))
        words = "".join(
            char if char.isalnum() else " " for char in letters if char not in "'\u2019"
        )
    return " ".join(words.split()) or title.casefold().strip()


def _drop_remark(text: str) -> str:
    while (split := _split_last_group(text)) and _REMARK.fullmatch(split[1]):
        text = split[0]
    return text


def _split_groups(text: str, year: int | None) -> tuple[str, str, list[str]]:
    """Split into head, a bracket that is part of the title, and bracketed names in order."""
    groups: list[str] = []
    while split := _split_last_group(text):
        head, group = split
        if _PART.fullmatch(group) or _CONTINUES.match(group) or _UNFINISHED.search(head):
            return head, f" ({group})", groups
        if not _REMARK.fullmatch(group) and group != str(year):
            groups.insert(0, group)
        text = head
    return text, "", groups


def _split_last_group(text: str) -> tuple[str, str] | None:
    """Split "head (group)" at the bracket that matches the last one; None if there is no such."""
    if not text.endswith(")"):
        return None
    depth = 0
    for at in range(len(text) - 1, 0, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            head, group = text[:at].rstrip(), text[at + 1 : -1].strip()
            stands_alone = text[at - 1].isspace() or text[at - 1] == ")"
            return (head, group) if head and group and stands_alone else None
    return None


def _is_original(group: str, head: str) -> bool:
    """Guess whether an unmarked name is the original title rather than another English one."""
    if looks_english(group) or head.endswith(f"'s {group}"):
        return False
    ours, theirs = title_key(move_article(head)), title_key(move_article(group))
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return not group.isascii() and head.isascii()  # "Rashomon (Rashômon)", "Brüno (Bruno)"
    words = theirs.split()
    names = {word for word in words if not _NUMERAL.match(word)}
    if names and all(len(name) == 1 for name in names):
        return False  # "Men in Black III (M.III.B.)"
    # "Highlander: Endgame (Highlander IV)", unlike "Party 2, The (Boum 2, La)".
    numbered = len(names) < len(words)
    return not (numbered and names and names <= set(ours.split()) and group.isascii())
