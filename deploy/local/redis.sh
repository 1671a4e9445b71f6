#!/bin/sh
# Makes sure that a Redis can be started for the test of shared limits. Debian's redis-tools has the
# server too, as redis-check-rdb, and starts no service of its own as redis-server would.
find_it() { command -v redis-server >/dev/null 2>&1 || command -v redis-check-rdb >/dev/null 2>&1; }
find_it && exit 0
"$(dirname "$0")/apt.sh" redis-tools
find_it && exit 0
echo "No Redis here, so the test of limits that processes share is skipped. To have it run:" >&2
echo "  sudo apt-get install redis-tools, or brew install redis" >&2
