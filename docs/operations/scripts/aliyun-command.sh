#!/usr/bin/env bash
# Prints the aliyun command that repeats a write without ESS Facade, with the same ClientToken. Reads the write's intent
# from audit files. Fails for an action that it does not know. Usage: aliyun-command.sh CLIENT_TOKEN FILE...
set -euo pipefail

token=$1
shift
awk 1 "$@" | jq -L "$(dirname "$0")" -nrR --arg token "$token" '
  include "audit";
  records | writes | intent("aliyun-command.sh"; $token)
  | .essfacade as $e | .event.action as $action | .cloud.region as $region
  | ([$e.details[]? | select(startswith("LoadBalancerConfig."))] | length) as $configs
  | [range($e.targets | length) as $i
      | if $action | contains("Alb") then "AlbServerGroup.\($i + 1).AlbServerGroupId=\($e.targets[$i])"
        elif $i < $configs then "LoadBalancerConfig.\($i + 1).LoadBalancerId=\($e.targets[$i])"
        else "LoadBalancer.\($i + 1 - $configs)=\($e.targets[$i])" end]
    + ($e.details // [])
    + ["\(if $action | startswith("Attach") then "ForceAttach" else "ForceDetach" end)=\($e.force)",
       "ClientToken=\($token)"]
  | map(capture("^(?<name>[^=]+)=(?<value>.*)$") | "--\(.name) \(.value | @sh)")
  | "aliyun ess \($action) --RegionId \($region) --ScalingGroupId \($e.scaling_group) \(join(" "))"'
