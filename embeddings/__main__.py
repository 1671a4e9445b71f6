"""``python -m embeddings``."""

import sys

from embeddings.cli.commands import main

sys.exit(main())
