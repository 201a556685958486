{{/* What an nginx controller must be told. */}}
{{- define "ess-facade.nginxAnnotations" -}}
# An Ingress cannot tell a stream from a request: the longer time holds for both, and the service ends requests itself.
nginx.ingress.kubernetes.io/proxy-read-timeout: {{ max (int64 .Values.gateway.streamTimeoutSeconds) (int64 .Values.gateway.requestTimeoutSeconds) | quote }}
# Events must pass as they come.
nginx.ingress.kubernetes.io/proxy-buffering: "off"
# Without "non_idempotent": a POST is never sent twice by the gateway.
nginx.ingress.kubernetes.io/proxy-next-upstream: error timeout
{{- with .Values.gateway.prefix }}
nginx.ingress.kubernetes.io/use-regex: "true"
nginx.ingress.kubernetes.io/rewrite-target: /$2
nginx.ingress.kubernetes.io/x-forwarded-prefix: {{ . }}
{{- end }}
{{- end }}
