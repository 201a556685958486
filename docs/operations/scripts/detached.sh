#!/usr/bin/env bash
# Lists what was detached, from audit files: time, caller, region, scaling group, client token, target and port, one target
# per line. If a request was repeated, lists the first one that ESS may have executed. Fails at the end if the files contain
# an action that it does not know. Usage: detached.sh FILE...
set -euo pipefail

awk 1 "$@" | jq -L "$(dirname "$0")" -nrR '
  include "audit";
  records
  | (map(select(known | not) | .event.action) | unique) as $unknown
  | (writes | map(select(known and (.event.action | startswith("Detach"))))
    | group_by([scaling_group, .essfacade.client_token])[]
    | decisive as $executed | select($executed.executed == "yes")
    | map(select(repeats($executed)))[0]
    | .essfacade as $e
    | range($e.targets | length) as $i
    | [.["@timestamp"], .user.id, .cloud.region, $e.scaling_group, $e.client_token, $e.targets[$i],
       ($e.details[]? | scan("^AlbServerGroup\\.\($i + 1)\\.Port=(.*)")[0])]
    | @tsv),
    (select($unknown != [])
    | "detached.sh does not know the action \($unknown | join(", "))\n" | halt_error(1))'
