#!/bin/sh
# Makes sure that Chromium and its driver are there for the browser tests.
find_both() {
    { command -v chromium || command -v chromium-browser || command -v google-chrome ||
        [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] ||
        [ -x /Applications/Chromium.app/Contents/MacOS/Chromium ]; } >/dev/null 2>&1 &&
        command -v chromedriver >/dev/null 2>&1
}
find_both && exit 0
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        as_root="none"
    fi
    if [ "$as_root" != none ]; then
        echo "==> installing Chromium and its driver with apt-get"
        $as_root apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
                chromium chromium-driver fonts-noto-core fonts-noto-cjk >/dev/null
        find_both && exit 0
    fi
    echo "The browser tests need Chromium and its driver:" >&2
    echo "  sudo apt-get install chromium chromium-driver" >&2
else
    echo "The browser tests need Chrome or Chromium and chromedriver:" >&2
    echo "  brew install --cask google-chrome chromedriver" >&2
fi
exit 1
