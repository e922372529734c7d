#!/usr/bin/env bash
# Installs what is missing of the Debian packages of the sets that are named (as root or with sudo).
#   tests/deps.sh build|check|lint|fuzz|bench|versions …
set -euo pipefail

declare -A packages=(
    [build]="gcc make bison flex libpq-dev libpg-query-dev libprotobuf-c-dev libcjson-dev
        libssl-dev libc6-dev uthash-dev"
    [check]="libcmocka-dev python3 postgresql postgresql-contrib postgresql-client git"
    [lint]="clang-format cppcheck python3"
    [fuzz]="clang"
    [bench]="python3-alembic python3-psycopg2 time"
    [versions]="npm python3-pip"
)

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] && return
    # What another package provides, or what came without dpkg, counts too.
    case $1 in
    postgresql-contrib) [ -n "$(ls /usr/share/postgresql/*/extension/pg_trgm.control 2>/dev/null)" ] ;;
    npm | git | python3 | make | clang | time) command -v "$1" >/dev/null ;;
    python3-pip) python3 -m pip --version >/dev/null 2>&1 ;;
    *) false ;;
    esac
}

missing=() needed=()
for set in "$@"; do
    for package in ${packages[$set]}; do
        command -v dpkg-query >/dev/null && ! installed "$package" && missing+=("$package")
    done
done
if ! command -v dpkg-query >/dev/null; then
    for set in "$@"; do needed+=(${packages[$set]}); done
    echo "deps: this is not Debian; it needs what these packages hold there: ${needed[*]}"
    exit 0
fi
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=()
elif command -v sudo >/dev/null; then
    as_root=(sudo)
else
    echo "deps: these packages are missing, and installing them takes root or sudo:" >&2
    echo "  ${missing[*]}" >&2
    exit 1
fi
echo "deps: installing ${missing[*]}"
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends "${missing[@]}")
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"${install[@]}" >"$log" 2>&1 && exit 0
# The package lists may be missing or old.
"${as_root[@]}" apt-get update -q >>"$log" 2>&1 || true
"${install[@]}" >"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
