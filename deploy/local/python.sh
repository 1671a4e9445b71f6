#!/bin/sh
# Prints a Python that can make the virtual environment: 3.11 or later, with venv.
# Says what to install where there is none. PYTHON=… overrides the search.
usable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
    if usable "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done
echo "ordained needs Python 3.11 or later with venv. Install it with" >&2
if [ "$(uname)" = Darwin ]; then
    echo "  brew install python@3.13" >&2
else
    echo "  sudo apt-get install python3 python3-venv     (Debian 12 or later)" >&2
fi
echo "or name one: make run PYTHON=/path/to/python3.11" >&2
exit 1
