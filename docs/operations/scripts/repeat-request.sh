#!/usr/bin/env bash
# Prints path and body that repeat a write, from the intent in audit files. Usage: repeat-request.sh CLIENT_TOKEN FILE...
set -euo pipefail

token=$1
shift
awk 1 "$@" | jq -nrR --arg token "$token" '
  first(inputs | fromjson? | select(.essfacade.record == "intent" and .essfacade.client_token == $token))
  | .essfacade as $e
  | (.event.action == "DetachAlbServerGroups") as $alb
  | "/api/v1/regions/\(.cloud.region)/scaling-groups/\($e.scaling_group)/"
      + (if $alb then "alb-server-groups/detach" else "load-balancers/detach" end),
    ({forceDetach: $e.force}
      + if $alb then
          {albServerGroups: [range($e.targets | length) as $i
            | {albServerGroupId: $e.targets[$i],
               port: ($e.details[] | scan("^AlbServerGroup\\.\($i + 1)\\.Port=(.*)")[0] | tonumber)}]}
        else
          {loadBalancers: $e.targets, async: any($e.details[]?; . == "Async=true")}
        end
      | tojson)'
