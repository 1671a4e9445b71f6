"""Download published MovieLens data sets, resumed and verified; a zip is complete or absent."""

import errno
import hashlib
import http.client
import logging
import os
import re
import urllib.error
from pathlib import Path
from typing import Final

from embeddings.errors import DownloadError
from embeddings.sources.fetch import Patience, Target, TransientError, fetch, open_url

MOVIELENS_URL: Final = "https://files.grouplens.org/datasets/movielens/"
PUBLISHED: Final = (
    "ml-latest-small",
    "ml-latest",
    "ml-32m",
    "ml-25m",
    "ml-20m",
    "ml-10m",
    "ml-1m",
    "ml-100k",
)

PATIENCE: Final = Patience()

_MD5 = re.compile(r"\b([0-9a-fA-F]{32})\b")
_LOG = logging.getLogger(__name__)


def download(
    name: str,
    home: Path,
    *,
    base_url: str = MOVIELENS_URL,
    patience: Patience = PATIENCE,
) -> Path:
    """Fetch a published dataset into ``home/datasets``, unless it is there.

    A download that was cut off continues where it stopped, in this call or a later one. The zip
    gets its name only once it is complete and has the MD5 that is published beside it.

    Parameters
    ----------
    name
        One of :data:`PUBLISHED`.
    home
        Where ordained keeps what it makes.
    base_url
        Folder of the zips, ``http`` or ``https``.
    patience
        How long to wait for the server.

    Returns
    -------
    Path of the zip

    Raises
    ------
    DownloadError
        If the name is unknown, the server lacks it or cannot be reached, the disk is full, or the
        content has another checksum (the file is removed then).

    Source: https://files.grouplens.org/datasets/movielens/, ``NAME.zip`` and ``NAME.zip.md5``
    """
    target = Target(home / "datasets" / f"{name}.zip")
    url = f"{base_url.rstrip('/')}/{name}.zip"
    if name not in PUBLISHED:
        raise DownloadError(url, f"unknown dataset; published are {', '.join(PUBLISHED)}")
    if not url.startswith(("http://", "https://")):
        raise DownloadError(url, "is no http or https address")
    if target.zip.exists():
        return target.zip
    hint = (
        f"You can fetch the zip by other means and put it at {target.zip}, or name a folder or "
        "zip you have: python -m embeddings rebuild --dataset PATH. "
        "The bundled sample needs no download: --dataset sample"
    )
    try:
        target.zip.parent.mkdir(parents=True, exist_ok=True)
        md5 = _published_md5(url, patience)
        fetch(url, target, patience)
        if md5 is not None:
            _verify(url, target, md5)
        os.replace(target.part, target.zip)
        target.validator.unlink(missing_ok=True)
    except urllib.error.HTTPError as error:
        raise DownloadError(url, f"the server answers {error.code} {error.reason}", hint) from None
    except urllib.error.URLError as error:
        raise DownloadError(url, f"cannot be reached: {error.reason}", hint) from None
    except TransientError as error:
        reason = f"gave up after {patience.attempts} attempts: {error}"
        raise DownloadError(url, reason, f"Start it again to go on. {hint}") from None
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = f"the disk of {target.part} is full" if full else f"{target.part}: {error}"
        raise DownloadError(url, reason, hint) from None
    return target.zip


def _published_md5(url: str, patience: Patience) -> str | None:
    """Read the checksum beside the zip, such as ``MD5 (ml-1m.zip) = 0123…``; None if none is."""
    for attempt in range(1, patience.attempts + 1):
        try:
            with open_url(url + ".md5", patience.timeout_s) as response:
                found = _MD5.search(response.read(4096).decode("ascii", "replace"))
        except urllib.error.HTTPError as error:
            if error.code != http.HTTPStatus.NOT_FOUND:
                raise
            found = None
        except (TransientError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
            if attempt == patience.attempts:
                raise TransientError(str(error)) from None
            patience.pause(url + ".md5", error, attempt)
            continue
        if found is None:
            _LOG.warning("%s.md5: no checksum is published; only the size is checked", url)
        return found[1].lower() if found else None
    raise AssertionError("attempts must be positive")


def _verify(url: str, target: Target, md5: str) -> None:
    """Remove the file and raise unless it has the published checksum."""
    with target.part.open("rb") as part:
        actual = hashlib.file_digest(part, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    if actual != md5:
        target.discard()
        reason = f"the content has MD5 {actual}, published is {md5}; removed {target.part}"
        raise DownloadError(url, reason, "Start it again.")
