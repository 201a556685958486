{{/* What the objects are called. Forty characters leave room for endings and for a session name (see _credentials.tpl). */}}
{{- define "ess-facade.fullname" -}}
{{- $made := ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) -}}
{{- .Values.fullnameOverride | default $made | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- define "ess-facade.serviceAccountName" -}}
{{- $own := ternary (include "ess-facade.fullname" .) "default" .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default $own -}}
{{- end }}

{{/* Labels of every object. Call with a list: root, component. */}}
{{- define "ess-facade.labels" -}}
{{- $root := first . -}}
{{ include "ess-facade.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* The labels that never change, to select by. Call with a list: root, component. */}}
{{- define "ess-facade.selector" -}}
{{- $root := first . -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name | quote }}
app.kubernetes.io/component: {{ last . }}
{{- end }}

{{/* An image reference: the digest, when named, decides. Call with a list: image, tag to fall back on. */}}
{{- define "ess-facade.image" -}}
{{- $image := first . -}}
{{- if $image.digest -}}
{{ printf "%s@%s" $image.repository $image.digest }}
{{- else -}}
{{ printf "%s:%s" $image.repository ($image.tag | default (last .)) }}
{{- end -}}
{{- end }}
