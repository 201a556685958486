{{/* Fails unless exactly one complete source of credentials is set. In the sandbox none may be set. */}}
{{- define "ess-facade.checkCredentials" -}}
{{- $c := .Values.credentials -}}
{{- $set := list -}}
{{- if $c.existingSecret }}{{ $set = append $set "existingSecret" }}{{ end -}}
{{- if or $c.rrsa.roleName $c.rrsa.roleArn $c.rrsa.oidcProviderArn }}{{ $set = append $set "rrsa" }}{{ end -}}
{{- if $c.ecsRole.name }}{{ $set = append $set "ecsRole" }}{{ end -}}
{{- if or $c.inline.accessKeyId $c.inline.accessKeySecret $c.inline.securityToken }}{{ $set = append $set "inline" }}{{ end -}}
{{- if .Values.sandbox.enabled -}}
  {{- if or $c.source $set -}}
  {{- fail (printf "sandbox.enabled excludes real credentials: remove credentials.%s." (first $set | default "source")) -}}
  {{- end -}}
  {{- if or .Values.ess.endpoint .Values.ess.endpoints -}}
  {{- fail "sandbox.enabled sends the calls of every region to the simulator: remove ess.endpoint and ess.endpoints." -}}
  {{- end -}}
{{- else -}}
  {{- if not $c.source -}}
  {{- fail "credentials.source is required: \"existingSecret\", \"rrsa\", \"ecsRole\" or \"inline\" (or set sandbox.enabled=true to try the service without a cloud account)." -}}
  {{- end -}}
  {{- range without $set $c.source -}}
  {{- fail (printf "credentials.source is %s, but credentials.%s is set too: configure one source only." $c.source .) -}}
  {{- end -}}
  {{- include "ess-facade.checkSource" $c -}}
  {{- if and (include "ess-facade.projectsToken" .) (eq .Values.ess.network "vpc") (not (or .Values.ess.stsRegion .Values.ess.stsEndpoint)) -}}
  {{- fail "ess.network=vpc with credentials.rrsa.mode=projected needs ess.stsRegion or ess.stsEndpoint: the VPC endpoint of STS is regional." -}}
  {{- end -}}
  {{- if and (eq $c.source "rrsa") (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) -}}
  {{- fail "credentials.source=rrsa with serviceAccount.create=false needs serviceAccount.name: the namespace's default ServiceAccount has no RAM role." -}}
  {{- end -}}
{{- end -}}
{{- end }}

{{/* Fails if a field that the source needs is empty. Call with .Values.credentials. */}}
{{- define "ess-facade.checkSource" -}}
{{- if and (eq .source "existingSecret") (not .existingSecret) -}}
{{- fail "credentials.source=existingSecret needs credentials.existingSecret, the name of a Secret." -}}
{{- end -}}
{{- if and (eq .source "rrsa") (eq .rrsa.mode "webhook") (not .rrsa.roleName) -}}
{{- fail "credentials.rrsa.mode=webhook needs credentials.rrsa.roleName (the name, not the ARN)." -}}
{{- end -}}
{{- if and (eq .source "rrsa") (eq .rrsa.mode "projected") (not (and .rrsa.roleArn .rrsa.oidcProviderArn)) -}}
{{- fail "credentials.rrsa.mode=projected needs credentials.rrsa.roleArn and credentials.rrsa.oidcProviderArn." -}}
{{- end -}}
{{- if and (eq .source "ecsRole") (not .ecsRole.name) -}}
{{- fail "credentials.source=ecsRole needs credentials.ecsRole.name: a node's role is never used without its name." -}}
{{- end -}}
{{- if eq .source "inline" -}}
  {{- if not .inline.acceptKeysInRelease -}}
  {{- fail "credentials.inline stores the credentials in plain text in the Helm release: use existingSecret, or set credentials.inline.acceptKeysInRelease=true." -}}
  {{- end -}}
  {{- if not (and .inline.accessKeyId .inline.accessKeySecret) -}}
  {{- fail "credentials.source=inline needs credentials.inline.accessKeyId and credentials.inline.accessKeySecret." -}}
  {{- end -}}
{{- end -}}
{{- end }}

