#!/usr/bin/env bash
# Makes fixtures/formats/ again: what scrapers write of the pages in fixtures/pages/, each in the layout of that tool.
# Needs Python with venv and a package index, once; the tools themselves run without a network.
#   bench/formats/make_samples.sh [FOLDER FOR THE TOOLS]        (default: build/formats-tools)
set -euo pipefail
cd "$(dirname "$0")/../.."
tools=${1:-build/formats-tools}
out=fixtures/formats
mkdir -p "$tools" "$out"
# One environment a tool: they do not agree about the versions of what they need.
for tool in news-please==1.6.16 trafilatura==2.3.1 newspaper4k==0.9.6 fundus==0.5.7 datatrove==0.10.1 warcio==1.8.1; do
  name=${tool%%==*}
  if ! "$tools/$name/bin/pip" show -q "$name" 2>/dev/null; then
    python3 -m venv "$tools/$name"
    "$tools/$name/bin/pip" install -q --upgrade pip
    # fundus 0.5.7 does not bear a later curl_cffi; datatrove writes JSON with orjson.
    "$tools/$name/bin/pip" install -q "$tool" "curl_cffi<0.13" orjson
  fi
  "$tools/$name/bin/python" -W ignore bench/formats/samples.py "$name" fixtures/pages "$out"
done
