/** Mainstream and extended support are phases of a Microsoft product; AKS has dates of its own. */
const PRODUCT_SUPPORT =
  /\bmicrosoft(?:'s)?\b[^.;]{0,40}\b(?:mainstream|extended|lifecycle)\b|\b(?:mainstream|extended) support\b[^.;]{0,60}\bproduct\b|\bproduct\b[^.;]{0,60}\b(?:mainstream|extended) support\b/i;

/** "Upstream: Kubernetes 1.33 reaches": the project's own calendar. */
const UPSTREAM = /(?<!\b(?:following|as|since|because|with)(?: the)? )\bupstream\b:?(?: [\w.'-]+){0,5} $/i;

/** True when a text tells of an end that is not one on AKS. */
export function isElsewhere(text: string): boolean {
  return PRODUCT_SUPPORT.test(text);
}

/** True when words of ending in a sentence speak of an end that is not one on AKS. */
export function isEndElsewhere(text: string, start: number): boolean {
  const from = text.lastIndexOf(';', start) + 1;
  const clause = /^[^;]*/.exec(text.slice(from))?.[0] ?? '';
  return isElsewhere(clause) || UPSTREAM.test(text.slice(from, start));
}
