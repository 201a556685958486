#!/usr/bin/env bash
# Counts calls to ESS by caller and action, from the log on standard input, plain or in the format ecs.
# Usage: callers.sh < service.log
set -euo pipefail

grep -E '[A-Z][A-Za-z]+ of [^ ]+ in [a-z0-9-]+: [a-z_]+' | jq -rR '
  if startswith("{") then (fromjson? | [.user.id // ."user.id" // "-", (.message | split(" ")[0])])
  else (capture("^[^\\[]*(\\[[^\\]]*\\] ){4}\\[(?<user>[^\\]]*)\\].* : (?<action>[A-Z][A-Za-z]+) of ") | [.user, .action]) end
  | @tsv' | sort | uniq -c | sort -rn
