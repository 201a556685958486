{{/* Environment of the service. Variables that others refer to by $(NAME) come first. */}}
{{- define "ess-facade.env" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- with .Values.egressProxy.existingSecret }}
{{- range $variable, $key := dict "EGRESS_PROXY_USERNAME" "username" "EGRESS_PROXY_PASSWORD" "password" }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.egressProxy.existingSecret | quote }}
      key: {{ $key }}
{{- end }}
{{- end }}
{{- range $variable, $setting := include "ess-facade.settings" . | fromYaml }}
{{- if $setting.is }}
- name: {{ $variable }}
  value: {{ $setting.is | quote }}
{{- end }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
Every environment variable that the chart knows, the value of the chart that sets it, and its content. A variable without
content is left out. extraEnv must not contain any of these variables, with or without content.
*/}}
{{- define "ess-facade.settings" -}}
{{- include "ess-facade.credentialsSettings" . }}
{{- include "ess-facade.essSettings" . }}
{{- include "ess-facade.facadeSettings" . }}
{{- include "ess-facade.serverSettings" . }}
{{- end }}

{{/* One variable of ess-facade.settings. Call with a list: variable, value of the chart, content. */}}
{{- define "ess-facade.setting" }}
{{ first . }}: {value: {{ index . 1 | quote }}, is: {{ kindIs "invalid" (last .) | ternary "" (toString (last .)) | quote }}}
{{- end }}

{{/* A duration in seconds in the format of Spring. */}}
{{- define "ess-facade.seconds" -}}
{{ int64 . }}s
{{- end }}

{{- define "ess-facade.essSettings" -}}
{{- $sandbox := .Values.sandbox.enabled -}}
{{- $endpoint := ternary (printf "http://%s-sandbox:8180" (include "ess-facade.fullname" .)) .Values.ess.endpoint $sandbox -}}
{{- with .Values.ess -}}
{{- $json := empty .endpoints | ternary "" (dict "ess" (dict "endpoints" .endpoints) | toJson) -}}
{{- include "ess-facade.setting" (list "ESS_ENDPOINT" "ess.endpoint" $endpoint) }}
{{- include "ess-facade.setting" (list "ESS_ALLOW_PLAIN_HTTP" "ess.allowPlainHttp" (or .allowPlainHttp $sandbox | ternary "true" "")) }}
{{- include "ess-facade.setting" (list "ESS_NETWORK" "ess.network" .network) }}
{{- include "ess-facade.setting" (list "ESS_SIGNATURE_VERSION" "ess.signatureVersion" .signatureVersion) }}
{{- include "ess-facade.setting" (list "ESS_CONNECT_TIMEOUT" "ess.connectTimeoutSeconds" (include "ess-facade.seconds" .connectTimeoutSeconds)) }}
{{- include "ess-facade.setting" (list "ESS_READ_TIMEOUT" "ess.readTimeoutSeconds" (include "ess-facade.seconds" .readTimeoutSeconds)) }}
{{- include "ess-facade.setting" (list "ESS_DEADLINE" "ess.deadlineSeconds" (include "ess-facade.seconds" .deadlineSeconds)) }}
{{- include "ess-facade.setting" (list "ESS_MAX_CONCURRENT_CALLS" "ess.maxConcurrentCalls" (int64 .maxConcurrentCalls)) }}
{{- include "ess-facade.setting" (list "ESS_MAX_CONCURRENT_CALLS_PER_REGION" "ess.maxConcurrentCallsPerRegion" (int64 .maxConcurrentCallsPerRegion)) }}
{{- /* The endpoints are JSON, because a region's name contains dashes and a variable's name cannot. */}}
{{- include "ess-facade.setting" (list "SPRING_APPLICATION_JSON" "ess.endpoints" $json) }}
{{- end }}
{{- end }}

{{- define "ess-facade.facadeSettings" -}}
{{- with .Values -}}
{{- $readOnly := and .access.existingConfigMap .access.readOnly -}}
{{- $bundle := printf "/etc/ess-facade/trust/%s" .trust.key -}}
{{- include "ess-facade.setting" (list "FACADE_SECURITY_MODE" "security.mode" .security.mode) }}
{{- include "ess-facade.setting" (list "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI" "security.jwt.issuerUri" .security.jwt.issuerUri) }}
{{- include "ess-facade.setting" (list "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI" "security.jwt.jwkSetUri" .security.jwt.jwkSetUri) }}
{{- include "ess-facade.setting" (list "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES" "security.jwt.audiences" (join "," .security.jwt.audiences)) }}
{{- include "ess-facade.setting" (list "FACADE_ACCESS_RULES_FILE" "access.rules" "/etc/ess-facade/access/rules.yaml") }}
{{- include "ess-facade.setting" (list "FACADE_ACCESS_RULES" "access.rules" "") }}
{{- /* Set only with existingConfigMap: the chart's own rules file contains read-only, which a running pod reloads. */}}
{{- include "ess-facade.setting" (list "FACADE_ACCESS_READ_ONLY" "access.readOnly" (ternary "true" "" (not (empty $readOnly)))) }}
{{- include "ess-facade.setting" (list "FACADE_AUDIT_FILE" "audit.file" .audit.file) }}
{{- include "ess-facade.setting" (list "FACADE_MAX_WAIT" "watch.maxWaitSeconds" (include "ess-facade.seconds" .watch.maxWaitSeconds)) }}
{{- include "ess-facade.setting" (list "FACADE_MAX_STREAM" "watch.maxStreamSeconds" (include "ess-facade.seconds" .watch.maxStreamSeconds)) }}
{{- include "ess-facade.setting" (list "FACADE_MAX_WATCHERS" "watch.maxWatchers" (int64 .watch.maxWatchers)) }}
{{- include "ess-facade.setting" (list "FACADE_TRUSTED_PROXIES" "trustedProxies" (join "," .trustedProxies)) }}
{{- include "ess-facade.setting" (list "FACADE_ALLOWED_HOSTS" "allowedHosts" (include "ess-facade.allowedHosts" $)) }}
{{- include "ess-facade.setting" (list "FACADE_CORS_ALLOWED_ORIGINS" "cors.allowedOrigins" (join "," .cors.allowedOrigins)) }}
{{- include "ess-facade.setting" (list "FACADE_TRUST_CERTIFICATES" "trust.existingConfigMap" (empty .trust.existingConfigMap | ternary "" $bundle)) }}
{{- include "ess-facade.setting" (list "FACADE_EGRESS_PROXY_URL" "egressProxy.url" (include "ess-facade.proxyUrl" .egressProxy)) }}
{{- include "ess-facade.setting" (list "FACADE_EGRESS_PROXY_NO_PROXY" "egressProxy.noProxy" (join "," .egressProxy.noProxy)) }}
{{- range $variable := list "HTTPS_PROXY" "NO_PROXY" }}
{{- include "ess-facade.setting" (list $variable (eq $variable "NO_PROXY" | ternary "egressProxy.noProxy" "egressProxy.url") "") }}
{{- end }}
{{- include "ess-facade.setting" (list "FACADE_SWAGGER_LOGIN_AUTHORIZATION_URL" "swaggerUi.login.authorizationUrl" .swaggerUi.login.authorizationUrl) }}
{{- include "ess-facade.setting" (list "FACADE_SWAGGER_LOGIN_TOKEN_URL" "swaggerUi.login.tokenUrl" .swaggerUi.login.tokenUrl) }}
{{- end }}
{{- end }}

