"""Countries and languages under the names of the bundled catalogue, so that filters have one."""

from collections.abc import Iterable, Mapping
from typing import Final

_COUNTRIES: Final = {
    "america": "USA",
    "united states": "USA",
    "united states of america": "USA",
    "us": "USA",
    "u.s.": "USA",
    "u.s.a.": "USA",
    "usa": "USA",
    "britain": "UK",
    "great britain": "UK",
    "united kingdom": "UK",
    "u.k.": "UK",
    "uk": "UK",
    "bosnia & herzegovina": "Bosnia and Herzegovina",
    "bosnia-herzegovina": "Bosnia and Herzegovina",
    "burma": "Myanmar",
    "china, people's republic of": "China",
    "people's republic of china": "China",
    "congo, the democratic republic of the": "Congo",
    "democratic republic of the congo": "Congo",
    "cote d'ivoire": "Ivory Coast",
    "côte d'ivoire": "Ivory Coast",
    "czechia": "Czech Republic",
    "federal republic of germany": "West Germany",
    "federal republic of yugoslavia": "Yugoslavia",
    "german democratic republic": "East Germany",
    "holland": "Netherlands",
    "hong kong sar": "Hong Kong",
    "hong kong sar china": "Hong Kong",
    "iran, islamic republic of": "Iran",
    "islamic republic of iran": "Iran",
    "korea": "South Korea",
    "korea, republic of": "South Korea",
    "republic of korea": "South Korea",
    "korea, democratic people's republic of": "North Korea",
    "lao people's democratic republic": "Laos",
    "libyan arab jamahiriya": "Libya",
    "macedonia": "North Macedonia",
    "republic of macedonia": "North Macedonia",
    "occupied palestinian territory": "Palestine",
    "palestinian territory": "Palestine",
    "palestinian territories": "Palestine",
    "republic of ireland": "Ireland",
    "russian federation": "Russia",
    "soviet union (ussr)": "Soviet Union",
    "ussr": "Soviet Union",
    "syrian arab republic": "Syria",
    "taiwan, province of china": "Taiwan",
    "tanzania, united republic of": "Tanzania",
    "the bahamas": "Bahamas",
    "the netherlands": "Netherlands",
    "türkiye": "Turkey",
    "turkiye": "Turkey",
    "uae": "United Arab Emirates",
    "viet nam": "Vietnam",  # codespell:ignore nam
    "west germany (frg)": "West Germany",
    "east germany (gdr)": "East Germany",
}
_LANGUAGES: Final = {
    "aboriginal": "Aboriginal languages",
    "azeri": "Azerbaijani",
    "burmese (myanmar)": "Burmese",
    "castilian": "Spanish",
    "filipino (tagalog)": "Filipino",
    "flemish": "Dutch",
    "gaelic (irish)": "Irish",
    "greek (modern)": "Greek",
    "maya": "Mayan",
    "no language": "None",
    "oriya": "Odia",
    "persian": "Farsi",
    "romany": "Romani",
    "sign languages": "Sign language",
    "sinhalese": "Sinhala",
    "southern sotho": "Sesotho",
    "tagalog": "Filipino",
}


def country_names(names: Iterable[str]) -> list[str]:
    """Return countries under the bundled catalogue's names, each once; others stay as they are.

    Examples
    --------
    >>> country_names(["United States of America", "France", "USA"])
    ['USA', 'France']
    """
    return _renamed(names, _COUNTRIES)


def language_names(names: Iterable[str]) -> list[str]:
    """Return languages under the bundled catalogue's names, each once; others stay as they are.

    Examples
    --------
    >>> language_names(["Persian", "American Sign Language", "Chinese"])
    ['Farsi', 'Sign language', 'Chinese']
    """
    signed = ("Sign language" if name.lower().endswith("sign language") else name for name in names)
    return _renamed(signed, _LANGUAGES)


def _renamed(names: Iterable[str], spellings: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(spellings.get(name.lower(), name) for name in names))
