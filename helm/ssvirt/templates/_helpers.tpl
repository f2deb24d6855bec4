{{- define "ssvirt.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* The release's name when it says already what it is, else release and chart. Short enough for what follows it, also in the labels of a StatefulSet. */}}
{{- define "ssvirt.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "ssvirt.apiServer" -}}
{{ include "ssvirt.fullname" . }}-api-server
{{- end }}

{{- define "ssvirt.postgresql" -}}
{{ include "ssvirt.fullname" . }}-postgresql
{{- end }}

{{- define "ssvirt.selector" -}}
app.kubernetes.io/name: {{ include "ssvirt.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "ssvirt.labels" -}}
{{ include "ssvirt.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: ssvirt
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* Labels and the common annotations of an object, indented for its metadata; call with (dict "root" $ "annotations" map). */}}
{{- define "ssvirt.annotations" -}}
{{- $all := merge (dict) (default (dict) .annotations) .root.Values.commonAnnotations }}
{{- if $all }}
annotations:
  {{- toYaml $all | nindent 2 }}
{{- end }}
{{- end }}

{{- define "ssvirt.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "ssvirt.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "ssvirt.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- /* embedded, external or demo */}}
{{- define "ssvirt.databaseKind" -}}
{{- if .Values.postgresql.enabled }}demo{{ else if .Values.externalDatabase.host }}external{{ else }}embedded{{ end }}
{{- end }}

{{- define "ssvirt.openshift" -}}
{{- if or (eq .Values.platform "openshift") (and (eq .Values.platform "auto") (.Capabilities.APIVersions.Has "security.openshift.io/v1")) }}true{{ end }}
{{- end }}

{{- /* A pod's security context: the restricted one. The user is never named, so that the platform may choose it. */}}
{{- define "ssvirt.podSecurity" -}}
{{- $base := dict "runAsNonRoot" true "seccompProfile" (dict "type" "RuntimeDefault") }}
{{- if not (include "ssvirt.openshift" .root) }}
{{- $_ := set $base "fsGroup" .group }}
{{- $_ := set $base "fsGroupChangePolicy" "OnRootMismatch" }}
{{- end }}
{{- toYaml (mergeOverwrite $base (default (dict) .overrides)) }}
{{- end }}

{{- define "ssvirt.containerSecurity" -}}
{{- toYaml (mergeOverwrite (dict "allowPrivilegeEscalation" false "readOnlyRootFilesystem" true "runAsNonRoot" true "capabilities" (dict "drop" (list "ALL"))) (default (dict) .overrides)) }}
{{- end }}

{{- define "ssvirt.adminSecret" -}}
{{- default (printf "%s-initial-admin" (include "ssvirt.fullname" .)) .Values.initialAdmin.existingSecret }}
{{- end }}

{{- define "ssvirt.authSecret" -}}
{{- default (printf "%s-auth" (include "ssvirt.fullname" .)) .Values.auth.existingSecret }}
{{- end }}

{{- define "ssvirt.metricsSecret" -}}
{{- default (printf "%s-metrics" (include "ssvirt.fullname" .)) .Values.monitoring.existingSecret }}
{{- end }}

{{- define "ssvirt.databaseSecret" -}}
{{- if eq (include "ssvirt.databaseKind" .) "demo" }}
{{- default (include "ssvirt.postgresql" .) .Values.postgresql.existingSecret }}
{{- else }}
{{- default (printf "%s-external-db" (include "ssvirt.fullname" .)) .Values.externalDatabase.existingSecret }}
{{- end }}
{{- end }}

{{- define "ssvirt.databaseSecretKey" -}}
{{- if eq (include "ssvirt.databaseKind" .) "demo" }}
{{- .Values.postgresql.existingSecretPasswordKey }}
{{- else }}
{{- .Values.externalDatabase.existingSecretPasswordKey }}
{{- end }}
{{- end }}

{{- /* What was given, else what an earlier installation generated, else new; already encoded. Call with root, secret, key, given, length. */}}
{{- define "ssvirt.kept" -}}
{{- $data := default (dict) (get (lookup "v1" "Secret" .root.Release.Namespace .secret) "data") }}
{{- $found := get $data .key }}
{{- if .given }}
{{- .given | b64enc }}
{{- else if $found }}
{{- $found }}
{{- else }}
{{- randAlphaNum (int .length) | b64enc }}
{{- end }}
{{- end }}
