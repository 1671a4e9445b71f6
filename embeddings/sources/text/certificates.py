"""Certificates: who may see a film, as the US rating says."""

from typing import Final

LONGEST_CERTIFICATE: Final = 20
# What the ratings of today replaced, and those of television by the least age that they are for.
_RENAMED: Final = {
    "GP": "PG",
    "M": "PG",
    "M/PG": "PG",
    "X": "NC-17",
    "UNRATED": "Not Rated",
    "NR": "Not Rated",
    "TV-G": "G",
    "TV-PG": "PG",
    "TV-14": "PG-13",
    "TV-MA": "R",
}
_KNOWN: Final = ("G", "PG", "PG-13", "R", "NC-17", "Approved", "Passed", "Not Rated")
_BY_UPPER: Final = {name.upper(): name for name in _KNOWN} | _RENAMED


def certificate_name(text: str) -> str:
    """Return the one spelling of a certificate; one that is not known stays as it is.

    Examples
    --------
    >>> certificate_name("GP"), certificate_name("not rated"), certificate_name("FSK 16")
    ('PG', 'Not Rated', 'FSK 16')
    """
    return _BY_UPPER.get(text.upper(), text)
