const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * The words of a typed command. Slack escapes `& < >`, people paste "smart" quotes; what stands in quotes is one word.
 */
export function splitWords(text: string): string[] {
  const plain = text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity).replace(/[“”„]/g, '"');
  return [...plain.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '').slice(0, 100);
}
