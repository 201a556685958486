#!/usr/bin/env bash
# Prints path and body of the request that repeats a write, from the write's intent in audit files.
# Usage: repeat-request.sh CLIENT_TOKEN FILE...
set -euo pipefail

token=$1
shift
awk 1 "$@" | jq -enrR --arg token "$token" '
  [inputs | fromjson? | select(.essfacade.record == "intent" and .essfacade.client_token == $token)][0]
  | select(.)
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
      | tojson)' || {
  echo "No intent with the client token $token" >&2
  exit 1
}
