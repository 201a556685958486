{{/*
A helm test pod that runs one shell script. It only reads and never calls the cloud. Call with a dict: root, name, script.
*/}}
{{- define "ess-facade.testPod" -}}
{{- if .root.Values.tests.enabled -}}
{{- $annotations := dict "helm.sh/hook" "test" "helm.sh/hook-delete-policy" "before-hook-creation" -}}
{{- $labels := merge (deepCopy .root.Values.tests.podLabels) .root.Values.podLabels -}}
{{- $metadata := dict "root" .root "component" "test" "suffix" (printf "-test-%s" .name) "labels" $labels -}}
{{- $_ := set $metadata "annotations" (merge $annotations .root.Values.podAnnotations) -}}
apiVersion: v1
kind: Pod
metadata:
  # The pod remains until the next run, so that "helm test --logs" finds it.
  {{- include "ess-facade.metadata" $metadata | nindent 2 }}
spec:
  restartPolicy: Never
  {{- include "ess-facade.podDefaults" .root | nindent 2 }}
  activeDeadlineSeconds: 120
  containers:
    - name: test
      image: {{ include "ess-facade.image" (list .root .root.Values.tests.image) | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy | quote }}
      command: [sh, -ec]
      args:
        - |
          {{- .script | nindent 10 }}
      {{- include "ess-facade.containerDefaults" (list .root .root.Values.tests.resources) | nindent 6 }}
{{- end }}
{{- end }}
