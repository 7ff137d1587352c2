{{- define "vhdwatch.selector" -}}
app.kubernetes.io/name: vhdwatch
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "vhdwatch.labels" -}}
{{ include "vhdwatch.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
{{- define "vhdwatch.repository" -}}
{{ required "image.repository is required: where the image lies, for example ghcr.io/YOUR-ORGANIZATION/vhdwatch" .Values.image.repository }}
{{- end }}
{{- define "vhdwatch.runbooks" -}}
{{ default "docs/operations.md" .Values.monitoring.runbooks }}
{{- end }}
{{- define "vhdwatch.image" -}}
{{- if .Values.image.digest -}}
{{ printf "%s@%s" (include "vhdwatch.repository" .) .Values.image.digest }}
{{- else -}}
{{ printf "%s:%s" (include "vhdwatch.repository" .) (default .Chart.AppVersion .Values.image.tag) }}
{{- end -}}
{{- end }}
{{- define "vhdwatch.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}
{{- define "vhdwatch.env" -}}
- name: DATABASE_PATH
  value: /data/vhdwatch.db
- name: PROBES_PORT
  value: '3001'
{{- if .Values.azure.discovery }}
- name: AZURE_DISCOVERY
  value: 'on'
{{- end }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- if .Values.secret.name }}
{{- range $name, $key := .Values.secret.keys }}
- name: {{ $name }}_FILE
  value: /secrets/{{ $key }}
{{- end }}
{{- end }}
{{- end }}
{{- define "vhdwatch.mounts" -}}
- name: data
  mountPath: /data
{{- if .Values.secret.name }}
- name: secrets
  mountPath: /secrets
  readOnly: true
{{- end }}
{{- end }}
