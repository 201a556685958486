{{/* Exactly one source of credentials, complete, and said in so many words; none but the simulator's own in the sandbox. */}}
{{- define "ess-facade.checkCredentials" -}}
{{- $c := .Values.credentials -}}
{{- $named := list -}}
{{- if $c.existingSecret.name }}{{ $named = append $named "existingSecret" }}{{ end -}}
{{- if or $c.rrsa.roleName $c.rrsa.roleArn $c.rrsa.oidcProviderArn }}{{ $named = append $named "rrsa" }}{{ end -}}
{{- if $c.ecsRole.name }}{{ $named = append $named "ecsRole" }}{{ end -}}
{{- if or $c.inline.accessKeyId $c.inline.accessKeySecret $c.inline.securityToken }}{{ $named = append $named "inline" }}{{ end -}}
{{- if .Values.sandbox.enabled -}}
  {{- if or $c.source $named -}}
  {{- fail (printf "sandbox.enabled refuses real credentials: take out credentials.%s." (first $named | default "source")) -}}
  {{- end -}}
  {{- if or .Values.ess.endpoint .Values.ess.endpoints -}}
  {{- fail "sandbox.enabled sends every region to the simulator: take out ess.endpoint and ess.endpoints." -}}
  {{- end -}}
{{- else -}}
  {{- if not $c.source -}}
  {{- fail "credentials.source must be said: \"existingSecret\", \"rrsa\", \"ecsRole\" or \"inline\" (or set sandbox.enabled=true to try the service without a cloud account)." -}}
  {{- end -}}
  {{- range without $named $c.source -}}
  {{- fail (printf "credentials.source is %s, but credentials.%s is filled in as well: name one source only." $c.source .) -}}
  {{- end -}}
  {{- include "ess-facade.checkSource" $c -}}
  {{- if and (include "ess-facade.projectsToken" .) (eq .Values.ess.network "vpc") (not (or .Values.ess.stsRegion .Values.ess.stsEndpoint)) -}}
  {{- fail "ess.network=vpc with credentials.rrsa.mode=projected needs ess.stsRegion or ess.stsEndpoint, else nobody knows whose STS to ask." -}}
  {{- end -}}
{{- end -}}
{{- end }}

{{/* The fields that the chosen source needs. Call with .Values.credentials. */}}
{{- define "ess-facade.checkSource" -}}
{{- if and (eq .source "existingSecret") (not .existingSecret.name) -}}
{{- fail "credentials.source=existingSecret needs credentials.existingSecret.name." -}}
{{- end -}}
{{- if and (eq .source "rrsa") (eq .rrsa.mode "webhook") (not .rrsa.roleName) -}}
{{- fail "credentials.rrsa.mode=webhook needs credentials.rrsa.roleName (the name, not the ARN)." -}}
{{- end -}}
{{- if and (eq .source "rrsa") (eq .rrsa.mode "projected") (not (and .rrsa.roleArn .rrsa.oidcProviderArn)) -}}
{{- fail "credentials.rrsa.mode=projected needs credentials.rrsa.roleArn and credentials.rrsa.oidcProviderArn." -}}
{{- end -}}
{{- if and (eq .source "ecsRole") (not .ecsRole.name) -}}
{{- fail "credentials.source=ecsRole needs credentials.ecsRole.name: the role of a node is never taken unasked." -}}
{{- end -}}
{{- if eq .source "inline" -}}
  {{- if not .inline.acceptKeysInRelease -}}
  {{- fail "credentials.inline puts the keys readable into the Helm release: use existingSecret, or set credentials.inline.acceptKeysInRelease=true." -}}
  {{- end -}}
  {{- if not (and .inline.accessKeyId .inline.accessKeySecret) -}}
  {{- fail "credentials.source=inline needs credentials.inline.accessKeyId and credentials.inline.accessKeySecret." -}}
  {{- end -}}
{{- end -}}
{{- end }}

{{/* "existingSecret" and "inline" both end as a mounted Secret: this is its name, or nothing. */}}
{{- define "ess-facade.credentialsSecret" -}}
{{- $c := .Values.credentials -}}
{{- if eq $c.source "existingSecret" }}{{ $c.existingSecret.name }}{{ end -}}
{{- if eq $c.source "inline" }}{{ include "ess-facade.fullname" . }}-credentials{{ end -}}
{{- end }}

{{- define "ess-facade.projectsToken" -}}
{{- if and (eq .Values.credentials.source "rrsa") (eq .Values.credentials.rrsa.mode "projected") }}yes{{ end -}}
{{- end }}

{{/*
What ActionTrail shows of an RRSA session: namespace and pod. STS takes at most 64 characters and no slash; a pod's name
is ours and up to 17 characters, so the namespace gets what is left.
*/}}
{{- define "ess-facade.sessionName" -}}
{{- $room := sub 46 (len (include "ess-facade.fullname" .)) | int -}}
{{ .Release.Namespace | trunc $room }}.$(POD_NAME)
{{- end }}

{{- define "ess-facade.credentialsEnv" -}}
{{- $c := .Values.credentials -}}
{{- if .Values.sandbox.enabled -}}
# The simulator's own key pair: it opens nothing else, so it is no secret.
- name: ALIBABA_CLOUD_ACCESS_KEY_ID
  value: simulator-key-id
- name: ALIBABA_CLOUD_ACCESS_KEY_SECRET
  value: simulator-key-secret
{{- else if include "ess-facade.credentialsSecret" . -}}
- name: ESS_CREDENTIALS_DIRECTORY
  value: /etc/ess-facade/credentials
{{- else if eq $c.source "ecsRole" -}}
- name: ESS_CREDENTIALS_ECS_ROLE
  value: {{ $c.ecsRole.name | quote }}
{{- else -}}
- name: ALIBABA_CLOUD_ROLE_SESSION_NAME
  value: {{ include "ess-facade.sessionName" . }}
{{- if include "ess-facade.projectsToken" . }}
- name: ALIBABA_CLOUD_ROLE_ARN
  value: {{ $c.rrsa.roleArn | quote }}
- name: ALIBABA_CLOUD_OIDC_PROVIDER_ARN
  value: {{ $c.rrsa.oidcProviderArn | quote }}
- name: ALIBABA_CLOUD_OIDC_TOKEN_FILE
  value: /var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token
{{- end }}
{{- end -}}
{{- end }}

{{/* What ack-pod-identity-webhook reads on the ServiceAccount. */}}
{{- define "ess-facade.rrsaAnnotations" -}}
{{- with .Values.credentials -}}
{{- if and (eq .source "rrsa") (eq .rrsa.mode "webhook") -}}
pod-identity.alibabacloud.com/role-name: {{ .rrsa.roleName | quote }}
pod-identity.alibabacloud.com/service-account-token-expiration: {{ int64 .rrsa.tokenExpirationSeconds | quote }}
{{- end -}}
{{- end -}}
{{- end }}
