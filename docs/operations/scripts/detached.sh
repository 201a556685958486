#!/usr/bin/env bash
# Lists what was detached, from audit files: time, caller, region, scaling group, target and port, one target per line.
# A repeated request appears again. Usage: detached.sh FILE...
set -euo pipefail

awk 1 "$@" | jq -nrR '
  [inputs | fromjson? | select(.essfacade.client_token)]
  | map(select(.event.action | startswith("Detach")))
  | group_by(.transaction.id)[]
  | select(any(.[]; .essfacade.outcome == "ok"))[]
  | select(.essfacade.record == "intent")
  | .essfacade as $e
  | range($e.targets | length) as $i
  | [.["@timestamp"], .user.id, .cloud.region, $e.scaling_group, $e.targets[$i],
     ($e.details[]? | scan("^AlbServerGroup\\.\($i + 1)\\.Port=(.*)")[0])]
  | @tsv'
