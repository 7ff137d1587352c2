const SECRETS: readonly RegExp[] = [
  /\bxox[a-z](\.xox[a-z])?-[\w-]+/g,
  /\bxapp-[\w-]+/g,
  /\b(gh[pousr]|github_pat)_\w+/g,
  /(?<=:\/\/)[^\s/@]+@/g,
  /(?<=[?&](?:access_token|token|sig|key|ticket)=)[^&\s]+/gi,
  /(?<=\b(?:bearer|basic|token) )[\w.~+/=-]{8,}/gi,
];

/** The text without tokens, and without credentials in URLs: reasons are shown to whoever asks. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce((rest, pattern) => rest.replace(pattern, '[redacted]'), text);
}
