{{/* IP families of a Service. */}}
{{- define "ess-facade.ipFamilies" -}}
{{- with .Values.service.ipFamilyPolicy -}}
ipFamilyPolicy: {{ . | quote }}
{{- end }}
{{- with .Values.service.ipFamilies }}
ipFamilies:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* A port of a Service; the container port has the same name. Call with a list: root, name, port. */}}
{{- define "ess-facade.servicePort" -}}
- name: {{ index . 1 | quote }}
  port: {{ int64 (last .) }}
  targetPort: {{ index . 1 | quote }}
  protocol: TCP
  {{- with (first .).Values.service.appProtocol }}
  appProtocol: {{ . | quote }}
  {{- end }}
{{- end }}
