#!/bin/sh
# nginx asks no resolver of the system's own accord: tell it which there is, and where the API is.
# With ORDAINED_POSTERS (any text) pages may show pictures of TMDB. ORDAINED_API must be a whole name (search domains are not tried).
# ORDAINED_BASE_PATH is the path that browsers see, as the API has it: it is taken off addresses, and put before those of the page's files.
set -eu
html=/usr/share/nginx/html
base=${ORDAINED_BASE_PATH:-}
base=${base%/}
case $base in
    "") ;;
    *[!A-Za-z0-9._~/-]* | [!/]*) echo "ORDAINED_BASE_PATH must be empty or a path like /films" >&2; exit 1 ;;
    *)
        mkdir -p /tmp/ordained-page
        sed -E "s#(href|src)=\"/([^/])#\1=\"$base/\2#g" "$html/index.html" >/tmp/ordained-page/index.html
        html=/tmp/ordained-page
        ;;
esac
if [ -n "$base" ]; then
    # The rules stand in the server: they are read once, before a location is chosen.
    printf 'absolute_redirect off;\nrewrite ^%s$ %s/ permanent;\nrewrite ^%s(/.*)$ $1;\n' "$base" "$base" "$base"
fi >/tmp/ordained-base.conf
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
map \$uri \$ordained_page {
    default $html;
}
END
