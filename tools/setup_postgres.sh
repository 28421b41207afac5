#!/usr/bin/env bash
# What the tests of the server database need: PostgreSQL's programs. The tests start a server of their own.
set -euo pipefail
if [ -n "${ATLAS_POSTGRES_BIN:-}" ] || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  export DEBIAN_FRONTEND=noninteractive
  # Only the programs: without this, Debian would make a database and start it at once.
  folder=/etc/postgresql-common/createcluster.d
  apt-get install -y -qq postgresql-common >/dev/null
  mkdir -p "$folder"
  echo "create_main_cluster = false" >"$folder/atlas-tests.conf"
  trap 'rm -f "$folder/atlas-tests.conf"' EXIT
  apt-get install -y -qq postgresql >/dev/null
  exit 0
fi
echo "The tests of the server database need PostgreSQL: as root, 'apt-get install postgresql' (the service need not" >&2
echo "run), or name the folder of initdb and postgres in ATLAS_POSTGRES_BIN; then 'make test' again." >&2
exit 1
