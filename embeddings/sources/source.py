"""A MovieLens dataset found on disk: its files, the folder among them and its layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import DatasetError
from embeddings.sources.files import FileSet, FolderFiles, open_files
from embeddings.sources.layouts import LAYOUTS, Layout, find_layout
from embeddings.sources.rows import Table, parse_id, read_rows

_LONGEST_LINE = 400  # bytes


@dataclass(frozen=True)
class Source:
    """The files of a data set, the folder of its tables, and its layout."""

    files: FileSet
    folder: str
    layout: Layout
    tables: tuple[Table, ...]

    def name_of(self, table: Table) -> str:
        """Return the table's file name within the files."""
        return self.folder + table.file

    def label(self, table: Table) -> str:
        """Return how messages call the table's file."""
        return self.files.label(self.name_of(table))

    def rows(self, table: Table | None) -> Iterator[tuple[int, list[str]]]:
        """Yield line numbers and rows; nothing for a table that the data set lacks."""
        if table in self.tables:
            assert table is not None
            yield from read_rows(self.files, self.name_of(table), table)

    def parse_id(self, table: Table, line: int, column: int, text: str) -> int:
        """Return the id in a cell.

        Raises
        ------
        DatasetError
            The cell holds no id.
        """
        try:
            return parse_id(text)
        except ValueError as error:
            raise DatasetError(self.label(table), str(error), line, table.fields[column]) from None

    def first_line(self, name: str) -> str | None:
        """Return the first line of a file beside the tables, None where there is none."""
        if self.folder + name not in self.files.names():
            return None
        with self.files.open(self.folder + name) as stream:
            return stream.readline(_LONGEST_LINE).decode("utf-8", "replace").strip()

    def checksum(self) -> str:
        """Return the SHA-256 over the files of all tables; see :meth:`FileSet.checksum`."""
        return self.files.checksum(self.name_of(table) for table in self.tables)


def find_source(path: Path) -> Source:
    """Find the dataset in a folder or zip.

    Parameters
    ----------
    path
        A folder or zip with the files at its top or in one subfolder, or a folder with nothing of
        use but one zip.

    Raises
    ------
    DatasetError
        If there is nothing there, no known layout, or more than one dataset.
    """
    files = open_files(path)
    found = find_layout(files)
    if found is None and isinstance(files, FolderFiles):
        zips = sorted(name for name in files.names() if name.lower().endswith(".zip"))
        if f"{path.name}.zip" in zips:
            zips = [f"{path.name}.zip"]
        if len(zips) > 1:
            raise DatasetError(path, f"holds several zips ({', '.join(zips)}); name one of them")
        if zips:
            return find_source(path / zips[0])
    if found is None:
        known = "; ".join(
            f"{layout.movies.file} and {layout.ratings.file}" for layout in LAYOUTS[:1]
        )
        others = ", ".join(
            f"{layout.movies.file} and {layout.ratings.file}" for layout in LAYOUTS[2:]
        )
        raise DatasetError(path, f"is no MovieLens dataset: needs {known} (or {others})")
    folder, layout = found
    return Source(files, folder, layout, tuple(layout.tables(files.folders()[folder])))
