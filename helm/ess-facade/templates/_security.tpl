{{/*
What Pod Security "restricted" asks for, the same for every pod of this chart. It is no value: nothing that runs here
needs more, and a value could only weaken it.
*/}}
{{- define "ess-facade.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "ess-facade.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}
