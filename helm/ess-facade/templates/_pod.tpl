{{/* Fields of every pod of this chart: security, registry and placement. */}}
{{- define "ess-facade.podDefaults" -}}
automountServiceAccountToken: false
# Otherwise Spring could read variables of the namespace's Services as settings.
enableServiceLinks: false
{{- with include "ess-facade.imagePullSecrets" . }}
imagePullSecrets:
  {{- . | nindent 2 }}
{{- end }}
{{- with .Values.podSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .Values.dnsPolicy }}
dnsPolicy: {{ . | quote }}
{{- end }}
{{- range $field := list "dnsConfig" "hostAliases" "nodeSelector" "tolerations" "affinity" }}
{{- with get $.Values $field }}
{{ $field }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Pull secrets of this chart and of its parent, each once. */}}
{{- define "ess-facade.imagePullSecrets" -}}
{{- $names := list -}}
{{- range concat .Values.imagePullSecrets ((.Values.global).imagePullSecrets | default list) -}}
{{- $names = append $names (kindIs "map" . | ternary (get (kindIs "map" . | ternary . dict) "name") .) -}}
{{- end -}}
{{- range $names | uniq }}
- name: {{ . | quote }}
{{- end }}
{{- end }}

{{/* Security context and resources of a container. Call with a list: root, resources. */}}
{{- define "ess-facade.containerDefaults" -}}
{{- with (first .).Values.securityContext -}}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with last . }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Constraints for the pods of the service. A constraint without a selector selects these pods. */}}
{{- define "ess-facade.topologySpread" -}}
{{- $selector := dict "matchLabels" (include "ess-facade.selector" (list . "service") | fromYaml) -}}
{{- with .Values.topologySpreadConstraints -}}
topologySpreadConstraints:
  {{- range . }}
  - {{ toYaml (merge (deepCopy .) (dict "labelSelector" $selector)) | nindent 4 | trim }}
  {{- end }}
{{- end }}
{{- end }}
