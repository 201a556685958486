{{/*
What a schema cannot see because it takes two values: each rule refuses with one sentence that says what to do.
Included by deployment.yaml, so that nothing renders around it.
*/}}
{{- define "ess-facade.checks" -}}
{{- include "ess-facade.checkSecurity" . -}}
{{- include "ess-facade.checkCredentials" . -}}
{{- include "ess-facade.checkTimes" . -}}
{{- include "ess-facade.checkFiles" . -}}
{{- include "ess-facade.checkRoutes" . -}}
{{- end }}

{{- define "ess-facade.checkSecurity" -}}
{{- with .Values.security -}}
{{- if not .mode -}}
{{- fail "security.mode must be said: \"jwt\" lets in only callers with a token, \"open\" lets in everybody who reaches the port." -}}
{{- end -}}
{{- if and (eq .mode "jwt") (not (or .jwt.issuerUri .jwt.jwkSetUri)) -}}
{{- fail "security.mode=jwt needs security.jwt.issuerUri or security.jwt.jwkSetUri, else no token could be checked." -}}
{{- end -}}
{{- if and (eq .mode "jwt") (not .jwt.audiences) -}}
{{- fail "security.mode=jwt needs security.jwt.audiences: without, a token made for another service would be good here." -}}
{{- end -}}
{{- end -}}
{{- with .Values.swaggerUi.login -}}
{{- if not (has (list .authorizationUrl .tokenUrl .clientId | compact | len) (list 0 3)) -}}
{{- fail "swaggerUi.login.authorizationUrl, tokenUrl and clientId go together: name all three or none." -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkTimes" -}}
{{- $life := .Values.lifecycle -}}
{{- $needed := add $life.preStopSeconds $life.drainSeconds 2 -}}
{{- if gt $needed (int64 $life.gracePeriodSeconds) -}}
{{- fail (printf "lifecycle.gracePeriodSeconds is %d, but preStopSeconds + drainSeconds + 2 s for the exit come to %d: requests under way would be killed." (int64 $life.gracePeriodSeconds) $needed) -}}
{{- end -}}
{{- if lt (int64 $life.drainSeconds) (int64 .Values.ess.deadlineSeconds) -}}
{{- fail (printf "lifecycle.drainSeconds is %d, shorter than ess.deadlineSeconds (%d): a detach under way could be cut off." (int64 $life.drainSeconds) (int64 .Values.ess.deadlineSeconds)) -}}
{{- end -}}
{{- if le (int64 .Values.server.keepAliveSeconds) (int64 .Values.gateway.idleTimeoutSeconds) -}}
{{- fail (printf "server.keepAliveSeconds is %d, which must be longer than gateway.idleTimeoutSeconds (%d): else the gateway sends a POST into a connection that is just being closed." (int64 .Values.server.keepAliveSeconds) (int64 .Values.gateway.idleTimeoutSeconds)) -}}
{{- end -}}
{{- if le (int64 .Values.gateway.requestTimeoutSeconds) (int64 .Values.ess.deadlineSeconds) -}}
{{- fail (printf "gateway.requestTimeoutSeconds is %d, which must be longer than ess.deadlineSeconds (%d): else the gateway gives up on a detach that is under way, and nobody knows what became of it." (int64 .Values.gateway.requestTimeoutSeconds) (int64 .Values.ess.deadlineSeconds)) -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkFiles" -}}
{{- with .Values.audit -}}
{{- if and .file (not .volume.existingClaim) (not .volume.emptyDirSize) -}}
{{- fail (printf "audit.file is %s, but stands on no volume: name audit.volume.existingClaim or audit.volume.emptyDirSize." .file) -}}
{{- end -}}
{{- if and .file (not (hasPrefix (printf "%s/" .volume.mountPath) .file)) -}}
{{- fail (printf "audit.file is %s, which is on no volume: it must lie below audit.volume.mountPath (%s)." .file .volume.mountPath) -}}
{{- end -}}
{{- if and .volume.existingClaim .volume.emptyDirSize -}}
{{- fail "audit.volume.existingClaim and audit.volume.emptyDirSize exclude each other: name one." -}}
{{- end -}}
{{- end -}}
{{- if and .Values.access.rules .Values.access.existingConfigMap -}}
{{- fail "access.rules and access.existingConfigMap exclude each other: name one." -}}
{{- end -}}
{{- if regexMatch "(?m)^read-only *:" .Values.access.rules -}}
{{- fail "access.rules must not say read-only: access.readOnly says it, in the same file." -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkRoutes" -}}
{{- if and .Values.ingress.enabled .Values.gateway.prefix (ne .Values.ingress.controller "nginx") -}}
{{- fail "gateway.prefix cannot be taken off by a plain Ingress: use httpRoute, or ingress.controller=nginx." -}}
{{- end -}}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) -}}
{{- fail "httpRoute.parentRefs must name the Gateway that the route hangs on." -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (lt (int64 .Values.autoscaling.maxReplicas) (int64 .Values.autoscaling.minReplicas)) -}}
{{- fail (printf "autoscaling.maxReplicas is %d, fewer than autoscaling.minReplicas (%d)." (int64 .Values.autoscaling.maxReplicas) (int64 .Values.autoscaling.minReplicas)) -}}
{{- end -}}
{{- end }}
