#!/usr/bin/env bash
# Lists what was detached, from audit files: time, caller, region, scaling group, client token, target and port, one target
# per line. Of repeated requests the first one is listed. Fails at the end if the files have an action that it does not
# know. Usage: detached.sh FILE...
set -euo pipefail

awk 1 "$@" | jq -nrR '
  [inputs | fromjson? | select(.essfacade.client_token)]
  | (map(.event.action) | unique | map(select(test("^(Attach|Detach)(AlbServerGroups|LoadBalancers)$") | not))) as $unknown
  | (map(select(.event.action | test("^Detach(AlbServerGroups|LoadBalancers)$")))
    | group_by([.cloud.region, .essfacade.scaling_group, .essfacade.client_token])[]
    | select(any(.[]; .essfacade.outcome == "ok"))
    | map(select(.essfacade.record == "intent")) | min_by(.["@timestamp"])
    | .essfacade as $e
    | range($e.targets | length) as $i
    | [.["@timestamp"], .user.id, .cloud.region, $e.scaling_group, $e.client_token, $e.targets[$i],
       ($e.details[]? | scan("^AlbServerGroup\\.\($i + 1)\\.Port=(.*)")[0])]
    | @tsv),
    (select($unknown != [])
    | "detached.sh does not know the action \($unknown | join(", "))\n" | halt_error(1))'
