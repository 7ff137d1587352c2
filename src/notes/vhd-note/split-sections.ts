/** The parts of a VHD notes file; `header` is everything before the first heading. */
export type VhdSection =
  | 'header'
  | 'system info'
  | 'installed features'
  | 'installed packages'
  | 'installed qfes'
  | 'installed updates'
  | 'windows update registry settings'
  | 'docker info'
  | 'containerd info'
  | 'images'
  | 'cached files';

const HEADINGS: ReadonlySet<string> = new Set<VhdSection>([
  'system info',
  'installed features',
  'installed packages',
  'installed qfes',
  'installed updates',
  'windows update registry settings',
  'docker info',
  'containerd info',
  'images',
  'cached files',
]);

/** The lines of each section, without blank ones. A heading is known by its words, so a missing section harms no other. */
export function splitSections(text: string): ReadonlyMap<VhdSection, readonly string[]> {
  const sections = new Map<VhdSection, string[]>();
  let current: VhdSection = 'header';
  for (const line of text.split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const heading = trimmed.length > 40 ? '' : trimmed.toLowerCase().replace(/:$/, '');
    if (isHeading(heading)) {
      current = heading;
      if (!sections.has(current)) sections.set(current, []);
    } else {
      const lines = sections.get(current);
      if (lines) lines.push(trimmed);
      else sections.set(current, [trimmed]);
    }
  }
  return sections;
}

function isHeading(text: string): text is VhdSection {
  return HEADINGS.has(text);
}

/** The value of a `Key : value` line, `null` when there is none; keys are compared without regard to case. */
export function findValue(lines: readonly string[] | undefined, key: string): string | null {
  for (const line of lines ?? []) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === key) return line.slice(colon + 1).trim() || null;
  }
  return null;
}
