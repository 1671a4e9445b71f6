"""Find who the films must be suitable for: "rated R", "PG or milder", "ok for kids".

A letter is a certificate only beside words that say so: "R-rated", "G or PG", "nothing above R".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from embeddings.answers.understand.filters import KIND_OF_FILM, Field, Filter
from embeddings.answers.understand.grammar import ANY_GENRE, FILM, LEAD
from embeddings.answers.understand.spans import Span, overlaps
from embeddings.answers.understand.words import MOST_WORDS

# By the age that they are for, as `answers.filters` ranks them.
_ORDER: Final = ("G", "PG", "PG-13", "R", "NC-17")
_PLAIN_NAME: Final = r"(?:pg[- ]?13|nc[- ]?17|pg)"
_NAME: Final = rf"(?:{_PLAIN_NAME}|g|r)(?![\w'])"
_JOINT: Final = r"(?:(?:,| or| and|/|, or| &) ?(?:rated )?)"
_NAMES: Final = rf"{_NAME}(?:{_JOINT}{_NAME})*"
_RATED: Final = r"(?:[- ]rated|[- ]rating)"
_CHILD: Final = (
    r"(?:(?:(?:the|my|our|whole|young|small|little|younger) )*"
    r"(?:kids?|child(?:ren)?|toddlers?|little ones?|family|families|all ages|everyone"
    r"|kindergart[en]+ers|preschoolers))"
)
_SUITABLE: Final = (
    r"(?:suitable|appropriate|ok(?:ay)?|safe|fine|all right|alright|good|great|fit|made|right)"
)
_NOT: Final = (
    r"(?:(?:that |which )?(?:aren'?t|are not|isn'?t|is not|not|no|non|nothing|without|except"
    r"|excluding|other than)[- ](?:any(?:thing)? )?(?:an? )?)"
)
_START: Final = r"(?<![\w'-])"
_END: Final = r"(?![\w'-])"

_MOST_RULES: Final = [
    re.compile(_START + rule + _END)
    for rule in (
        rf"(?:nothing|not|no) (?:(?:{FILM}|rated) )?(?:above|over|worse than|higher than"
        rf"|stronger than|harder than|beyond|more than) (?:an? )?(?P<name>{_NAME}){_RATED}?",
        r"(?:up to|at (?:the )?most|max(?:imum)?(?: rating| certificate)?:?|no higher than)"
        rf" (?:an? )?(?:rated )?(?P<name>{_NAME}){_RATED}?",
        rf"(?:rated )?(?P<name>{_NAME}){_RATED}? (?:at (?:the )?most|max(?:imum)?|tops?)",
        rf"(?:rated )?(?P<name>{_NAME}){_RATED}? (?:or|and) (?:milder|lower|below|less|under|tamer"
        r"|gentler|softer|younger)",
    )
]
_BELOW_RULE: Final = re.compile(
    rf"{_START}(?:milder|tamer|lower|less|gentler) than (?:an? )?(?P<name>{_NAME}){_RATED}?{_END}"
    rf"|{_START}(?:below|under) (?:an? )?(?P<other>{_NAME}){_RATED}?{_END}"
)
_LEAST_RULE: Final = re.compile(
    rf"{_START}(?:rated )?(?P<name>{_NAME}){_RATED}? (?:or|and) (?:above|higher|up|over|stronger"
    rf"|harder|worse){_END}"
)
_EXCLUDED_RULES: Final = [
    re.compile(_START + rule + _END)
    for rule in (
        rf"{_NOT}rated (?P<names>{_NAMES})",
        rf"{_NOT}(?P<names>{_NAMES}){_RATED}",
        rf"{_NOT}(?P<names>{_NAMES})(?: {FILM})?(?=\s*(?:$|[,;.!?]))",
    )
]
_WANTED_RULES: Final = [
    re.compile(_START + rule + _END)
    for rule in (
        rf"(?:that(?:'?s| are| is) )?rated (?P<names>{_NAMES})",
        rf"(?P<names>{_NAMES}){_RATED}",
        # "PG", "G or PG"; a letter alone only before a film
        rf"(?P<names>(?:{_NAME}{_JOINT})*{_PLAIN_NAME}(?:{_JOINT}{_NAME})*)",
        rf"(?P<names>{_NAMES})(?= (?:{FILM}))",
    )
]
_UNRATED: Final = re.compile(rf"{_START}(?P<names>unrated)(?= (?:{FILM}|{ANY_GENRE}))")
_FOR_CHILDREN: Final = [
    re.compile(_START + rule + _END)
    for rule in (
        rf"(?:(?:that(?:'?s| are| is) )?{_SUITABLE} (?:for|to (?:watch|see) with) {_CHILD})"
        r"(?: to (?:watch|see))?",
        r"(?:kid|child|family)[- ]?(?:friendly|safe|appropriate)",
    )
]
_AGE: Final = r"(?P<age>\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_YEAR_OLD: Final = rf"{_AGE}[- ]?(?:year|yr)s?[- ]olds?"
_SEVERAL: Final = (
    r"(?:an? |my |our )?(?:bunch|group|party|couple|gang|room|house)(?:ful)?(?: full)? of"
)
# Who is of such an age, without a number; with "for" or "with my", because "horror with teenagers"
# says who is in it.
_OF_AGE: Final = (
    r"(?P<age>teen(?:age|ager|aged)?|tween|toddler|preschooler)(?:s|"
    r" (?:sons?|daughters?|kids?|children|girls?|boys?|nephews?|nieces?|brother|sister))?"
)
_FOR_AGE: Final = [
    re.compile(_START + rule)
    for rule in (
        rf"(?:for|with) {_SEVERAL} {_YEAR_OLD}(?: (?:girls|boys|kids|children))?(?![\w'])",
        rf"(?:for|with) (?:my|our|his|her)(?: (?:two|three|young))? {_OF_AGE}(?![\w'])",
        rf"(?:for|with) {_SEVERAL} {_OF_AGE}(?![\w'])",
        r"(?<!search )(?<!hunt )(?<!love )for (?P<age>teen|teenager|tween|toddler|preschooler)s"
        r"(?![\w'])",
        rf"(?:that(?:'?s| are| is) )?(?:{_SUITABLE} )?(?:for|with) (?:my|our|his|her) {_YEAR_OLD}"
        r"(?: (?:son|daughter|kid|kids|boy|girl|child|nephew|niece|cousin|twins))?(?![\w'])",
        rf"(?:that(?:'?s| are| is) )?{_SUITABLE} (?:for|to (?:watch|see) with) (?:an? )?{_YEAR_OLD}"
        r"(?![\w'])",
        rf"(?:for|with) {_AGE}[- ](?:year|yr)s?[- ]olds(?![\w'])",
        rf"(?:(?:that |which )?(?:my|our|his|her) {_YEAR_OLD}"
        r"(?: (?:son|daughter|kid|boy|girl|child|nephew|niece))?"
        r" (?:can|could|may|will|would|might) (?:watch|see|like|enjoy|love))(?![\w'])",
        rf"(?:for )?(?:kids|children) (?:under|younger than|aged?|of) {_AGE}(?![\w'])",
        rf"(?:for )?ages? {_AGE}(?:\+| and (?:up|over|under|above)|(?: ?- ?| to )\d\d?)(?![\w'])",
    )
]
# Who asks for children, and says no age, wants nothing that is for much older people.
_WITH_CHILDREN: Final = re.compile(
    rf"{_START}(?:for (?:(?:the|my|our|all the|young|small|little|younger) )*|(?:watch|see) with"
    r" (?:(?:the|my|our) )?(?:(?:young|small|little|younger) )?|with (?:my|our)"
    rf" (?:(?:young|small|little|younger) )?)(?:kids|children|kiddos|little ones){_END}"
    rf"|{_START}(?:kids'?|children'?s) {FILM}{_END}"
)
_CHILDREN_AGE: Final = 9
_SMALL: Final = re.compile(r"\b(?:small|little|younger|young)\b")
_SMALL_AGE: Final = 6
# Said in passing, an age ranks and filters nothing.
_AGE_SAID: Final = (
    re.compile(rf"{_START}(?:my|our) {_YEAR_OLD}(?![\w'])"),
    re.compile(
        rf"{_START}(?:my|our) (?:little )?(?:son|daughter|nephew|niece|kid|child|boy|girl|brother"
        rf"|sister|grandson|granddaughter|cousin),? (?:who'?s|who is|is|aged?|he'?s|she'?s) {_AGE}"
        r"(?![\w'])"
    ),
)
_AFTER_KIND: Final = re.compile(
    rf"(?:^{LEAD}|\b{KIND_OF_FILM} |,\s*)(?P<phrase>for (?:an? )?{_YEAR_OLD})(?![\w'])"
)
_NUMBERS: Final = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "toddler": 3, "preschooler": 4, "tween": 11,
    "teen": 13, "teenage": 13, "teenaged": 13, "teenager": 13,
}  # fmt: skip
_REFUSED: Final = re.compile(
    r"\b(?:not|isn'?t|aren'?t|never|more|less)"
    r"(?: (?:really|at all|meant|made|aimed|suitable|intended))? $"
)
# Up to these ages a film must be G, PG or PG-13; who is older may see what they like.
_G_AGE: Final = 6
_PG_AGE: Final = 12
_PG_13_AGE: Final = 16


def find_certificates(text: str, known: Collection[str]) -> list[Filter]:
    """Return the certificates that a query asks for or excludes, in the order of its words.

    "Suitable for children", and an age of up to 12, ask for PG or milder; an age of up to 6 asks
    for G, since much that is PG frightens who is that small. From 13 to 16 films may be PG-13.

    Parameters
    ----------
    text : str
        The query as `grammar.lowered` returns it. A query of more than `words.MOST_WORDS`
        words sets no filter.
    known : collection of str
        Certificates of the release; without any, no filter is set.
    """
    if not known or len(text.split()) > MOST_WORDS:
        return []
    found: list[Filter] = []
    spans: list[Span] = []
    for field, values, span in _find(text):
        if overlaps(span, spans):
            continue
        kept = [value for value in values if field == "certificate_max" or value in known]
        found += [Filter(field, value, *span) for value in kept]
        if kept:
            spans.append(span)
    return sorted(found, key=lambda filter_: filter_.start)


def find_age(text: str) -> int | None:
    """Return the age of the youngest who watches: 6 of "with my 6 year old"; None if not said."""
    ages = [
        *(
            _SMALL_AGE if _SMALL.search(match.group()) else _CHILDREN_AGE
            for match in _WITH_CHILDREN.finditer(text)
            if not _REFUSED.search(text[: match.start()])
        ),
    ]
    ages += [
        _years(match["age"])
        for rule in (*_FOR_AGE, _AFTER_KIND, *_AGE_SAID)
        for match in rule.finditer(text)
        if not _REFUSED.search(text[: match.start()])
    ]
    return min(ages, default=None)


def _find(text: str) -> Iterator[tuple[Field, tuple[str, ...], Span]]:
    """Yield what each rule finds, the most specific rules first; what overlaps comes later."""
    for rule in _MOST_RULES:
        for match in rule.finditer(text):
            yield "certificate_max", (_name(match["name"]),), match.span()
    for match in _BELOW_RULE.finditer(text):
        rank = _ORDER.index(_name(match["name"] or match["other"]))
        if rank:
            yield "certificate_max", (_ORDER[rank - 1],), match.span()
    for match in _LEAST_RULE.finditer(text):
        yield "certificates", _ORDER[_ORDER.index(_name(match["name"])) :], match.span()
    lists: tuple[tuple[Field, list[re.Pattern[str]]], ...] = (
        ("exclude_certificates", _EXCLUDED_RULES),
        ("certificates", _WANTED_RULES),
    )
    for field, rules in lists:
        for rule in rules:
            for match in rule.finditer(text):
                yield field, _listed(match["names"]), match.span()
    for match in _UNRATED.finditer(text):
        yield "certificates", ("Not Rated", "Unrated"), match.span()
    for rule in _FOR_CHILDREN:
        for match in rule.finditer(text):
            if not _REFUSED.search(text[: match.start()]):
                yield "certificate_max", ("PG",), match.span()
    for rule in (*_FOR_AGE, _AFTER_KIND):
        for match in rule.finditer(text):
            if (most := _for_age(match["age"])) and not _REFUSED.search(text[: match.start()]):
                phrase = "phrase" if rule is _AFTER_KIND else 0
                yield "certificate_max", (most,), match.span(phrase)


def _name(words: str) -> str:
    """Return the certificate that "pg13" or "r" stands for."""
    letters = re.sub(r"[- ]", "", words).upper()
    return next(name for name in _ORDER if name.replace("-", "") == letters)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(name) for name in re.findall(rf"(?<!\w){_NAME}", words)))


def _for_age(words: str) -> str | None:
    age = _years(words)
    if age <= _G_AGE:
        return "G"
    return "PG" if age <= _PG_AGE else "PG-13" if age <= _PG_13_AGE else None


def _years(words: str) -> int:
    return _NUMBERS.get(words) or int(words)
