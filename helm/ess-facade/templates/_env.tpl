{{/* One environment variable, left out when the value is empty. Call with a list: name, value. */}}
{{- define "ess-facade.envVar" -}}
{{- if last . }}
- name: {{ first . }}
  value: {{ last . | toString | quote }}
{{- end }}
{{- end }}

{{/* A duration in seconds as Spring reads it. */}}
{{- define "ess-facade.seconds" -}}
{{ int64 . }}s
{{- end }}

{{/* The environment of the service. The names are the settings of docs/settings.md. */}}
{{- define "ess-facade.env" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{ include "ess-facade.credentialsEnv" . }}
{{- include "ess-facade.essEnv" . }}
{{- include "ess-facade.facadeEnv" . }}
{{- include "ess-facade.serverEnv" . }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "ess-facade.essEnv" -}}
{{- $endpoint := ternary (printf "http://%s-sandbox:8180" (include "ess-facade.fullname" .)) .Values.ess.endpoint .Values.sandbox.enabled -}}
{{- with .Values.ess -}}
{{- include "ess-facade.envVar" (list "ESS_ENDPOINT" $endpoint) }}
{{- include "ess-facade.envVar" (list "ESS_ALLOW_PLAIN_HTTP" (or .allowPlainHttp $.Values.sandbox.enabled)) }}
{{- include "ess-facade.envVar" (list "ESS_NETWORK" .network) }}
{{- include "ess-facade.envVar" (list "ALIBABA_CLOUD_STS_ENDPOINT" .stsEndpoint) }}
{{- include "ess-facade.envVar" (list "ALIBABA_CLOUD_STS_REGION" .stsRegion) }}
{{- include "ess-facade.envVar" (list "ESS_SIGNATURE_VERSION" .signatureVersion) }}
{{- include "ess-facade.envVar" (list "ESS_CONNECT_TIMEOUT" (include "ess-facade.seconds" .connectTimeoutSeconds)) }}
{{- include "ess-facade.envVar" (list "ESS_READ_TIMEOUT" (include "ess-facade.seconds" .readTimeoutSeconds)) }}
{{- include "ess-facade.envVar" (list "ESS_DEADLINE" (include "ess-facade.seconds" .deadlineSeconds)) }}
{{- include "ess-facade.envVar" (list "ESS_MAX_CONCURRENT_CALLS" (int64 .maxConcurrentCalls)) }}
{{- include "ess-facade.envVar" (list "ESS_MAX_CONCURRENT_CALLS_PER_REGION" (int64 .maxConcurrentCallsPerRegion)) }}
{{- if .endpoints }}
# A region's name has dashes, which a variable's name cannot have: hence JSON.
- name: SPRING_APPLICATION_JSON
  value: {{ dict "ess" (dict "endpoints" .endpoints) | toJson | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "ess-facade.facadeEnv" -}}
{{- with .Values -}}
{{- include "ess-facade.envVar" (list "FACADE_SECURITY_MODE" .security.mode) }}
{{- include "ess-facade.envVar" (list "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI" .security.jwt.issuerUri) }}
{{- include "ess-facade.envVar" (list "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI" .security.jwt.jwkSetUri) }}
{{- include "ess-facade.envVar" (list "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES" (join "," .security.jwt.audiences)) }}
{{- include "ess-facade.envVar" (list "FACADE_ACCESS_RULES_FILE" "/etc/ess-facade/access/rules.yaml") }}
{{- if .access.existingConfigMap }}
# The chart's own file says it too, and running pods see that change.
{{- include "ess-facade.envVar" (list "FACADE_ACCESS_READ_ONLY" .access.readOnly) }}
{{- end }}
{{- include "ess-facade.envVar" (list "FACADE_AUDIT_FILE" .audit.file) }}
{{- include "ess-facade.envVar" (list "FACADE_TRUSTED_PROXIES" (join "," .gateway.trustedProxies)) }}
{{- include "ess-facade.envVar" (list "FACADE_CORS_ALLOWED_ORIGINS" (join "," .cors.allowedOrigins)) }}
{{- end }}
{{- end }}

{{- define "ess-facade.serverEnv" -}}
{{- with .Values -}}
{{- include "ess-facade.envVar" (list "SERVER_PORT" 8080) }}
{{- include "ess-facade.envVar" (list "MANAGEMENT_SERVER_PORT" 9090) }}
{{- include "ess-facade.envVar" (list "SERVER_SHUTDOWN" "graceful") }}
{{- include "ess-facade.envVar" (list "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE" (include "ess-facade.seconds" .lifecycle.drainSeconds)) }}
{{- include "ess-facade.envVar" (list "SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT" (include "ess-facade.seconds" .server.keepAliveSeconds)) }}
{{- include "ess-facade.envVar" (list "SPRINGDOC_SWAGGER_UI_ENABLED" (toString .swaggerUi.enabled)) }}
{{- include "ess-facade.envVar" (list "FACADE_SWAGGER_LOGIN_AUTHORIZATION_URL" .swaggerUi.login.authorizationUrl) }}
{{- include "ess-facade.envVar" (list "FACADE_SWAGGER_LOGIN_TOKEN_URL" .swaggerUi.login.tokenUrl) }}
{{- include "ess-facade.envVar" (list "SPRINGDOC_SWAGGER_UI_OAUTH_CLIENT_ID" .swaggerUi.login.clientId) }}
{{- include "ess-facade.envVar" (list "LOGGING_STRUCTURED_FORMAT_CONSOLE" .logging.format) }}
{{- if .tracing.otlpEndpoint }}
{{- include "ess-facade.envVar" (list "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT" .tracing.otlpEndpoint) }}
{{- include "ess-facade.envVar" (list "MANAGEMENT_TRACING_SAMPLING_PROBABILITY" (toString .tracing.samplingProbability)) }}
{{- end }}
{{- end }}
{{- end }}
