/** Mainstream and extended support are phases of a Microsoft product; AKS has dates of its own. */
const PRODUCT_SUPPORT =
  /\bmicrosoft(?:'s)?\b[^.;]{0,40}\b(?:mainstream|extended|lifecycle)\b|\b(?:mainstream|extended) support\b[^.;]{0,60}\bproduct\b|\bproduct\b[^.;]{0,60}\b(?:mainstream|extended) support\b/i;

/** AKS in other places has images and dates of its own. */
const OTHER_PLATFORM = /\b(?:azure stack|stack hci|azure local|aks (?:edge|arc|hybrid|engine)|arc-enabled)\b/i;
/** True when a text tells of an end that is not one on AKS. */
export function isElsewhere(text: string): boolean {
  return PRODUCT_SUPPORT.test(text) || OTHER_PLATFORM.test(text);
}
