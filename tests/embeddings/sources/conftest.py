"""Tiny datasets in every published layout: 4 people, 3 films (5 in u.item), 7 ratings.

People and films differ in number, so that swapping them cannot go unseen.
"""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Files = dict[str, bytes]

RATINGS = (
    (1, 10, 4, 964982703),
    (1, 30, 5, 964982931),
    (2, 10, 1, 847117005),
    (3, 20, 3, 1306463578),
    (3, 30, 2, 1306463580),
    (4, 10, 5, 1450000000),
    (4, 20, 4, 1450000001),
)
TITLES = (
    (10, "Toy Story (1995)", ("Adventure", "Animation", "Children")),
    (20, "Misérables, Les (1995)", ("Drama", "War")),
    (30, "Heat, The (a.k.a. Hot) (2013)", ("(no genres listed)",)),
)


def csv_layout() -> Files:
    """The layout of latest-small, latest, 20m, 25m and 32m."""
    movies = ["movieId,title,genres"]
    movies += [
        f'{movie},"{title}",{"|".join(genres)}'
        if "," in title
        else f"{movie},{title},{'|'.join(genres)}"
        for movie, title, genres in TITLES
    ]
    ratings = ["userId,movieId,rating,timestamp"]
    ratings += [f"{user},{movie},{stars - 0.5},{time}" for user, movie, stars, time in RATINGS]
    tags = ["userId,movieId,tag,timestamp", '3,20,"sad, long",1', "4,20,Sad,2", "4,10,pixar,3"]
    links = ["movieId,imdbId,tmdbId", "10,0114709,862", "20,0113828,", "30,2404463,136795"]
    lines = {"movies.csv": movies, "ratings.csv": ratings, "tags.csv": tags, "links.csv": links}
    return {name: "".join(f"{line}\r\n" for line in text).encode() for name, text in lines.items()}


def dat_1m_layout() -> Files:
    """The layout of 1m: latin-1, whole stars, neither tags nor links."""
    movies = "".join(f"{movie}::{title}::{'|'.join(genres)}\n" for movie, title, genres in TITLES)
    return {
        "movies.dat": movies.replace("Children", "Children's").encode("latin-1"),
        "ratings.dat": "".join("::".join(map(str, row)) + "\n" for row in RATINGS).encode(),
        "users.dat": b"1::F::1::10::48067\n",
    }


def dat_10m_layout() -> Files:
    """The layout of 10m: UTF-8, half stars, tags that may hold the separator."""
    movies = "".join(f"{movie}::{title}::{'|'.join(genres)}\n" for movie, title, genres in TITLES)
    rows = [f"{user}::{movie}::{stars - 0.5}::{time}\n" for user, movie, stars, time in RATINGS]
    return {
        "movies.dat": movies.encode(),
        "ratings.dat": "".join(rows).encode(),
        "tags.dat": b'3::20::"sad"::1\n4::20::a::b::2\n4::10::pixar::3\n',
    }


def item_100k_layout() -> Files:
    """The layout of 100k: tabs and bars, latin-1, genres as flags, a film listed twice."""
    flags = {10: 3, 20: 8, 30: 5, 268: 5, 267: 0}
    titles = [
        (10, "Toy Story (1995)", "01-Jan-1995", "Toy%20Story%20(1995)"),
        (20, "Misérables, Les (1995)", "20-Oct-1995", "imdb-title-113828"),
        (30, "Chasing Amy (1997)", "01-Jan-1997", "Chasing+Amy+(1997)"),
        (268, "Chasing Amy (1997)", "01-Jan-1997", "Chasing+Amy+(1997)"),
        (267, "unknown", "", ""),
    ]
    items = "".join(
        "|".join(
            [str(movie), title, released, "", f"http://us.imdb.com/M/title-exact?{address}"]
            + ["1" if at == flags[movie] else "0" for at in range(19)]
        )
        + "\n"
        for movie, title, released, address in titles
    )
    rows = [*RATINGS, (3, 268, 4, 1306463590), (2, 268, 3, 847117006)]
    return {
        "u.data": "".join("\t".join(map(str, row)) + "\n" for row in rows).encode(),
        "u.item": items.encode("latin-1"),
        "u.genre": b"unknown|0\nAction|1\n\n",
    }


LAYOUTS: Mapping[str, Callable[[], Files]] = {
    "csv": csv_layout,
    "1m": dat_1m_layout,
    "10m": dat_10m_layout,
    "100k": item_100k_layout,
}

Write = Callable[..., Path]


def _write_folder(folder: Path, files: Files) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _write_zip(path: Path, files: Files, top: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{top}{name}", content)
    return path


@pytest.fixture
def layouts() -> Mapping[str, Callable[[], Files]]:
    """Makers of the files of each layout, by name."""
    return LAYOUTS


@pytest.fixture(params=sorted(LAYOUTS))
def layout(request: pytest.FixtureRequest) -> Files:
    """The files of each layout in turn."""
    files: Files = LAYOUTS[request.param]()
    return files


@pytest.fixture
def csv_files() -> Files:
    """The files of the CSV layout, to be broken."""
    return csv_layout()


@pytest.fixture
def write_folder(tmp_path: Path) -> Write:
    """Write files into a folder ``data`` and return it."""
    return lambda files, name="data": _write_folder(tmp_path / name, files)


@pytest.fixture
def write_zip(tmp_path: Path) -> Write:
    """Write files into a zip ``data.zip``, under a folder in it if one is named."""
    return lambda files, top="", name="zips/data.zip": _write_zip(tmp_path / name, files, top)
