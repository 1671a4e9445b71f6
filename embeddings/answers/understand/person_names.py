"""The keys that a person is found by, and the forms of first names that stand for one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# They belong to the surname after them: "de niro", "von trier".
PARTICLES: Final = frozenset(
    {"al", "ap", "ben", "bin", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "do",
     "dos", "du", "el", "la", "las", "le", "les", "lo", "los", "mac", "mc", "o", "san", "st", "ten",
     "ter", "van", "von", "y"}
)  # fmt: skip
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Forms of one first name, as English speakers use them; each line is a group.
_GROUPS: Final = """
al alan allan allen albert alfred alfredo alexander
alex alexander alexandra alejandro
andy andrew
arnie arnold
art arthur
barb barbara
becky rebecca
ben benjamin benny
beth betty liz lizzie elizabeth
bill billy willie william
bob bobby rob robbie robert
cathy kathy kate katie kat catherine katherine katharine kathryn kathleen
charlie chuck charles
chris christopher christian christina kristen
dan danny daniel
dave david
debbie debra deborah
dick rick ricky richie rich richard
don donnie donald
doug douglas
ed eddie ted edward
frank frankie francis
fred freddie frederick
gabby gabrielle gabriel
gene eugene
geoff jeff jeffrey geoffrey
greg gregory gregg
hal hank harry henry harold
jack john johnny jonathan jon
jackie jacqueline
jake jacob
jen jenny jennifer
jerry gerald gerard jerome
jess jessie jessica
jim jimmy james jamie
joe joey joseph
josh joshua
ken kenny kenneth
larry lawrence laurence
leo leonard leonardo lenny
maggie meg peggy margaret
mandy amanda
marty martin
matt matthew
max maximilian maxwell
mel melvin melissa
mick mickey mike michael
nat nathan natalie nathaniel
nic nick nicky nicholas nicolas
pat patrick patricia
pete peter
phil philip phillip philippe
ray raymond
ron ronnie ronald
russ russell
sam sammy samuel samantha
sandy sandra
stan stanley
steve stephen steven
sue susan susie
sly sylvester
terry terence terrence
tim timmy timothy
tom tommy thomas
tony anthony antonio
val valerie valentina
vic victor victoria
vince vincent
walt walter
wes wesley
zach zack zachary
"""
OTHER_FORMS: Final[dict[str, tuple[str, ...]]] = {}
for _group in _GROUPS.strip().splitlines():
    for _name in _group.split():
        _others = (other for other in _group.split() if other != _name)
        OTHER_FORMS[_name] = tuple(dict.fromkeys((*OTHER_FORMS.get(_name, ()), *_others)))
# What newspapers call people by; only names that are no words and no other names.
KNOWN_AS: Final = {
    "arnie": "arnold schwarzenegger",
    "jlaw": "jennifer lawrence",
    "jlo": "jennifer lopez",
    "rdj": "robert downey jr",
    "scarjo": "scarlett johansson",
}


@dataclass(frozen=True, slots=True)
class NameKeys:
    """The keys of one name; none has spaces, so that "Di Caprio" is "DiCaprio".

    Attributes
    ----------
    whole
        All words.
    short
        Other ways to write the person down: without initials, without what stands between the
        first name and the surname, without "Jr.".
    surnames
        What people call the person by alone, the usual way first. A name of one word has none.
    """

    whole: str
    short: tuple[str, ...]
    surnames: tuple[str, ...]


def name_keys(words: Sequence[str]) -> NameKeys:
    """Return the keys of a name.

    Parameters
    ----------
    words : sequence of str
        Of the name, as `title_key` writes it.

    Examples
    --------
    >>> name_keys("samuel l jackson".split())
    NameKeys(whole='samuelljackson', short=('samueljackson',), surnames=('jackson',))
    >>> name_keys("lars von trier".split()).surnames
    ('vontrier', 'trier')
    """
    whole = "".join(words)
    base = without_suffix(words)
    if len(base) < 2:
        return NameKeys(whole, (), ())
    surname_at = len(base) - 1
    while surname_at > 1 and base[surname_at - 1] in PARTICLES:
        surname_at -= 1
    full_words = [word for word in base if len(word) > 1]
    short = [base, full_words] if len(full_words) > 1 else [base]
    if len(base[0]) > 1:
        short.append([base[0], *base[surname_at:]])
    surnames = ["".join(base[surname_at:]), base[-1]]
    # "Day-Lewis", "Bonham Carter", "García Bernal"
    if len(base) > 2 and len(base[-2]) > 1:
        surnames.append("".join(base[-2:]))
    shorts = ("".join(form) for form in short)
    return NameKeys(
        whole,
        tuple(dict.fromkeys(form for form in shorts if form != whole)),
        tuple(dict.fromkeys(surnames)),
    )


def without_suffix(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a name without "Jr.", "Sr." and numerals at its end."""
    return words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words
