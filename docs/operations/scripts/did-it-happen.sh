#!/usr/bin/env bash
# Answers "did my write happen?" from audit files: prints the records of a request, what they prove, and the commands that
# show the state in ESS. Usage: did-it-happen.sh CORRELATION_ID FILE...
set -euo pipefail

id=$1
shift
awk 1 "$@" | jq -L "$(dirname "$0")" -enrR --arg id "$id" '
  include "audit";
  records as $all
  | [$all[] | select(.http.request.id == $id)] | sort_by(.["@timestamp"])
  | select(length > 0)
  | .[0] as $first | .[-1] as $last | $first.essfacade as $e | $last.essfacade as $result
  | {ok: "ESS executed the write.",
     intent: "The process ended before it could record the outcome. ESS may have executed the write.",
     outcome_unknown: "ESS may have executed the write.",
     denial: "Nothing was sent to ESS."}[$result.outcome // $result.record]
    // "ESS did not execute this request. An earlier request under the same token is not affected." | . as $verdict
  | "caller     \($first.user.id // "unknown"), \($first["@timestamp"])",
    "write      \($first.event.action) in \($first.cloud.region) on \($e.scaling_group)",
    "targets    \($e.targets | join(" ")) \($e.details // [] | join(" "))",
    "force      \($e.force)",
    "token      \($e.client_token)",
    "outcome    \($result.outcome // $result.code // "none") \($result.ess.code // "")",
    "activity   \($result.activity_id // "none")",
    "ESS id     \($result.ess.request_id // "none")",
    "verdict    \($verdict)",
    ($all | writes[] | select(.executed == "yes" and .essfacade.client_token == $e.client_token
        and .essfacade.scaling_group == $e.scaling_group and .cloud.region == $first.cloud.region and .http.request.id != $id)
      | "executed   under the same token\(if parameters == ($first | parameters) then "" else ", with other targets or parameters" end),"
        + " \(.["@timestamp"]) for \(.user.id // "unknown")"),
    "aliyun ess DescribeScalingGroups --RegionId \($first.cloud.region) --ScalingGroupId.1 \($e.scaling_group)",
    "aliyun ess DescribeScalingActivities --RegionId \($first.cloud.region) --ScalingGroupId \($e.scaling_group)"' || {
  echo "No write with the correlation id $id in these files" >&2
  exit 1
}
