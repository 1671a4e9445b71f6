"""Exit 0 where the server in this container answers well: ``python probe.py readyz``."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request


def main(name: str) -> int:
    """Ask for a probe's address and say on stderr what is wrong with the answer."""
    url = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/{name}"
    try:
        with urllib.request.urlopen(url, timeout=4):
            return 0
    except urllib.error.HTTPError as error:
        print(f"{url}: {error.code} {error.read(300).decode(errors='replace')}", file=sys.stderr)
    except OSError as error:
        print(f"{url}: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
