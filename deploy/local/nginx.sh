#!/bin/sh
# Makes sure that an nginx can be started for the test of a service under a path.
find_it() { command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]; }
find_it && exit 0
# A service that Debian starts would take port 80; the test starts its own.
RUNLEVEL=1 "$(dirname "$0")/apt.sh" nginx-light
find_it && exit 0
echo "No nginx here, so the tests behind it are skipped. To have them run:" >&2
echo "  sudo apt-get install nginx-light, or brew install nginx" >&2
