"""Where backups are kept, and whether administrators may upload them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BackupSettings:
    """What the operator set of backups.

    Attributes
    ----------
    home
        ORDAINED_HOME, in which `sql.backup_folder.BackupFolder` keeps them.
    may_upload
        Whether administrators may upload backups, which are programs for the database.
    """

    home: Path
    may_upload: bool
