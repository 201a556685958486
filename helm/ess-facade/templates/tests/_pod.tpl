{{/*
A helm test pod that runs one shell line. It only reads, and what it asks cannot reach the cloud.
Call with a dict: root, name, script.
*/}}
{{- define "ess-facade.testPod" -}}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "ess-facade.fullname" .root }}-test-{{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "ess-facade.labels" (list .root "test") | nindent 4 }}
  annotations:
    helm.sh/hook: test
    # It stays until the next run, so that "helm test --logs" finds it.
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  activeDeadlineSeconds: 120
  securityContext:
    {{- include "ess-facade.podSecurity" .root | nindent 4 }}
  containers:
    - name: test
      image: {{ include "ess-facade.image" (list .root.Values.tests.image .root.Chart.AppVersion) | quote }}
      command: [sh, -ec]
      args:
        - |
          {{- .script | nindent 10 }}
      resources:
        requests:
          cpu: 10m
          memory: 16Mi
        limits:
          memory: 64Mi
      securityContext:
        {{- include "ess-facade.containerSecurity" .root | nindent 8 }}
{{- end }}
