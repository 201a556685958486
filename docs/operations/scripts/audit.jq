# Functions that the scripts of this folder share.

# Returns the time of a record without its "Z". Records omit a fraction of zero, and such times sort correctly only
# without "Z".
def time: .["@timestamp"] | rtrimstr("Z");

# Returns the audit records of writes, from the lines of the input. Torn lines are left out.
def records: [inputs | fromjson? | objects | select(.essfacade.client_token)];

# Whether the scripts know the parameters of a record's action.
def known: .event.action | test("^(Attach|Detach)(AlbServerGroups|LoadBalancers)$");

# Returns the region and the id of a record's scaling group.
def scaling_group: [.cloud.region, .essfacade.scaling_group];

# Returns the parameters with which a write is sent to ESS, except region, scaling group and client token.
def parameters: [.event.action, (.essfacade | .targets, .details, .force)];

# Returns the first record of each write, normally the intent. Adds the field "executed": whether ESS executed the write,
# according to all its records (yes, maybe or no). Denied writes are left out.
def writes:
  [group_by(.transaction.id)[]
   | (if any(.[]; .essfacade.outcome == "ok") then "yes"
      elif all(.[]; .essfacade.record == "intent" or .essfacade.outcome == "outcome_unknown") then "maybe"
      else "no" end) as $executed
   | min_by(time)
   | select(.essfacade.record != "denial") + {$executed}]
  | sort_by(time);

# ESS executes at most one of several writes with the same client token. Returns the first write that succeeded, else
# the last that ESS may have executed, else the last. Returns null if there is no write.
def decisive:
  map(select(.executed == "yes"))[0] // map(select(.executed == "maybe"))[-1] // .[-1];

# Whether ESS may have executed a write, and the write equals another one in scaling group, client token and parameters.
def repeats($write):
  .executed != "no" and .essfacade.client_token == $write.essfacade.client_token
  and scaling_group == ($write | scaling_group) and parameters == ($write | parameters);

# Returns the intent of the decisive write with a client token. Fails if the records do not contain this intent, if ESS
# may have executed writes to several scaling groups, or if the script does not know the action.
def intent($script; $token):
  map(select(.essfacade.client_token == $token)) | decisive as $write
  | if $write.essfacade.record != "intent" then "No intent with the client token \($token)\n" | halt_error(1)
    elif map(select(.executed == $write.executed or .executed == "maybe") | scaling_group) | unique | length > 1
    then "The client token \($token) was used for several scaling groups\n" | halt_error(1)
    elif $write | known | not then "\($script) does not know the action \($write.event.action)\n" | halt_error(1)
    else $write end;
