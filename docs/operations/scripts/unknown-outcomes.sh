#!/usr/bin/env bash
# Lists the writes whose outcome is unknown, from audit files: those with the outcome outcome_unknown, and those without
# an outcome. A write is left out if one with the same scaling group and client token succeeded. Columns: time, caller,
# action, region, group, client token, force, correlation id, targets, details. Usage: unknown-outcomes.sh FILE...
set -euo pipefail

awk 1 "$@" | jq -L "$(dirname "$0")" -nrR '
  include "audit";
  records | writes
  | group_by([scaling_group, .essfacade.client_token])[]
  | decisive
  | select(.executed == "maybe")
  | .essfacade as $e
  | [.["@timestamp"], .user.id, .event.action, .cloud.region, $e.scaling_group, $e.client_token,
     "force=\($e.force)", .http.request.id, ($e.targets | join(",")), ($e.details // [] | join(","))]
  | @tsv'
