{{/* Where a rule of the HTTPRoute leads, and how the prefix comes off on the way. */}}
{{- define "ess-facade.routeTarget" -}}
{{- with .Values.gateway.prefix -}}
filters:
  - type: URLRewrite
    urlRewrite:
      path:
        type: ReplacePrefixMatch
        replacePrefixMatch: /
  - type: RequestHeaderModifier
    requestHeaderModifier:
      set:
        - name: X-Forwarded-Prefix
          value: {{ . }}
{{ end -}}
backendRefs:
  - name: {{ include "ess-facade.fullname" . }}
    port: {{ int64 .Values.service.port }}
{{- end }}
