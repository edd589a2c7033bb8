#!/bin/sh
# Make a virtual environment with the Python that PYTHON names, else with the first >= 3.11 that can; say what to
# install where none can.
set -eu
venv=$1

install_venv_package() {
    # Debian and Ubuntu split venv from Python; install it where we may.
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >/dev/null 2>&1
}

try_all() {
    for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
        command -v "$python" >/dev/null 2>&1 || continue
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        found=$python
        rm -rf "$venv"
        "$python" -m venv "$venv" >/dev/null 2>&1 && return 0
    done
    return 1
}

found=
try_all && exit 0
if [ -n "$found" ]; then
    install_venv_package && try_all && exit 0
    rm -rf "$venv"
    echo "make: $found cannot make a virtual environment; install its venv module (apt-get install python3-venv) and run make again." >&2
elif [ -n "${PYTHON:-}" ]; then
    echo "make: $PYTHON is no Python 3.11 or newer; name another: make PYTHON=/path/to/python3.11 ..." >&2
else
    echo "make: Python 3.11 or newer is needed and none was found; install it (apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python3.11 ..." >&2
fi
exit 1