{{/* Name of the mounted Secret with "existingSecret" and "inline", otherwise empty. */}}
{{- define "ess-facade.credentialsSecret" -}}
{{- $c := .Values.credentials -}}
{{- if eq $c.source "existingSecret" }}{{ $c.existingSecret }}{{ end -}}
{{- if eq $c.source "inline" }}{{ include "ess-facade.fullname" . }}-credentials{{ end -}}
{{- end }}

{{- define "ess-facade.projectsToken" -}}
{{- if and (eq .Values.credentials.source "rrsa") (eq .Values.credentials.rrsa.mode "projected") }}yes{{ end -}}
{{- end }}

{{/*
Session name that ActionTrail shows for RRSA: namespace and pod. STS permits 64 characters and no slash. A pod's name is
17 characters longer than fullname. The namespace is cut to the remaining length.
*/}}
{{- define "ess-facade.sessionName" -}}
{{- $rest := sub 46 (len (include "ess-facade.fullname" .)) | int -}}
{{ include "ess-facade.namespace" . | trunc $rest }}.$(POD_NAME)
{{- end }}

{{- define "ess-facade.credentialsSettings" -}}
{{- $sandbox := .Values.sandbox.enabled -}}
{{- $rrsa := eq .Values.credentials.source "rrsa" -}}
{{- $projected := not (empty (include "ess-facade.projectsToken" .)) -}}
{{- $folder := empty (include "ess-facade.credentialsSecret" .) | ternary "" "/etc/ess-facade/credentials" -}}
{{- with .Values.credentials -}}
{{- /* The key pair of the simulator is no secret: it is valid nowhere else. */}}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_ACCESS_KEY_ID" "credentials" (ternary "simulator-key-id" "" $sandbox)) }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_ACCESS_KEY_SECRET" "credentials" (ternary "simulator-key-secret" "" $sandbox)) }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_SECURITY_TOKEN" "credentials" "") }}
{{- include "ess-facade.setting" (list "ESS_CREDENTIALS_DIRECTORY" "credentials.existingSecret" $folder) }}
{{- include "ess-facade.setting" (list "ESS_CREDENTIALS_ECS_ROLE" "credentials.ecsRole.name" (ternary .ecsRole.name "" (eq .source "ecsRole"))) }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_ROLE_SESSION_NAME" "credentials.rrsa" (ternary (include "ess-facade.sessionName" $) "" $rrsa)) }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_ROLE_ARN" "credentials.rrsa.roleArn" (ternary .rrsa.roleArn "" $projected)) }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_OIDC_PROVIDER_ARN" "credentials.rrsa.oidcProviderArn" (ternary .rrsa.oidcProviderArn "" $projected)) }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_OIDC_TOKEN_FILE" "credentials.rrsa" (ternary "/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token" "" $projected)) }}
{{- end }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_STS_ENDPOINT" "ess.stsEndpoint" .Values.ess.stsEndpoint) }}
{{- include "ess-facade.setting" (list "ALIBABA_CLOUD_STS_REGION" "ess.stsRegion" .Values.ess.stsRegion) }}
{{- end }}

{{/* Annotations of the ServiceAccount that ack-pod-identity-webhook reads. */}}
{{- define "ess-facade.rrsaAnnotations" -}}
{{- with .Values.credentials -}}
{{- if and (eq .source "rrsa") (eq .rrsa.mode "webhook") -}}
pod-identity.alibabacloud.com/role-name: {{ .rrsa.roleName | quote }}
pod-identity.alibabacloud.com/service-account-token-expiration: {{ int64 .rrsa.tokenExpirationSeconds | quote }}
{{- end -}}
{{- end -}}
{{- end }}
