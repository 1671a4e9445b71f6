#!/bin/sh
# nginx asks no resolver of the system's own accord: tell it which there is, and where the API is.
# With ORDAINED_POSTERS (any text) pages may show pictures of TMDB. ORDAINED_API must be a whole name (search domains are not tried).
set -eu
resolvers=$(awk '/^nameserver/ { print ($2 ~ /:/ ? "[" $2 "]" : $2) }' /etc/resolv.conf | tr '\n' ' ')
cat >/tmp/ordained-api.conf <<END
resolver ${resolvers:-127.0.0.11} valid=2s ipv6=off;
resolver_timeout 2s;
map \$uri \$poster_pictures {
    default "${ORDAINED_POSTERS:+ https://image.tmdb.org}";
}
map \$uri \$ordained_api {
    default ${ORDAINED_API:-http://api:8000};
}
END
