"""The one rule of "the same film".

A data set lists a film twice, an operator adds a film that the data set has, a new release brings
films that people rated under the old one, a person imports a file of ratings. All of them ask this
module whether two records are of one film, so that they agree.

Two records are compared by IMDb id, by normalised title and original title, and by year:

1. The same IMDb id: the same film, whatever else differs.
2. Two different IMDb ids: never the same film. So remakes of one year stay apart.
3. Else a shared title and the same year: the same film. Two unknown years are the same year.
   Titles are equal that differ in how they write a number: "Rocky II" and "Rocky 2".

Rule 3 is not transitive, because a record without an id may share title and year with two films
of different ids. Such a record is ambiguous, and an ambiguous record is not merged (`match`,
`groups`): a film listed twice is a smaller fault than a rating moved to a film never seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.sources.text.numbers import numbered_key
from embeddings.sources.text.titles import title_key


@dataclass(frozen=True, slots=True)
class FilmIdentity:
    """What is compared of a record of a film.

    Attributes
    ----------
    imdb_id
        Such as ``tt0113277``; None where the record has none.
    title_keys
        Titles as `title_key` writes them, each once; the film's own title comes first.
    year
        Of release; None where unknown.
    """

    imdb_id: str | None
    title_keys: tuple[str, ...]
    year: int | None

    @classmethod
    def of(
        cls, imdb_id: str | None, title: str, original_title: str | None, year: int | None
    ) -> FilmIdentity:
        """Return the identity of a record with titles as they are shown.

        Examples
        --------
        >>> FilmIdentity.of(None, "Hate", "La Haine", 1995).title_keys
        ('hate', 'la haine')
        """
        titles = (title, original_title)
        return cls(imdb_id, tuple(dict.fromkeys(title_key(name) for name in titles if name)), year)

    @property
    def numbered_keys(self) -> tuple[str, ...]:
        """``title_keys`` with numbers as digits, by which they are compared."""
        return tuple(dict.fromkeys(map(numbered_key, self.title_keys)))


def is_same(film: FilmIdentity, other: FilmIdentity) -> bool:
    """Return whether two records are of one film.

    Examples
    --------
    >>> heat = FilmIdentity.of("tt0113277", "Heat", None, 1995)
    >>> is_same(heat, FilmIdentity.of(None, "HEAT!", None, 1995))
    True
    >>> is_same(heat, FilmIdentity.of("tt0093164", "Heat", None, 1995))
    False
    """
    if film.imdb_id is not None and other.imdb_id is not None:
        return film.imdb_id == other.imdb_id
    return film.year == other.year and not set(film.numbered_keys).isdisjoint(other.numbered_keys)


def match(film: FilmIdentity, candidates: Sequence[FilmIdentity]) -> int | None:
    """Return the index of the candidate that is the same film; None where none or several are.

    One with the record's IMDb id is. Else of several that may be, those stay that have the record's
    own title; of these, for a record without an IMDb id, those without one, since nothing at all
    tells them apart.
    """
    same = [index for index, other in enumerate(candidates) if is_same(film, other)]
    by_id = [index for index in same if film.imdb_id and candidates[index].imdb_id == film.imdb_id]
    best = by_id or same
    if len(best) > 1 and film.title_keys:
        own = film.title_keys[0]
        best = [index for index in best if candidates[index].title_keys[:1] == (own,)] or best
    if len(best) > 1 and film.imdb_id is None:
        best = [index for index in best if candidates[index].imdb_id is None] or best
    return best[0] if len(best) == 1 else None


class IdentityIndex:
    """Records of films, to look up those that may be the same film as another record.

    Parameters
    ----------
    films
        Found again by their position in this sequence.
    """

    def __init__(self, films: Iterable[FilmIdentity]) -> None:
        self.films: list[FilmIdentity] = []
        self._by_imdb: dict[str, list[int]] = defaultdict(list)
        self._by_title: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        for film in films:
            self.add(film)

    def add(self, film: FilmIdentity) -> None:
        """Append a record."""
        index = len(self.films)
        self.films.append(film)
        if film.imdb_id is not None:
            self._by_imdb[film.imdb_id].append(index)
        for key in film.numbered_keys:
            self._by_title[key, film.year].append(index)

    def same(self, film: FilmIdentity) -> list[int]:
        """Return the positions of all records of the same film, ascending."""
        found = set(self._by_imdb.get(film.imdb_id, ())) if film.imdb_id is not None else set()
        for key in film.numbered_keys:
            found.update(self._by_title.get((key, film.year), ()))
        return sorted(index for index in found if is_same(film, self.films[index]))

    def match(self, film: FilmIdentity) -> int | None:
        """Return the position of the record that is the same film; see `match`."""
        found = self.same(film)
        index = match(film, [self.films[at] for at in found])
        return None if index is None else found[index]


def groups(films: Sequence[FilmIdentity]) -> list[list[int]]:
    """Return the groups of records that are of one film, those of two and more records only.

    Records with one IMDb id are one film. Of the films thus found, those that share a title and a
    year are one where any two of them are the same film. Where some two are not, as with remakes
    of one year, only films of one own title are merged: all of them if at most one has an IMDb id,
    else those without one.

    Returns
    -------
    list of list of int
        Positions in ``films``, ascending.
    """
    return _Groups(films).merged()


class _Groups:
    """Records on their way to groups; ``root`` is the first record of each record's group."""

    def __init__(self, films: Sequence[FilmIdentity]) -> None:
        self.films = films
        self.root = list(range(len(films)))

    def merged(self) -> list[list[int]]:
        by_imdb: dict[str, int] = {}
        for index, film in enumerate(self.films):
            if film.imdb_id is not None:
                self.root[index] = by_imdb.setdefault(film.imdb_id, index)
        for component in self._components():
            if self._all_same(component):
                self._merge(component)
            else:
                self._merge_by_title(component)
        found: dict[int, list[int]] = defaultdict(list)
        for index, root in enumerate(self.root):
            found[self.root[root]].append(index)
        return [group for group in found.values() if len(group) > 1]

    def _components(self) -> list[list[int]]:
        """Return the roots that share titles and years, also by way of others."""
        parent = {root: root for root in self.root}

        def find(root: int) -> int:
            while parent[root] != root:
                parent[root] = root = parent[parent[root]]
            return root

        first: dict[tuple[str, int | None], int] = {}
        for index, root in enumerate(self.root):
            if index != root:
                continue  # the first record of an IMDb id speaks for the others
            for key in self.films[index].numbered_keys:
                other = first.setdefault((key, self.films[index].year), root)
                low, high = sorted((find(other), find(root)))
                parent[high] = low
        found: dict[int, list[int]] = defaultdict(list)
        for root in parent:
            found[find(root)].append(root)
        return [sorted(component) for component in found.values() if len(component) > 1]

    def _all_same(self, component: Sequence[int]) -> bool:
        return all(
            is_same(self.films[index], self.films[other])
            for at, index in enumerate(component)
            for other in component[at + 1 :]
        )

    def _merge(self, indexes: Sequence[int]) -> None:
        for index in indexes[1:]:
            self.root[index] = indexes[0]

    def _merge_by_title(self, component: Sequence[int]) -> None:
        by_title: dict[str, list[int]] = defaultdict(list)
        for index in component:
            by_title[self.films[index].title_keys[0]].append(index)
        for indexes in by_title.values():
            if self._all_same(indexes):
                self._merge(indexes)
            else:
                self._merge([index for index in indexes if self.films[index].imdb_id is None])
