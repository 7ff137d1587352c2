const CVE = /\bCVE-\d{4}-\d{4,7}\b/gi;
/** A CVE of an add-on or device plug-in is not mended by a node image. */
const OF_THE_NODE = /windows\s+(?:server\s+)?(?:node|kubernetes|image|\d{4})/i;

/**
 * CVEs that a release note ties to a Windows node image: named in a paragraph or list item that also names the image's
 * version, or that speaks of Windows nodes. In the order of the note, each once.
 */
export function findImageCves(body: string, imageVersion: string): readonly string[] {
  const passages = body.slice(0, 500_000).split(/\r?\n(?=\s*(?:[*+-]\s|#|$))/);
  const cves = passages
    .filter((passage) => passage.includes(imageVersion) || OF_THE_NODE.test(passage))
    .flatMap((passage) => passage.match(CVE) ?? [])
    .map((cve) => cve.toUpperCase());
  return [...new Set(cves)];
}
