#!/usr/bin/env bash
# What the tests of slides and workbooks need: LibreOffice, which opens them without a screen.
set -euo pipefail
if command -v soffice >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-impress-nogui libreoffice-calc-nogui >/dev/null
  exit 0
fi
echo "Without LibreOffice the test that opens slides and workbooks in it is skipped: as root, 'apt-get install libreoffice-impress-nogui libreoffice-calc-nogui'." >&2
