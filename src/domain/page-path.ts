/** Where the page of a cluster lies, by its name or its reference, or that of one of its node pools: `/clusters/shop/npwin`. */
export function pathOfPool(cluster: string, nodePool: string | null): string {
  return `/clusters/${encodeSegment(cluster)}${nodePool === null ? '' : `/${encodeSegment(nodePool)}`}`;
}

/** Text as one segment of a path; a dot alone would lead to the page above. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%2E'));
}
