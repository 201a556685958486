{{/*
Ports outside the cluster that the service calls, each listed once. Port 443 is the default of ESS, STS and the issuer.
The URLs in the values add their ports. If an egress proxy is used for all hosts (no noProxy), its port replaces those
of ESS, STS and issuer. In the sandbox, another rule permits the simulator, and STS is not called.
*/}}
{{- define "ess-facade.egressPorts" -}}
{{- $jwt := eq .Values.security.mode "jwt" -}}
{{- $sandbox := .Values.sandbox.enabled -}}
{{- $proxy := .Values.egressProxy -}}
{{- $urls := list -}}
{{- if or $jwt (not $sandbox) }}{{ $urls = append $urls "https://default" }}{{ end -}}
{{- if $jwt -}}
{{- $urls = append $urls (.Values.security.jwt.jwkSetUri | default .Values.security.jwt.issuerUri) -}}
{{- end -}}
{{- if not $sandbox -}}
{{- $urls = concat $urls (list .Values.ess.endpoint .Values.ess.stsEndpoint) (values .Values.ess.endpoints) -}}
{{- end -}}
{{- if and $proxy.url $urls -}}
{{- $urls = empty $proxy.noProxy | ternary (list $proxy.url) (append $urls $proxy.url) -}}
{{- end -}}
{{- $ports := list -}}
{{- range append $urls .Values.tracing.otlpEndpoint | compact }}{{ $ports = append $ports (include "ess-facade.port" .) }}{{ end -}}
{{- $ports | uniq | sortAlpha | join " " -}}
{{- end }}

{{/* Port of a URL. STS can be a host without a scheme, which is called over https. */}}
{{- define "ess-facade.port" -}}
{{- $url := urlParse (ternary . (printf "https://%s" .) (contains "://" .)) -}}
{{- regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "80" "443" (eq $url.scheme "http")) -}}
{{- end }}

{{/* Peer for all addresses of an IP family except the blocked ones. Call with a list: root, CIDR of all addresses. */}}
{{- define "ess-facade.anyAddress" -}}
{{- $all := last . -}}
{{- $blocked := list -}}
{{- range (first .).Values.networkPolicy.blockedAddresses -}}
{{- if eq (contains ":" .) (contains ":" $all) }}{{ $blocked = append $blocked . }}{{ end -}}
{{- end -}}
- ipBlock:
    cidr: {{ $all | quote }}
    {{- with $blocked }}
    except:
      {{- toYaml . | nindent 6 }}
    {{- end }}
{{- end }}

{{/* Ports of a rule: the named ones and, in the ambient mesh, the port at which traffic of other pods arrives. */}}
{{- define "ess-facade.ports" -}}
{{- range rest . }}
- port: {{ . }}
{{- end }}
{{- if eq (first .).Values.networkPolicy.mesh "istio-ambient" }}
- port: 15008
{{- end }}
{{- end }}