{{- define "ess-facade.serverSettings" -}}
{{- with .Values -}}
{{- $sampling := empty .tracing.otlpEndpoint | ternary "" (toString .tracing.samplingProbability) -}}
{{- include "ess-facade.setting" (list "SERVER_PORT" "" 8080) }}
{{- include "ess-facade.setting" (list "MANAGEMENT_SERVER_PORT" "" 9090) }}
{{- include "ess-facade.setting" (list "SERVER_SHUTDOWN" "" "graceful") }}
{{- include "ess-facade.setting" (list "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE" "shutdownTimeoutSeconds" (include "ess-facade.seconds" .shutdownTimeoutSeconds)) }}
{{- include "ess-facade.setting" (list "SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT" "keepAliveTimeoutSeconds" (include "ess-facade.seconds" .keepAliveTimeoutSeconds)) }}
{{- include "ess-facade.setting" (list "SERVER_TOMCAT_MAX_CONNECTIONS" "maxConnections" (int64 .maxConnections)) }}
{{- include "ess-facade.setting" (list "SPRINGDOC_SWAGGER_UI_ENABLED" "swaggerUi.enabled" .swaggerUi.enabled) }}
{{- include "ess-facade.setting" (list "SPRINGDOC_SWAGGER_UI_OAUTH_CLIENT_ID" "swaggerUi.login.clientId" .swaggerUi.login.clientId) }}
{{- include "ess-facade.setting" (list "LOGGING_LEVEL_DEV_ESSFACADE" "logLevel" .logLevel) }}
{{- include "ess-facade.setting" (list "LOGGING_STRUCTURED_FORMAT_CONSOLE" "logFormat" .logFormat) }}
{{- include "ess-facade.setting" (list "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT" "tracing.otlpEndpoint" .tracing.otlpEndpoint) }}
{{- include "ess-facade.setting" (list "MANAGEMENT_TRACING_SAMPLING_PROBABILITY" "tracing.samplingProbability" $sampling) }}
{{- end }}
{{- end }}

{{/*
Host names that requests may name: those of Service and routes, loopback for port-forward, and allowedHosts. The result
is empty and accepts any host if allowedHosts is empty and security.mode is jwt.
*/}}
{{- define "ess-facade.allowedHosts" -}}
{{- if or .Values.allowedHosts (eq .Values.security.mode "open") -}}
{{- $service := include "ess-facade.fullname" . -}}
{{- $inNamespace := printf "%s.%s" $service (include "ess-facade.namespace" .) -}}
{{- $cluster := list $service $inNamespace (printf "%s.svc" $inNamespace) (printf "%s.svc.cluster.local" $inNamespace) -}}
{{- $hosts := concat (list "localhost" "127.0.0.1" "[::1]") $cluster -}}
{{- range include "ess-facade.routeHosts" . | splitList " " | compact -}}
{{- if not (hasPrefix "*" .) }}{{ $hosts = append $hosts . }}{{ end -}}
{{- end -}}
{{- concat $hosts .Values.allowedHosts | uniq | join "," -}}
{{- end -}}
{{- end }}

{{/* Host names of Ingress and HTTPRoute, separated by spaces. */}}
{{- define "ess-facade.routeHosts" -}}
{{- $hosts := list -}}
{{- if .Values.ingress.enabled }}{{ range .Values.ingress.hosts }}{{ $hosts = append $hosts .host }}{{ end }}{{ end -}}
{{- if .Values.httpRoute.enabled }}{{ $hosts = concat $hosts .Values.httpRoute.hostnames }}{{ end -}}
{{- $hosts | compact | join " " -}}
{{- end }}

{{/* URL of the egress proxy; the kubelet inserts user and password. Call with .Values.egressProxy. */}}
{{- define "ess-facade.proxyUrl" -}}
{{- $credentials := empty .existingSecret | ternary "" "$(EGRESS_PROXY_USERNAME):$(EGRESS_PROXY_PASSWORD)@" -}}
{{- .url | replace "://" (printf "://%s" $credentials) -}}
{{- end }}
