{{/* Annotations for an nginx controller. */}}
{{- define "ess-facade.nginxAnnotations" -}}
nginx.ingress.kubernetes.io/proxy-read-timeout: {{ int64 .Values.gatewayRequestTimeoutSeconds | quote }}
# Without "non_idempotent", the gateway never sends a POST twice.
nginx.ingress.kubernetes.io/proxy-next-upstream: error timeout
{{- with .Values.pathPrefix }}
nginx.ingress.kubernetes.io/use-regex: "true"
nginx.ingress.kubernetes.io/rewrite-target: /$2
nginx.ingress.kubernetes.io/x-forwarded-prefix: {{ . | quote }}
{{- end }}
{{- end }}

{{/* Default paths, for a host whose paths are not set. */}}
{{- define "ess-facade.ingressPaths" -}}
{{- if .Values.pathPrefix -}}
- path: {{ printf "%s(/|$)(.*)" .Values.pathPrefix | quote }}
  pathType: ImplementationSpecific
{{- else -}}
- path: /
  pathType: Prefix
{{- end -}}
{{- end }}
