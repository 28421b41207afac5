#!/usr/bin/env bash
# What the browser tests need: Debian's Chromium, and fonts that can draw every name.
set -euo pipefail
if command -v chromium >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null
  exit 0
fi
echo "The browser tests need Chromium: as root, 'apt-get install chromium fonts-noto-core', then 'make test' again." >&2
exit 1
