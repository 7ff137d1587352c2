/** True for Slack's ID of an uploaded file, `F…`. */
export function isFileId(id: unknown): id is string {
  return typeof id === 'string' && /^F[A-Z0-9]{2,64}$/.test(id);
}
