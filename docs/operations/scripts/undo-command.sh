#!/usr/bin/env bash
# Prints the curl command that attaches again what a detach has detached, with the previous weights. Reads the detach's
# intent from audit files. The command takes the address of the service from FACADE_URL, and your token from TOKEN. Fails
# for an action that it does not know. Usage: undo-command.sh CLIENT_TOKEN FILE...
set -euo pipefail

token=$1
shift
awk 1 "$@" | jq -L "$(dirname "$0")" -nrR --arg token "$token" '
  include "audit";
  (records | writes) as $writes
  | $writes | intent("undo-command.sh"; $token) as $write
  | [$writes[] | select(repeats($write) and (.event.action | startswith("Detach"))
      and (.essfacade.attached // [] | length > 0))][0]
  | if . == null
    then "No detach that may have been executed has recorded what was attached: client token \($token)\n" | halt_error(1)
    else . end
  | .essfacade as $e
  | (.event.action | contains("Alb")) as $alb
  | [$e.attached[] | capture("^(?<id>[^:=]+)(:(?<port>[0-9]+))?(=(?<weight>[0-9]+))?$")
      | (if .weight then {weight: (.weight | tonumber)} else {} end) as $weight
      | if $alb then {albServerGroupId: .id, port: (.port | tonumber)} + $weight
        else {loadBalancerId: .id} + $weight end] as $targets
  | (if $alb then {albServerGroups: $targets, forceAttach: $e.force}
     else {loadBalancers: $targets, forceAttach: $e.force, async: any($e.details[]?; . == "Async=true")} end) as $body
  | "curl -sSi \"$FACADE_URL/api/v1/regions/\(.cloud.region)/scaling-groups/\($e.scaling_group)/"
      + (if $alb then "alb-server-groups" else "load-balancers" end) + "/attach\" -H \"Authorization: Bearer $TOKEN\""
      + " -H \("Idempotency-Key: undo-" + .transaction.id | @sh) -H '"'Content-Type: application/json'"'"
      + " -d \($body | tojson | @sh)"'
