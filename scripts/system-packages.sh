#!/bin/sh
# Install the servers and the browser the tests talk to, where we may; elsewhere those tests are skipped by name.
set -u
wanted=
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || wanted="$wanted chromium"
command -v postgres >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || wanted="$wanted postgresql"
command -v openssl >/dev/null 2>&1 || wanted="$wanted openssl"
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Some tests will be skipped, because this is not installed:$wanted. On Debian: sudo apt-get install$wanted"
    exit 0
fi
log=$(mktemp)
echo "Installing$wanted for the tests ..."
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted; } >"$log" 2>&1; then
    tail -n 3 "$log"
    echo "They could not be installed; the tests that need them will be skipped."
fi
exit 0
