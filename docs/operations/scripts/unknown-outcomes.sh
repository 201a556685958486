#!/usr/bin/env bash
# Lists the writes whose outcome is unknown, from audit files: those with the outcome outcome_unknown and those without
# any, unless any write under the same client token succeeded. Columns: time, caller, action, region, group, client
# token, force, correlation id, targets, details. Usage: unknown-outcomes.sh FILE...
set -euo pipefail

awk 1 "$@" | jq -nrR '
  [inputs | fromjson? | select(.essfacade.client_token)]
  | group_by([.cloud.region, .essfacade.scaling_group, .essfacade.client_token])[]
  | select(any(.[]; .essfacade.outcome == "ok") | not)
  | [group_by(.transaction.id)[]
     | select(all(.[]; .essfacade.record == "intent" or .essfacade.outcome == "outcome_unknown"))[]]
  | min_by(.["@timestamp"])
  | select(.)
  | .essfacade as $e
  | [.["@timestamp"], .user.id, .event.action, .cloud.region, $e.scaling_group, $e.client_token,
     "force=\($e.force)", .http.request.id, ($e.targets | join(",")), ($e.details // [] | join(","))]
  | @tsv'
