#!/bin/sh
# Makes sure that Chromium and its driver are there for the browser tests.
find_both() {
    { command -v chromium || command -v chromium-browser || command -v google-chrome ||
        [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] ||
        [ -x /Applications/Chromium.app/Contents/MacOS/Chromium ]; } >/dev/null 2>&1 &&
        command -v chromedriver >/dev/null 2>&1
}
find_both && exit 0
"$(dirname "$0")/apt.sh" chromium chromium-driver fonts-noto-core fonts-noto-cjk
find_both && exit 0
if command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium and its driver:" >&2
    echo "  sudo apt-get install chromium chromium-driver" >&2
else
    echo "The browser tests need Chrome or Chromium and chromedriver:" >&2
    echo "  brew install --cask google-chrome chromedriver" >&2
fi
exit 1
