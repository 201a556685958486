{{/*
The ports beyond the cluster that the service has to reach, each once: 443, where ESS, STS and an issuer are unless a URL
says otherwise, and those of the URLs. The sandbox has its own rule for ESS, and asks no STS.
*/}}
{{- define "ess-facade.egressPorts" -}}
{{- $jwt := eq .Values.security.mode "jwt" -}}
{{- $urls := list .Values.tracing.otlpEndpoint -}}
{{- if or $jwt (not .Values.sandbox.enabled) }}{{ $urls = append $urls "https://by.default" }}{{ end -}}
{{- if $jwt -}}
{{- $urls = append $urls (.Values.security.jwt.jwkSetUri | default .Values.security.jwt.issuerUri) -}}
{{- end -}}
{{- if not .Values.sandbox.enabled -}}
{{- $urls = concat $urls (list .Values.ess.endpoint .Values.ess.stsEndpoint) (values .Values.ess.endpoints) -}}
{{- end -}}
{{- $ports := list -}}
{{- range compact $urls }}{{ $ports = append $ports (include "ess-facade.port" .) }}{{ end -}}
{{- $ports | uniq | sortAlpha | join " " -}}
{{- end }}

{{/* The port that a URL leads to; a host alone, as STS may be named, is asked by https. */}}
{{- define "ess-facade.port" -}}
{{- $url := urlParse (ternary . (printf "https://%s" .) (contains "://" .)) -}}
{{- regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "80" "443" (eq $url.scheme "http")) -}}
{{- end }}
