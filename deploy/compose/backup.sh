#!/bin/sh
# Writes everything the composed stack's database holds to a file: make backup COMPOSE=1 [FILE=…]
set -eu
cd "$(dirname "$0")/../.."
file=${1:-backups/ordained-$(date -u +%Y%m%d-%H%M%S).dump}
mkdir -p "$(dirname "$file")"
part="$file.part"
trap 'rm -f "$part"' EXIT
(umask 077 && docker compose run --rm -T --no-deps load sql backup - >"$part")
mv "$part" "$file"
echo "$file: $(wc -c <"$file" | tr -d ' ') bytes. It does not hold SECRET_KEY and the database's password."
