{{/* The chart's name, or its alias in a parent chart. */}}
{{- define "ess-facade.name" -}}
{{- .Values.nameOverride | default .Chart.Name -}}
{{- end }}

{{/*
Name of the objects, at most 40 characters. Kubernetes and STS limit the length of names that contain it, such as the
session name in _credentials.tpl. A longer name is cut and ends in a hash, so that two long names stay different. A
Service's name must start with a letter: if the release's name does not, the chart's name is first.
*/}}
{{- define "ess-facade.fullname" -}}
{{- $name := include "ess-facade.name" . -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- if regexMatch "^[^a-z]" $full }}{{ $full = printf "%s-%s" $name .Release.Name }}{{ end -}}
{{- $full = $full | replace "." "-" -}}
{{- if gt (len $full) 40 -}}
{{- $full = printf "%s-%s" (trunc 31 $full | trimSuffix "-") (sha256sum $full | trunc 8) -}}
{{- end -}}
{{- .Values.fullnameOverride | default $full -}}
{{- end }}

{{- define "ess-facade.namespace" -}}
{{- .Values.namespaceOverride | default .Release.Namespace -}}
{{- end }}

{{- define "ess-facade.serviceAccountName" -}}
{{- $own := ternary (include "ess-facade.fullname" .) "default" .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default $own -}}
{{- end }}

{{/*
Metadata of an object; the chart's labels take precedence. Call with a dict: root, component; optionally suffix of the
name, namespace, labels, annotations.
*/}}
{{- define "ess-facade.metadata" -}}
name: {{ printf "%s%s" (include "ess-facade.fullname" .root) (.suffix | default "") | quote }}
namespace: {{ .namespace | default (include "ess-facade.namespace" .root) | quote }}
labels:
  {{- include "ess-facade.labels" (list .root .component (.labels | default dict)) | nindent 2 }}
{{- with .annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/*
Labels of an object; the chart's own take precedence over the labels of values. Call with a list: root, component;
optionally a dict of further labels, which take precedence over commonLabels.
*/}}
{{- define "ess-facade.labels" -}}
{{- $root := first . -}}
{{- $labels := include "ess-facade.selector" . | fromYaml -}}
{{- $_ := set $labels "app.kubernetes.io/version" (toString $root.Chart.AppVersion) -}}
{{- $_ := set $labels "app.kubernetes.io/managed-by" $root.Release.Service -}}
{{- $chart := printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" -}}
{{- $_ := set $labels "helm.sh/chart" ($chart | trunc 63 | trimSuffix "-") -}}
{{- range rest (rest .) }}{{ $labels = merge $labels . }}{{ end -}}
{{- merge $labels $root.Values.commonLabels | toYaml -}}
{{- end }}

{{/* Labels that never change, for selectors. Call with a list: root, component. */}}
{{- define "ess-facade.selector" -}}
{{- $root := first . -}}
app.kubernetes.io/name: {{ include "ess-facade.name" $root | trunc 63 | trimSuffix "-" | quote }}
app.kubernetes.io/instance: {{ $root.Release.Name | quote }}
app.kubernetes.io/component: {{ index . 1 | quote }}
{{- end }}

{{/*
Image reference: the digest takes precedence over the tag, and global.imageRegistry over the image's registry. A
repository that names a registry keeps it. Call with a list: root, image.
*/}}
{{- define "ess-facade.image" -}}
{{- $root := first . -}}
{{- $image := last . -}}
{{- $registry := (($root.Values.global).imageRegistry) | default $image.registry -}}
{{- if not (or (empty $registry) (regexMatch "^[^/]*[.:][^/]*/" $image.repository)) }}{{ $registry }}/{{ end -}}
{{- $image.repository -}}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag | default $root.Chart.AppVersion }}{{ end -}}
{{- end }}
