{{/*
Probes on the main port: on the management port they could be green while the main one accepts nothing. None of them
looks at ESS, which all pods share: its outage must be answered by 503, not by an empty Service.
*/}}
{{- define "ess-facade.probes" -}}
startupProbe:
  httpGet:
    path: /livez
    port: http
  periodSeconds: 2
  timeoutSeconds: 2
  # Two minutes: a starved node starts a JVM slowly.
  failureThreshold: 60
readinessProbe:
  httpGet:
    path: /readyz
    port: http
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
livenessProbe:
  httpGet:
    path: /livez
    port: http
  # Patient: load alone must not get a pod killed.
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end }}
