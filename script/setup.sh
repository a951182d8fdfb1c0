# Sourced by script/server and script/test: brings Python, libraries and programs to where the two need them.
# Everything of ours stays inside the checkout (.uv, .venv, var); only Debian packages go into the system, and only as root.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

UV_VERSION=0.13.9

say() { printf '%s\n' "· $*"; }
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Debian packages PACKAGE…: installs those that are missing. Elsewhere than on Debian or Ubuntu it says what is needed.
system_packages() {
  local package missing=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is no Debian or Ubuntu; if something fails below, install the equivalents of: $*"
    return
  fi
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || fail "Missing on this machine: ${missing[*]}" "Install them: sudo apt-get install ${missing[*]}"
  say "Installing from Debian: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  local log
  log=$(mktemp)
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "apt-get could not install: ${missing[*]}"
  fi
  rm -f "$log"
}

# PostgreSQL's programs for the tests, without the database cluster that Debian would make and start.
postgresql_programs() {
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null && return
  command -v postgres >/dev/null && return
  local settings=/etc/postgresql-common/createcluster.conf
  system_packages postgresql-common
  if [ -w "$settings" ]; then
    cp "$settings" "$settings.before"
    printf '\ncreate_main_cluster = false\n' >>"$settings"
  fi
  system_packages postgresql
  if [ -e "$settings.before" ]; then mv "$settings.before" "$settings"; fi
}

python_found() {
  command -v python3 >/dev/null || fail "python3 is missing. Install it: sudo apt-get install python3"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "python3 is $(python3 -V | cut -d' ' -f2); 3.11 or newer is needed."
}

# uv, the installer of Python packages, for this checkout alone.
private_uv() {
  local version
  version=$(.uv/bin/uv --version 2>/dev/null || true)
  case "$version" in "uv $UV_VERSION"*) return ;; esac
  python3 -c 'import ensurepip, venv' 2>/dev/null || system_packages python3-venv
  say "Getting uv $UV_VERSION into .uv"
  rm -rf .uv
  python3 -m venv .uv
  .uv/bin/python -m pip install -q --disable-pip-version-check "uv==$UV_VERSION"
}

# Python packages as uv.lock pins them: `run` for the product alone, `dev` with those for the tests.
python_packages() {
  local wanted="$1" stamp
  stamp=$(cat uv.lock pyproject.toml <(python3 -V) | sha256sum | cut -d' ' -f1)
  if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then
    [ "$(cat ".venv/installed-dev" 2>/dev/null)" = "$stamp" ] && return
    [ "$wanted" = run ] && [ "$(cat ".venv/installed-run" 2>/dev/null)" = "$stamp" ] && return
  fi
  say "Installing Python packages into .venv"
  rm -f .venv/installed-*
  local options=(--frozen --quiet --no-python-downloads --python "$(command -v python3)")
  [ "$wanted" = dev ] || options+=(--no-dev)
  UV_PROJECT_ENVIRONMENT=.venv .uv/bin/uv sync "${options[@]}"
  printf '%s\n' "$stamp" >".venv/installed-$wanted"
}

# The interface's texts, where a catalogue changed since it was last compiled.
compiled_catalogues() {
  local source
  for source in thuisbasis/translations/*/LC_MESSAGES/*.po; do
    if [ -e "$source" ] && [ "$source" -nt "${source%.po}.mo" ]; then
      .venv/bin/pybabel -q compile -i "$source" -o "${source%.po}.mo"
    fi
  done
}

# Libraries that draw the PDF files; the fonts lie in static/fonts.
PDF_LIBRARIES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
