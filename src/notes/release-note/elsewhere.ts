/** Mainstream and extended support are phases of a Microsoft product; AKS has dates of its own. */
const PRODUCT_SUPPORT =
  /\bmicrosoft(?:'s)?\b[^.;]{0,40}\b(?:mainstream|extended|lifecycle)\b|\b(?:mainstream|extended) support\b[^.;]{0,60}\bproduct\b|\bproduct\b[^.;]{0,60}\b(?:mainstream|extended) support\b/i;

/** "Upstream: Kubernetes 1.33 reaches": the project's own calendar. */
const UPSTREAM = /(?<!\b(?:following|as|since|because|with)(?: the)? )\bupstream\b:?(?: [\w.'-]+){0,5} $/i;

/** AKS in other places has images and dates of its own. */
const OTHER_PLATFORM = /\b(?:azure stack|stack hci|azure local|aks (?:edge|arc|hybrid|engine)|arc-enabled)\b/i;
/** "… upstream", "… by the community", "… from the docs". */
const ELSEWHERE_BEHIND =
  /^ (?:(?!with|like|as|following|because)\w+ ){0,2}?upstream\b|^ from (?:the )?(?:docs?|documentation|portal(?!,| and)|readme|samples?|menu|wizard|page|default)\b|^ (?:by|in) the (?:kubernetes |open[ -]source |cncf )*(?:community|project)\b/i;

/** True when a text tells of an end that is not one on AKS. */
export function isElsewhere(text: string): boolean {
  return PRODUCT_SUPPORT.test(text) || OTHER_PLATFORM.test(text);
}

/** True when words of ending in a sentence speak of an end that is not one on AKS. */
export function isEndElsewhere(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const from = text.lastIndexOf(';', start) + 1;
  const clause = /^[^;]*/.exec(text.slice(from))?.[0] ?? '';
  return isElsewhere(clause) || UPSTREAM.test(text.slice(from, start)) || ELSEWHERE_BEHIND.test(text.slice(end));
}
