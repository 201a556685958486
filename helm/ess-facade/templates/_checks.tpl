{{/*
Checks of values that depend on each other, which a schema cannot express. Each check fails with one sentence that names
the value to change. deployment.yaml includes the checks, so Helm renders nothing if one fails.
*/}}
{{- define "ess-facade.checks" -}}
{{- include "ess-facade.checkSecurity" . -}}
{{- include "ess-facade.checkCredentials" . -}}
{{- include "ess-facade.checkTimeouts" . -}}
{{- include "ess-facade.checkFiles" . -}}
{{- include "ess-facade.checkAccessRules" . -}}
{{- include "ess-facade.checkRoutes" . -}}
{{- include "ess-facade.checkService" . -}}
{{- include "ess-facade.checkEnvironment" . -}}
{{- include "ess-facade.checkReplicas" . -}}
{{- include "ess-facade.checkResources" (list "resources" .Values.resources) -}}
{{- include "ess-facade.checkResources" (list "sandbox.resources" .Values.sandbox.resources) -}}
{{- include "ess-facade.checkResources" (list "tests.resources" .Values.tests.resources) -}}
{{- end }}

{{- define "ess-facade.checkSecurity" -}}
{{- with .Values.security -}}
{{- if not .mode -}}
{{- fail "security.mode is required: \"jwt\" accepts only callers with a token, \"open\" accepts everybody who can reach the port." -}}
{{- end -}}
{{- if and (eq .mode "jwt") (not (or .jwt.issuerUri .jwt.jwkSetUri)) -}}
{{- fail "security.mode=jwt needs security.jwt.issuerUri or security.jwt.jwkSetUri: otherwise no token can be validated." -}}
{{- end -}}
{{- if and (eq .mode "jwt") (not .jwt.audiences) -}}
{{- fail "security.mode=jwt needs security.jwt.audiences: otherwise a token for another service would be accepted." -}}
{{- end -}}
{{- end -}}
{{- with .Values.swaggerUi.login -}}
{{- if not (has (list .authorizationUrl .tokenUrl .clientId | compact | len) (list 0 3)) -}}
{{- fail "swaggerUi.login needs authorizationUrl, tokenUrl and clientId together: set all three or none." -}}
{{- end -}}
{{- end -}}
{{- with .Values.egressProxy -}}
{{- if and (or .noProxy .existingSecret) (not .url) -}}
{{- fail "egressProxy.noProxy and egressProxy.existingSecret need egressProxy.url." -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkTimeouts" -}}
{{- with .Values -}}
{{- $deadline := int64 .ess.deadlineSeconds -}}
{{- $sleep := int64 (((.lifecycle.preStop).sleep).seconds | default 0) -}}
{{- $needed := add $sleep .shutdownTimeoutSeconds 2 -}}
{{- if gt $needed (int64 .terminationGracePeriodSeconds) -}}
{{- fail (printf "terminationGracePeriodSeconds is %d, less than the preStop sleep, shutdownTimeoutSeconds and 2 s together (%d): requests in progress would be killed." (int64 .terminationGracePeriodSeconds) $needed) -}}
{{- end -}}
{{- if lt (int64 .shutdownTimeoutSeconds) $deadline -}}
{{- fail (printf "shutdownTimeoutSeconds is %d, less than ess.deadlineSeconds (%d): a detach in progress could be cut off." (int64 .shutdownTimeoutSeconds) $deadline) -}}
{{- end -}}
{{- if le (int64 .keepAliveTimeoutSeconds) (int64 .gatewayIdleTimeoutSeconds) -}}
{{- fail (printf "keepAliveTimeoutSeconds is %d, not more than gatewayIdleTimeoutSeconds (%d): the gateway would send requests on connections that are being closed." (int64 .keepAliveTimeoutSeconds) (int64 .gatewayIdleTimeoutSeconds)) -}}
{{- end -}}
{{- $longest := add .watch.maxWaitSeconds $deadline -}}
{{- if le (int64 .gatewayRequestTimeoutSeconds) $longest -}}
{{- fail (printf "gatewayRequestTimeoutSeconds is %d, not more than watch.maxWaitSeconds and ess.deadlineSeconds together (%d): the gateway would give up on a detach in progress, and its outcome would be unknown." (int64 .gatewayRequestTimeoutSeconds) $longest) -}}
{{- end -}}
{{- if le (int64 .maxConnections) (int64 .watch.maxWatchers) -}}
{{- fail (printf "maxConnections is %d, not more than watch.maxWatchers (%d): watchers would leave no connection for other requests." (int64 .maxConnections) (int64 .watch.maxWatchers)) -}}
{{- end -}}
{{- with .serviceMonitor -}}
{{- if and .scrapeTimeout (gt (include "ess-facade.durationSeconds" .scrapeTimeout | int64) (include "ess-facade.durationSeconds" .interval | int64)) -}}
{{- fail (printf "serviceMonitor.scrapeTimeout is %s, more than serviceMonitor.interval (%s): Prometheus rejects it." .scrapeTimeout .interval) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Seconds of a duration such as 30s or 1m. */}}
{{- define "ess-facade.durationSeconds" -}}
{{- mul (regexFind "^[0-9]+" . | int64) (hasSuffix "m" . | ternary 60 1) -}}
{{- end }}

{{- define "ess-facade.checkFiles" -}}
{{- with .Values.audit -}}
{{- if and .file (not .volume.existingClaim) (not .volume.emptyDirSize) -}}
{{- fail (printf "audit.file is %s, but no volume is set: set audit.volume.existingClaim or audit.volume.emptyDirSize." .file) -}}
{{- end -}}
{{- if and .file (not (hasPrefix (printf "%s/" .volume.mountPath) .file)) -}}
{{- fail (printf "audit.file is %s, which is not below audit.volume.mountPath (%s)." .file .volume.mountPath) -}}
{{- end -}}
{{- if and .volume.existingClaim .volume.emptyDirSize -}}
{{- fail "audit.volume.existingClaim and audit.volume.emptyDirSize exclude each other: set one." -}}
{{- end -}}
{{- end -}}
{{- $own := include "ess-facade.volumes" . | fromYamlArray -}}
{{- range .Values.extraVolumes -}}
{{- $name := .name -}}
{{- range $own -}}
{{- if eq .name $name -}}
{{- fail (printf "extraVolumes contains %s, which is a volume of the chart: use another name." $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkAccessRules" -}}
{{- $rules := .Values.access.rules | trimPrefix "---\n" -}}
{{- if and .Values.access.rules .Values.access.existingConfigMap -}}
{{- fail "access.rules and access.existingConfigMap exclude each other: set one." -}}
{{- end -}}
{{- if regexMatch "(?m)^['\"]?read-only['\"]? *:" $rules -}}
{{- fail "access.rules must not contain read-only: set access.readOnly, which the chart writes to the same file." -}}
{{- end -}}
{{- $fields := list -}}
{{- range regexFindAll "(?m)^[a-z][a-z-]* *:" $rules -1 }}{{ $fields = append $fields (trimSuffix ":" . | trim) }}{{ end -}}
{{- if and $rules (not (has (join " " $fields) (list "protected-groups rules" "protected-groups exceptions rules"))) -}}
{{- fail "access.rules needs the fields protected-groups, exceptions (optional) and rules, in this order: a file that is cut off must not grant more." -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkRoutes" -}}
{{- with .Values -}}
{{- if and .ingress.enabled .pathPrefix (ne .ingress.controller "nginx") -}}
{{- fail "pathPrefix cannot be removed by a plain Ingress: use httpRoute, or ingress.controller=nginx." -}}
{{- end -}}
{{- if and .ingress.enabled .pathPrefix -}}
{{- range .ingress.hosts -}}
{{- if .paths -}}
{{- fail "pathPrefix and ingress.hosts[].paths exclude each other: set one." -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .httpRoute.enabled (not .httpRoute.parentRefs) -}}
{{- fail "httpRoute.enabled needs httpRoute.parentRefs, the Gateway of the route." -}}
{{- end -}}
{{- if and .httpRoute.rules .pathPrefix -}}
{{- fail "pathPrefix and httpRoute.rules exclude each other: set one." -}}
{{- end -}}
{{- if and (eq .security.mode "open") (not .allowedHosts) (contains "*" (include "ess-facade.routeHosts" $)) -}}
{{- fail "security.mode=open with a wildcard host in ingress or httpRoute needs allowedHosts, the host names that callers use." -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkService" -}}
{{- with .Values.service -}}
{{- if and (eq .type "ClusterIP") (or .nodePort .externalTrafficPolicy) -}}
{{- fail "service.nodePort and service.externalTrafficPolicy need service.type NodePort or LoadBalancer." -}}
{{- end -}}
{{- if and (ne .type "LoadBalancer") (or .loadBalancerClass .loadBalancerSourceRanges) -}}
{{- fail "service.loadBalancerClass and service.loadBalancerSourceRanges need service.type LoadBalancer." -}}
{{- end -}}
{{- if and .trafficDistribution (semverCompare "<1.31.0-0" $.Capabilities.KubeVersion.Version) -}}
{{- fail "service.trafficDistribution needs Kubernetes 1.31 or newer." -}}
{{- end -}}
{{- if and (eq (len .ipFamilies) 2) (has .ipFamilyPolicy (list "" "SingleStack")) -}}
{{- fail "service.ipFamilies with two families needs service.ipFamilyPolicy PreferDualStack or RequireDualStack." -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Fails if extraEnv sets a variable of the chart. Like Spring, ignores case and underscores in the names. */}}
{{- define "ess-facade.checkEnvironment" -}}
{{- $values := dict "PODNAME" "" "EGRESSPROXYUSERNAME" "egressProxy.existingSecret" "EGRESSPROXYPASSWORD" "egressProxy.existingSecret" -}}
{{- range $variable, $setting := include "ess-facade.settings" . | fromYaml -}}
{{- $_ := set $values ($variable | replace "_" "") $setting.value -}}
{{- end -}}
{{- $seen := dict -}}
{{- range .Values.extraEnv -}}
{{- $name := .name | upper | replace "_" "" -}}
{{- if hasKey $seen $name -}}
{{- fail (printf "extraEnv contains %s twice." .name) -}}
{{- end -}}
{{- $_ := set $seen $name true -}}
{{- if or (hasPrefix "ALIBABACLOUD" $name) (hasPrefix "ESSCREDENTIALS" $name) -}}
{{- $_ := set $values $name (get $values $name | default "credentials") -}}
{{- end -}}
{{- if hasKey $values $name -}}
{{- $value := get $values $name -}}
{{- fail (printf "extraEnv contains %s, which the chart sets: %s." .name (empty $value | ternary "it cannot be changed" (printf "set the value %s instead" $value))) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "ess-facade.checkReplicas" -}}
{{- $requests := (.Values.resources).requests | default dict -}}
{{- $pods := int64 .Values.replicaCount -}}
{{- with .Values.autoscaling -}}
{{- if .enabled -}}
{{- $pods = int64 .minReplicas -}}
{{- if lt (int64 .maxReplicas) $pods -}}
{{- fail (printf "autoscaling.maxReplicas is %d, less than autoscaling.minReplicas (%d)." (int64 .maxReplicas) $pods) -}}
{{- end -}}
{{- if not (or .targetCPUUtilizationPercentage .targetMemoryUtilizationPercentage) -}}
{{- fail "autoscaling.enabled needs targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage." -}}
{{- end -}}
{{- if and .targetCPUUtilizationPercentage (not $requests.cpu) -}}
{{- fail "autoscaling.targetCPUUtilizationPercentage needs resources.requests.cpu: utilization is relative to the request." -}}
{{- end -}}
{{- if and .targetMemoryUtilizationPercentage (not $requests.memory) -}}
{{- fail "autoscaling.targetMemoryUtilizationPercentage needs resources.requests.memory: utilization is relative to the request." -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with .Values.podDisruptionBudget -}}
{{- if and .minAvailable .maxUnavailable -}}
{{- fail "podDisruptionBudget.minAvailable and podDisruptionBudget.maxUnavailable exclude each other: set one." -}}
{{- end -}}
{{- $all := kindIs "string" .minAvailable | ternary (eq (toString .minAvailable) "100%") (ge (int64 .minAvailable) $pods) -}}
{{- if and .enabled .minAvailable $all -}}
{{- fail (printf "podDisruptionBudget.minAvailable is %v, and %d pods run: no node could be drained." (include "ess-facade.intOrPercent" .minAvailable) $pods) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* A number without exponent, or a percentage in quotes. */}}
{{- define "ess-facade.intOrPercent" -}}
{{- if kindIs "string" . }}{{ quote . }}{{ else }}{{ int64 . }}{{ end -}}
{{- end }}

{{/* Fails if a request exceeds its limit. Call with a list: name of the value, resources. */}}
{{- define "ess-facade.checkResources" -}}
{{- $name := first . -}}
{{- $limits := ((last .).limits) | default dict -}}
{{- range $resource, $request := ((last .).requests) | default dict -}}
{{- $limit := get $limits $resource -}}
{{- if and $request $limit (gt (include "ess-facade.quantity" $request | float64) (include "ess-facade.quantity" $limit | float64)) -}}
{{- fail (printf "%s.requests.%s is %v, more than %s.limits.%s (%v): set both." $name $resource $request $name $resource $limit) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Amount of a quantity such as 250m or 512Mi. */}}
{{- define "ess-facade.quantity" -}}
{{- $text := toString . -}}
{{- $unit := regexFind "[a-zA-Z]*$" $text -}}
{{- $factors := dict "" 1.0 "m" 0.001 "k" 1000.0 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0 -}}
{{- mulf (trimSuffix $unit $text | float64) (get $factors $unit) -}}
{{- end }}
