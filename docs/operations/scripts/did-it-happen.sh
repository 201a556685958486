#!/usr/bin/env bash
# Answers "did my write happen?" from audit files: prints the write of a request, what its records prove, and the commands
# that show the state in ESS. Usage: did-it-happen.sh CORRELATION_ID FILE...
set -euo pipefail

id=$1
shift
awk 1 "$@" | jq -L "$(dirname "$0")" -enrR --arg id "$id" '
  include "audit";
  # Compares two writes. Details, such as ports, are compared only if both records are intents: others have no details.
  def equals($other):
    all(., $other; .essfacade.record == "intent") as $detailed
    | [., $other | parameters | if $detailed then . else del(.[2]) end] | .[0] == .[1];
  records as $all | ($all | writes) as $writes
  | [$all[] | select(.http.request.id == $id)] | sort_by(time)
  | select(length > 0)
  | (([$writes[] | select(.http.request.id == $id)] | decisive) // .[-1]) as $write
  | [$all[] | select(.transaction.id == $write.transaction.id)] | sort_by(time)
  | .[0] as $first | .[-1] as $last | $first.essfacade as $e | $last.essfacade as $result
  | (if $write.executed == "yes" then "ESS executed the write."
    elif $write.executed == "maybe" and $result.record == "intent"
    then "The process ended before it could record the outcome. ESS may have executed the write."
    elif $write.executed == "maybe" then "ESS may have executed the write."
    elif $result.record == "denial" then "Nothing was sent to ESS."
    else "ESS did not execute this request. An earlier request under the same token is not affected." end) as $verdict
  | "caller     \($first.user.id // "unknown"), \($first["@timestamp"])",
    "write      \($first.event.action) in \($first.cloud.region) on \($e.scaling_group)",
    "targets    \($e.targets | join(" ")) \($e.details // [] | join(" "))",
    "force      \($e.force)",
    "token      \($e.client_token)",
    "outcome    \($result.outcome // $result.code // "none") \($result.ess.code // "")",
    "activity   \($result.activity_id // "none")",
    "ESS id     \($result.ess.request_id // "none")",
    "verdict    \($verdict)",
    ($writes[] | select(.executed == "yes" and .essfacade.client_token == $e.client_token
        and scaling_group == ($first | scaling_group) and .transaction.id != $write.transaction.id)
      | "executed   under the same token\(if equals($first) then "" else ", with other targets or parameters" end),"
        + " \(.["@timestamp"]) for \(.user.id // "unknown")"),
    "aliyun ess DescribeScalingGroups --RegionId \($first.cloud.region) --ScalingGroupId.1 \($e.scaling_group)",
    "aliyun ess DescribeScalingActivities --RegionId \($first.cloud.region) --ScalingGroupId \($e.scaling_group)"' || {
  echo "No write with the correlation id $id in these files" >&2
  exit 1
}
