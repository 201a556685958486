#!/usr/bin/env bash
# Counts calls to ESS by caller and action, from the log on standard input, plain or in the format ecs.
# Usage: callers.sh < service.log
set -euo pipefail

grep -E '[A-Z][A-Za-z]+ of [^ ]+ in [a-z0-9-]+: [a-z_]+' | while IFS= read -r line; do
  case $line in
    '{'*) jq -r '[.user.id // ."user.id" // "-", (.message | split(" ")[0])] | @tsv' <<<"$line" ;;
    *) sed -E 's/^[^[]*(\[[^]]*\] ){4}\[([^]]*)\].* : ([A-Z][A-Za-z]+) of .*/\2\t\3/' <<<"$line" ;;
  esac
done | sort | uniq -c | sort -rn
