/** Path of the page of a cluster, by its name or its reference. */
export function clusterPath(nameOrRef: string): string {
  return `/clusters/${encode(nameOrRef)}`;
}

/** Path of the page of a node pool. */
export function poolPath(cluster: string, nodePool: string): string {
  return `${clusterPath(cluster)}/${encode(nodePool)}`;
}

/** Path of the page of an image. */
export function imagePath(version: string): string {
  return `/images/${encode(version)}`;
}

/** Query string of what is set, `?a=1&b=2`; empty where nothing is. */
export function toQuery(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const set = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [`${name}=${encode(String(value))}`],
  );
  return set.length === 0 ? '' : `?${set.join('&')}`;
}

/** A dot alone would lead to the page above. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%2E'));
}
