{{/* Volumes of the service's pods. The helper below mounts them in the same order. */}}
{{- define "ess-facade.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.tmpSizeLimit | quote }}
{{- with include "ess-facade.credentialsSecret" . }}
# Mounted as a folder: the kubelet does not update single mounted files (subPath) if the Secret changes.
- name: credentials
  secret:
    secretName: {{ . | quote }}
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
# Mounted as a folder, so that a changed ConfigMap reaches the running pod.
- name: access
  configMap:
    name: {{ .Values.access.existingConfigMap | default (printf "%s-access" (include "ess-facade.fullname" .)) | quote }}
{{- with .Values.trust.existingConfigMap }}
- name: trust
  configMap:
    name: {{ . | quote }}
{{- end }}
{{- if .Values.audit.file }}
- name: audit
  {{- if .Values.audit.volume.existingClaim }}
  persistentVolumeClaim:
    claimName: {{ .Values.audit.volume.existingClaim | quote }}
  {{- else }}
  emptyDir:
    sizeLimit: {{ .Values.audit.volume.emptyDirSize | quote }}
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
{{- if .Values.trust.existingConfigMap }}
- name: trust
  mountPath: /etc/ess-facade/trust
  readOnly: true
{{- end }}
{{- if .Values.audit.file }}
- name: audit
  mountPath: {{ .Values.audit.volume.mountPath | quote }}
  {{- if .Values.audit.volume.existingClaim }}
  # All pods share the claim, and two pods must not append to one file.
  subPathExpr: $(POD_NAME)
  {{- end }}
{{- end }}
{{- end }}
