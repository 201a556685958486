#!/usr/bin/env bash
# Prints path and body of the request that repeats a write. Reads the write's intent from audit files. Fails for an action
# that it does not know. Usage: repeat-request.sh CLIENT_TOKEN FILE...
set -euo pipefail

token=$1
shift
awk 1 "$@" | jq -L "$(dirname "$0")" -nrR --arg token "$token" '
  include "audit";
  records | writes | intent("repeat-request.sh"; $token)
  | .essfacade as $e
  | (.event.action | startswith("Attach")) as $attach
  | (.event.action | contains("Alb")) as $alb
  | def detail($name): [$e.details[]? | select(startswith($name + "=")) | ltrimstr($name + "=")][0];
  def number($name): detail($name) | if . then tonumber else empty end;
  "/api/v1/regions/\(.cloud.region)/scaling-groups/\($e.scaling_group)/"
      + (if $alb then "alb-server-groups/" else "load-balancers/" end) + (if $attach then "attach" else "detach" end),
    ((if $attach then {forceAttach: $e.force} else {forceDetach: $e.force} end)
      + (if $e.allow_last then {allowLast: true} else {} end)
      + if $alb then
          {albServerGroups: [range($e.targets | length) as $i
            | {albServerGroupId: $e.targets[$i], port: number("AlbServerGroup.\($i + 1).Port")}
              + ([number("AlbServerGroup.\($i + 1).Weight")] | if length > 0 then {weight: .[0]} else {} end)]}
        else
          {loadBalancers: [range($e.targets | length) as $i
            | if $attach then {loadBalancerId: $e.targets[$i]}
                + ([number("LoadBalancerConfig.\($i + 1).Weight")] | if length > 0 then {weight: .[0]} else {} end)
              else $e.targets[$i] end],
           async: (detail("Async") == "true")}
        end
      | tojson)'
