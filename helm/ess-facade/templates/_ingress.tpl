{{/* What an nginx controller must be told. */}}
{{- define "ess-facade.nginxAnnotations" -}}
nginx.ingress.kubernetes.io/proxy-read-timeout: {{ int64 .Values.gateway.requestTimeoutSeconds | quote }}
# Without "non_idempotent": a POST is never sent twice by the gateway.
nginx.ingress.kubernetes.io/proxy-next-upstream: error timeout
{{- with .Values.gateway.prefix }}
nginx.ingress.kubernetes.io/use-regex: "true"
nginx.ingress.kubernetes.io/rewrite-target: /$2
nginx.ingress.kubernetes.io/x-forwarded-prefix: {{ . }}
{{- end }}
{{- end }}
