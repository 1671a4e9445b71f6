"""The words that queries are made of: genres, film words, qualifiers. Patterns are lower case."""

from __future__ import annotations

import re
from typing import Final

# Nouns that are a genre by themselves: "French comedy", "horror about a doll".
HEADS: Final = {
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
# Only beside another genre or a film word: "action comedy", "war film".
ATTRIBUTES: Final = {
    r"animated": ("Animation",),
    r"romantic": ("Romance",),
    r"action": ("Action",),
    r"adventure": ("Adventure",),
    r"crime": ("Crime",),
    r"fantasy": ("Fantasy",),
    r"mystery": ("Mystery",),
    r"war": ("War",),
    r"family|kids'?|children'?s": ("Children",),
    r"noir": ("Film-Noir",),
}
GENRES: Final = [
    *((re.compile(pattern), names) for pattern, names in HEADS.items()),
    *((re.compile(pattern), names) for pattern, names in ATTRIBUTES.items()),
]

_OF_ONE: Final = """
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
pakistani: Pakistan; moroccan: Morocco; tunisian: Tunisia; algerian: Algeria
"""
# What a film of a country is called, and the countries that are meant. "English" is a language.
DEMONYMS: Final[dict[str, tuple[str, ...]]] = {
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
    **{
        name: (country,)
        for name, country in (line.strip().split(": ") for line in _OF_ONE.strip().split(";"))
    },
}
# The longest first, so that "south korean" is not "korean".
DEMONYM: Final = "(?:" + "|".join(DEMONYMS) + ")"
# "from Korea", "from the US": a country's name as people write it.
COUNTRIES: Final[dict[str, tuple[str, ...]]] = {
    **{name.lower(): names for names in DEMONYMS.values() for name in names},
    "korea": ("South Korea",),
    "us": ("USA",), "america": ("USA",), "united states": ("USA",), "hollywood": ("USA",),
    "britain": ("UK",), "great britain": ("UK",), "united kingdom": ("UK",),
    "germany": ("Germany", "West Germany", "East Germany"),
    "russia": ("Russia", "Soviet Union"), "ussr": ("Soviet Union",),
    "holland": ("Netherlands",), "czechia": ("Czech Republic",),
}  # fmt: skip
COUNTRY: Final = "(?:" + "|".join(sorted(COUNTRIES, key=len, reverse=True)) + ")"
BOLLYWOOD: Final = "bollywood"
LANGUAGE: Final = (
    r"(?:english|french|spanish|italian|german|japanese|korean|mandarin|cantonese|russian|arabic"
    r"|hindi|swedish|danish|norwegian|finnish|icelandic|polish|czech|hungarian|romanian|turkish"
    r"|greek|dutch|portuguese|hebrew|yiddish|farsi|bengali|tamil|telugu|urdu|malayalam|marathi"
    r"|punjabi|thai|vietnamese|indonesian|filipino|serbian|bosnian|croatian|ukrainian|bulgarian"
    r"|georgian|armenian|kurdish|irish|wolof|afrikaans|zulu|maori)"
)

# Words before a genre that leave it the genre of a film. Anything else ("True Romance",
# "High School Musical") may be a name.
QUALIFIERS: Final = """
english asian african european latin foreign indie independent hollywood bollywood
funny scary slow dark black light sad happy feel-good heartwarming uplifting gritty violent bloody
gory creepy spooky silly stupid smart clever witty quirky weird strange surreal psychological
supernatural gothic erotic political historical classic cult old older new recent vintage silent
low-budget underrated good great best top popular obscure short long tense stylish intense
slow-burn cheesy campy slapstick screwball satirical raunchy teen superhero zombie vampire heist
spy slasher spaghetti folk disaster gay lesbian
"""
FILM: Final = r"(?:film|movie|flick|cinema)s?"
LEAD: Final = (
    r"(?:(?:i(?:'m| am)? )?"
    r"(?:want|looking for|find me|show me|give me|recommend(?: me)?|need|watch)"
    r" (?:to (?:see|watch) )?)?(?:(?:a|an|some|any|one|the best|best of|something) )*"
)
_PLAIN: Final = sorted(QUALIFIERS.split(), key=len, reverse=True)
QUALIFIER: Final = "(?:" + "|".join([*DEMONYMS, *_PLAIN]) + ")"
HEAD: Final = "(?:" + "|".join(HEADS) + ")"
ANY_GENRE: Final = "(?:" + "|".join([*HEADS, *ATTRIBUTES]) + ")"

# What may come between two genres of one phrase.
JOINT: Final = r"(?:[ /-]| and | & )"
# "war film", "sci-fi horror", "horror": a genre that can be nothing else.
GENRE_PHRASE: Final = (
    rf"(?:{ANY_GENRE}{JOINT})*(?:{HEAD}(?:[ -]{FILM})?|{ANY_GENRE}[ -]{FILM})(?![\w'-])"
)

DECADE: Final = (
    r"(?:(?P<part>early|mid|late)[- ])?(?:(?P<century>19|20)(?P<ten>\d)0'?s|'?(?P<short>[03-9])0'?s"
    r"|(?P<name>eighties|nineties|seventies|sixties|fifties|forties|thirties))"
)
YEAR: Final = r"(?:19\d\d|20[0-4]\d)"


def unnamed(pattern: str) -> str:
    """Return a pattern without the names of its groups, so that it may stand twice."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def genre_names(phrase: str) -> list[str]:
    """Return the genres that the words of a phrase stand for, each once.

    Examples
    --------
    >>> genre_names("romantic comedy"), genre_names("sci-fi horror movies")
    (['Romance', 'Comedy'], ['Sci-Fi', 'Horror'])
    """
    found: list[tuple[int, str]] = []
    rest = phrase
    for pattern, names in GENRES:
        while match := re.search(rf"(?<![\w'])(?:{pattern.pattern})(?![\w'])", rest):
            found += [(match.start(), name) for name in names]
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    return list(dict.fromkeys(name for _, name in sorted(found, key=lambda one: one[0])))


def lowered(text: str) -> str:
    """Return ``text`` in lower case with straight apostrophes, each character in its place."""
    letters = (char.lower() if len(char.lower()) == 1 else char for char in text)
    return "".join(letters).replace("\u2019", "'").replace("\u2018", "'")
