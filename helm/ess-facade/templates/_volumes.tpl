{{/* The volumes of the service's pod; _volumeMounts below mounts them in the same order. */}}
{{- define "ess-facade.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.tmpSizeLimit }}
{{- with include "ess-facade.credentialsSecret" . }}
# A whole folder, not single files: only so does a changed Secret reach the running pod.
- name: credentials
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- if include "ess-facade.projectsToken" . }}
- name: rrsa-token
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken:
          audience: sts.aliyuncs.com
          expirationSeconds: {{ int64 .Values.credentials.rrsa.tokenExpirationSeconds }}
          path: token
{{- end }}
# A folder here, too, for the same reason.
- name: access
  configMap:
    name: {{ .Values.access.existingConfigMap | default (printf "%s-access" (include "ess-facade.fullname" .)) }}
{{- if .Values.audit.file }}
- name: audit
  {{- if .Values.audit.volume.existingClaim }}
  persistentVolumeClaim:
    claimName: {{ .Values.audit.volume.existingClaim }}
  {{- else }}
  emptyDir:
    sizeLimit: {{ .Values.audit.volume.emptyDirSize }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "ess-facade.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if include "ess-facade.credentialsSecret" . }}
- name: credentials
  mountPath: /etc/ess-facade/credentials
  readOnly: true
{{- end }}
{{- if include "ess-facade.projectsToken" . }}
- name: rrsa-token
  mountPath: /var/run/secrets/ack.alibabacloud.com/rrsa-tokens
  readOnly: true
{{- end }}
- name: access
  mountPath: /etc/ess-facade/access
  readOnly: true
{{- if .Values.audit.file }}
- name: audit
  mountPath: {{ .Values.audit.volume.mountPath }}
  {{- if .Values.audit.volume.existingClaim }}
  # One claim serves all pods, and two pods must not append to one file.
  subPathExpr: $(POD_NAME)
  {{- end }}
{{- end }}
{{- end }}
