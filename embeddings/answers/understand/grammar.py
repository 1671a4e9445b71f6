"""Patterns of the words in queries: genres, countries, qualifiers, years. All match lower case."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import Final

# Nouns that mean a genre by themselves: "French comedy", "horror about a doll".
GENRE_NOUNS: Final = {
    r"rom[- ]?coms?|romantic comed(?:y|ies)": ("Romance", "Comedy"),
    r"comed(?:y|ies)": ("Comedy",),
    r"dramas?": ("Drama",),
    r"thrillers?": ("Thriller",),
    r"horrors?": ("Horror",),
    r"documentar(?:y|ies)": ("Documentary",),
    r"musicals?": ("Musical",),
    r"westerns?": ("Western",),
    r"film[- ]noirs?": ("Film-Noir",),
    r"sci[- ]?fi|science[- ]fiction": ("Sci-Fi",),
    r"animations?|anime|cartoons?": ("Animation",),
    r"romances?": ("Romance",),
}
# Words that mean a genre only before another genre or a film word: "action comedy", "war film".
GENRE_MODIFIERS: Final = {
    r"animated": ("Animation",),
    r"romantic": ("Romance",),
    r"action": ("Action",),
    r"adventure": ("Adventure",),
    r"crime": ("Crime",),
    r"fantasy": ("Fantasy",),
    r"mystery": ("Mystery",),
    r"war": ("War",),
    # A family drama is a drama about a family.
    r"family(?![ -](?:crime |war |murder )?(?:dramas?|thrillers?|horrors?|sagas?|documentar|noirs?"
    r"|traged|secrets?|feud|business|life|ties|history|stor(?:y|ies)))|kids'?|children'?s": (
        "Children",
    ),
    r"noir": ("Film-Noir",),
}
_GENRE_PATTERNS: Final = [
    *((re.compile(pattern), names) for pattern, names in GENRE_NOUNS.items()),
    *((re.compile(pattern), names) for pattern, names in GENRE_MODIFIERS.items()),
]

_SINGLE_COUNTRY_DEMONYMS: Final = """
french: France; italian: Italy; spanish: Spain; american: USA; japanese: Japan; indian: India;
swedish: Sweden; danish: Denmark; norwegian: Norway; finnish: Finland; icelandic: Iceland;
soviet: Soviet Union; mexican: Mexico; brazilian: Brazil; argentinian: Argentina;
argentine: Argentina; canadian: Canada; australian: Australia; irish: Ireland; polish: Poland;
hungarian: Hungary; romanian: Romania; iranian: Iran; turkish: Turkey; greek: Greece;
dutch: Netherlands; belgian: Belgium; hong kong: Hong Kong; taiwanese: Taiwan; thai: Thailand;
vietnamese: Vietnam; indonesian: Indonesia; filipino: Philippines; egyptian: Egypt;
israeli: Israel; palestinian: Palestine; lebanese: Lebanon; south african: South Africa;
senegalese: Senegal; nigerian: Nigeria; austrian: Austria; swiss: Switzerland;
portuguese: Portugal; cuban: Cuba; chilean: Chile; colombian: Colombia; peruvian: Peru;
ukrainian: Ukraine; bulgarian: Bulgaria; yugoslav: Yugoslavia; new zealand: New Zealand;
pakistani: Pakistan; moroccan: Morocco; tunisian: Tunisia; algerian: Algeria; aussie: Australia;
estonian: Estonia; latvian: Latvia; croatian: Croatia; bosnian: Bosnia and Herzegovina;
slovenian: Slovenia; albanian: Albania; macedonian: North Macedonia; georgian: Georgia;
kazakh: Kazakhstan; mongolian: Mongolia; nepalese: Nepal; bangladeshi: Bangladesh;
sri lankan: Sri Lanka; cambodian: Cambodia; malaysian: Malaysia; singaporean: Singapore;
saudi: Saudi Arabia; syrian: Syria; iraqi: Iraq; afghan: Afghanistan; ethiopian: Ethiopia;
kenyan: Kenya; malian: Mali; cameroonian: Cameroon; jamaican: Jamaica; bolivian: Bolivia;
venezuelan: Venezuela; uruguayan: Uruguay; paraguayan: Paraguay; ecuadorian: Ecuador;
north korean: North Korea
"""
_ASIA: Final = (
    "Japan", "South Korea", "China", "Hong Kong", "Taiwan", "India", "Thailand", "Vietnam",
    "Indonesia", "Philippines", "Malaysia", "Singapore", "Iran", "Bangladesh", "Bhutan", "Cambodia",
    "Kazakhstan", "Mongolia", "Nepal", "Pakistan", "Sri Lanka",
)  # fmt: skip
_AFRICA: Final = (
    "Senegal", "Nigeria", "South Africa", "Egypt", "Mali", "Algeria", "Tunisia", "Morocco", "Kenya",
    "Ethiopia", "Cameroon", "Burkina Faso", "Chad", "Mauritania", "Sudan", "Ivory Coast",
    "Zimbabwe",
)  # fmt: skip
# The adjective for a film's country, and the countries it stands for. "English" is a language.
DEMONYMS: Final[dict[str, tuple[str, ...]]] = {
    r"latin[- ]american": (
        "Mexico", "Brazil", "Argentina", "Chile", "Colombia", "Peru", "Cuba", "Venezuela",
        "Uruguay",
    ),
    r"south american": (
        "Brazil", "Argentina", "Chile", "Colombia", "Peru", "Venezuela", "Uruguay", "Bolivia",
    ),
    r"eastern european": (
        "Poland", "Czech Republic", "Czechoslovakia", "Hungary", "Romania", "Bulgaria",
        "Yugoslavia",
    ),
    r"(?:east |south[- ]?east |south )?asian": _ASIA,
    r"(?:north |west |east )?african": _AFRICA,
    r"french[- ]canadian|qu[e\u00e9]becois": ("Canada",),
    r"south korean": ("South Korea",),
    r"korean": ("South Korea",),
    r"west german": ("West Germany",),
    r"east german": ("East Germany",),
    r"german": ("Germany", "West Germany", "East Germany"),
    r"russian": ("Russia", "Soviet Union"),
    r"czech": ("Czech Republic", "Czechoslovakia"),
    r"scandinavian": ("Sweden", "Norway", "Denmark"),
    r"nordic": ("Sweden", "Norway", "Denmark", "Finland", "Iceland"),
    r"chinese": ("China", "Hong Kong"),
    r"british": ("UK",),
    r"scottish": ("UK",),
    r"welsh": ("UK",),
    r"slovak(?:ian)?": ("Slovakia", "Czechoslovakia"),
    **{
        name: (country,)
        for name, country in (
            line.strip().split(": ") for line in _SINGLE_COUNTRY_DEMONYMS.strip().split(";")
        )
    },
}  # fmt: skip
# The longest first, so that "south korean" is not "korean".
DEMONYM: Final = "(?:" + "|".join(DEMONYMS) + ")"
# A country's name as people write it after "from", and the countries it stands for.
COUNTRIES: Final[dict[str, tuple[str, ...]]] = {
    **{name.lower(): names for names in DEMONYMS.values() for name in names},
    "korea": ("South Korea",),
    "us": ("USA",), "america": ("USA",), "united states": ("USA",), "hollywood": ("USA",),
    "britain": ("UK",), "great britain": ("UK",), "united kingdom": ("UK",),
    "germany": ("Germany", "West Germany", "East Germany"),
    "russia": ("Russia", "Soviet Union"), "ussr": ("Soviet Union",),
    "holland": ("Netherlands",), "czechia": ("Czech Republic",),
    "scandinavia": ("Sweden", "Norway", "Denmark"),
    "asia": _ASIA, "africa": _AFRICA,
}  # fmt: skip
COUNTRY: Final = "(?:" + "|".join(sorted(COUNTRIES, key=len, reverse=True)) + ")"
BOLLYWOOD: Final = "bollywood"
LANGUAGE: Final = (
    r"(?:english|french|spanish|italian|german|japanese|korean|mandarin|cantonese|russian|arabic"
    r"|hindi|swedish|danish|norwegian|finnish|icelandic|polish|czech|hungarian|romanian|turkish"
    r"|greek|dutch|portuguese|hebrew|yiddish|farsi|bengali|tamil|telugu|urdu|malayalam|marathi"
    r"|punjabi|thai|vietnamese|indonesian|filipino|serbian|bosnian|croatian|ukrainian|bulgarian"
    r"|georgian|armenian|kurdish|irish|wolof|afrikaans|zulu|maori|persian|tagalog|flemish)"
)
# Languages that have another name as well; the bundled catalogue's name is the one of filters.
_LANGUAGE_NAMES: Final = {"persian": "Farsi", "tagalog": "Filipino", "flemish": "Dutch"}
# Languages that are no country's adjective: "Hindi films" are in Hindi.
LANGUAGE_ADJECTIVE: Final = (
    r"(?:arabic|hindi|mandarin|cantonese|hebrew|yiddish|farsi|persian|bengali|tamil|telugu|urdu"
    r"|malayalam|marathi|punjabi|wolof|afrikaans|zulu|maori|tagalog|kurdish|flemish)"
)

# Words that may stand before a genre without making it part of a title. After any other word the
# genre may belong to a title: "True Romance", "High School Musical".
QUALIFIERS: Final = """
english asian african european latin foreign indie independent hollywood bollywood
funny scary slow quick dark black light sad happy feel-good heartwarming uplifting gritty violent
bloody gory creepy spooky silly stupid smart clever witty quirky weird strange surreal psychological
supernatural gothic erotic political historical classic cult old older new recent vintage silent
low-budget underrated good great best top popular obscure short long tense stylish intense
slow-burn cheesy campy slapstick screwball satirical raunchy teen superhero zombie vampire heist
spy slasher spaghetti folk disaster gay lesbian
"""
FILM: Final = r"(?:film|movie|flick|cinema)s?"
# What people write before the film they ask for: "I'm looking for a".
LEAD: Final = (
    r"(?:(?:i(?:'m| am)? )?"
    r"(?:want|looking for|find me|show me|give me|recommend(?: me)?|need|watch)"
    r" (?:to (?:see|watch) )?)?(?:(?:a|an|some|any|one|the best|best of|something) )*"
)
# "feel good" is written with and without the hyphen.
_LONGEST_FIRST: Final = [
    word.replace("-", "[- ]?") for word in sorted(QUALIFIERS.split(), key=len, reverse=True)
]
QUALIFIER: Final = "(?:" + "|".join([*DEMONYMS, *_LONGEST_FIRST, LANGUAGE_ADJECTIVE]) + ")"
GENRE_NOUN: Final = "(?:" + "|".join(GENRE_NOUNS) + ")"
ANY_GENRE: Final = "(?:" + "|".join([*GENRE_NOUNS, *GENRE_MODIFIERS]) + ")"

# Separates two genres of a phrase.
GENRE_JOINT: Final = r"(?:[ /-]| and | & )"
# A phrase that can only mean a genre: "war film", "sci-fi horror", "horror".
GENRE_PHRASE: Final = (
    rf"(?:{ANY_GENRE}{GENRE_JOINT})*(?:{GENRE_NOUN}(?:[ -]{FILM})?|{ANY_GENRE}[ -]{FILM})(?![\w'-])"
)

DECADE: Final = (
    r"(?:(?P<part>early|mid|late)[- ])?(?:(?P<century>19|20)(?P<ten>\d)0'?s|'?(?P<short>[03-9])0'?s"
    r"|(?P<name>eighties|nineties|seventies|sixties|fifties|forties|thirties))"
)
YEAR: Final = r"(?:19\d\d|20[0-4]\d)"


def without_group_names(pattern: str) -> str:
    """Return a pattern without group names, so that a larger pattern may contain it twice."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def genre_names(phrase: str) -> list[str]:
    """Return the genres that a phrase means, each once, in the order of its words.

    Examples
    --------
    >>> genre_names("romantic comedy"), genre_names("sci-fi horror movies")
    (['Romance', 'Comedy'], ['Sci-Fi', 'Horror'])
    """
    found: list[tuple[int, str]] = []
    rest = phrase
    for pattern, names in _GENRE_PATTERNS:
        while match := re.search(rf"(?<![\w'])(?:{pattern.pattern})(?![\w'])", rest):
            found += [(match.start(), name) for name in names]
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    return list(dict.fromkeys(name for _, name in sorted(found, key=itemgetter(0))))


def country_names(demonym: str) -> tuple[str, ...]:
    """Return the countries that an adjective stands for.

    Examples
    --------
    >>> country_names("korean"), country_names("russian")
    (('South Korea',), ('Russia', 'Soviet Union'))
    """
    return next(names for word, names in DEMONYMS.items() if re.fullmatch(word, demonym))


def country_names_of(name: str) -> tuple[str, ...]:
    """Return the countries that a name stands for as people write it after "from".

    Examples
    --------
    >>> country_names_of("korea")
    ('South Korea',)
    """
    return COUNTRIES[name]


def language_name(word: str) -> str:
    """Return the name that filters have for a language.

    Examples
    --------
    >>> language_name("persian"), language_name("hindi")
    ('Farsi', 'Hindi')
    """
    return _LANGUAGE_NAMES.get(word, word.title())


@lru_cache(maxsize=256)
def lowered(text: str) -> str:
    """Return ``text`` in lower case with straight apostrophes, and of the same length.

    A span of the result is therefore a span of ``text``. `str.lower` turns a few characters into
    two, such as "\u0130"; they stay as they are.
    """
    letters = (char.lower() if len(char.lower()) == 1 else char for char in text)
    return "".join(letters).replace("\u2019", "'").replace("\u2018", "'")
