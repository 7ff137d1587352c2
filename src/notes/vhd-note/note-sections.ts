import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { VhdBaseImage, VhdKb } from '../../domain/vhd-note.ts';

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

/**
 * Reads the Windows base images of "Images:", a table of ctr (`repo:tag  type  sha256:…`) or of Docker
 * (`repo  tag  id`). Mirrors of the registry are the same image, so the first of a repository and tag counts.
 */
export function parseBaseImages(lines: readonly string[]): VhdBaseImage[] {
  const images = new Map<string, VhdBaseImage>();
  for (const line of lines) {
    const image = readRow(line.split(/\s+/));
    const key = image && `${image.repository}:${image.tag}`;
    if (key && !images.has(key)) images.set(key, image);
  }
  return [...images.values()];
}

function readRow(cells: readonly string[]): VhdBaseImage | null {
  const [reference = '', second = '', third = ''] = cells;
  const match = /^[^/]+\/windows\/(servercore\/iis|servercore|nanoserver)(?::([\w.-]+))?$/.exec(reference);
  if (!match) return null;
  const repository = match[1] as VhdBaseImage['repository'];
  if (match[2] !== undefined) {
    const digest = /^sha256:[0-9a-f]{64}$/.test(third) ? third : null;
    return { repository, tag: match[2], digest, imageId: null };
  }
  return /^[0-9a-f]{12}$/.test(third) ? { repository, tag: second, digest: null, imageId: third } : null;
}

/** Bounded throughout, so that a hostile line costs no more than its length. */
const PACKAGE = /\\(win-k8s|private-packages)\\(v\d{1,3}\.\d{1,3}\.\d{1,5}[\w.+-]{0,60}?)(?:-\d{1,3}int)?\.zip$/i;

/** Kubernetes versions that "Cached Files" lists, in its order. */
interface CachedKubernetes {
  readonly public: readonly string[];
  readonly private: readonly string[];
}

/** Reads the file column, up to the first blank: the table's width differs from file to file. */
export function parseCachedKubernetes(lines: readonly string[]): CachedKubernetes {
  const found = { public: new Set<string>(), private: new Set<string>() };
  for (const line of lines) {
    const match = PACKAGE.exec(line.split(/\s/, 1)[0] ?? '');
    const version = match?.[2];
    if (version) (match[1]?.toLowerCase() === 'win-k8s' ? found.public : found.private).add(version);
  }
  return { public: [...found.public], private: [...found.private] };
}

/** A line of "Installed Updates". */
interface InstalledUpdate {
  /** `null` when the line names no KB. */
  readonly id: string | null;
  readonly kind: 'os-cumulative' | 'dotnet' | 'other';
}

/** Reads the lines of "Installed Updates": titles as Windows Update gives them. */
export function parseInstalledUpdates(lines: readonly string[]): readonly InstalledUpdate[] {
  return lines.map((title) => ({ id: /\bKB\d{5,8}\b/.exec(title)?.[0] ?? null, kind: kindOf(title) }));
}

/** .NET before the rest: its updates are called cumulative and security updates too. */
function kindOf(title: string): InstalledUpdate['kind'] {
  if (/\.NET\b/i.test(title)) return 'dotnet';
  if (/\bDefender\b/i.test(title)) return 'other';
  return /\b(?:Cumulative|Security|Quality) Update\b/i.test(title) ? 'os-cumulative' : 'other';
}

type LabelledKb = Pick<VhdKb, 'id' | 'kind'>;

/** From this build on Windows lists the cumulative update before the servicing stack instead of last. */
const CUMULATIVE_FIRST_SINCE = '2021-09-22';

/** Constant on every 2019 image since 2021-09: neither the cumulative update nor the servicing stack. */
const CONSTANT_UPDATES: ReadonlySet<string> = new Set(['KB5004424']);

/**
 * Reads the lines of "Installed QFEs" and tells the cumulative update from the servicing stack. The labels do not:
 * a preview is a plain "Update", a servicing stack may be a "Security Update". So "Installed Updates" decides where
 * it names the KB; else the position does, and the role is only likely.
 */
export function parseKbs(
  lines: readonly string[],
  installed: readonly InstalledUpdate[],
  builtOn: CalendarDate | null,
): VhdKb[] {
  const labelled = [...new Map(lines.flatMap(readLine).map((kb) => [kb.id, kb])).values()];
  const named = (kind: InstalledUpdate['kind']): string | undefined => {
    const ids = new Set(installed.filter((update) => update.kind === kind).map(({ id }) => id));
    return labelled.find(({ id }) => ids.has(id))?.id;
  };
  const namedLcu = named('os-cumulative');
  const namedDotnet = named('dotnet');
  const dotnet = namedDotnet ?? likelyDotnet(labelled, namedLcu);
  const open = labelled.map(({ id }) => id).filter((id) => id !== dotnet && !CONSTANT_UPDATES.has(id));
  const isOldOrder = builtOn !== null && builtOn < CUMULATIVE_FIRST_SINCE;
  const lcu = namedLcu ?? open.at(isOldOrder ? -1 : 0);
  return labelled.map((kb) => {
    if (kb.id === lcu) return { ...kb, role: 'lcu', certain: kb.id === namedLcu };
    if (kb.id === dotnet) return { ...kb, role: 'dotnet', certain: kb.id === namedDotnet };
    return { ...kb, role: CONSTANT_UPDATES.has(kb.id) ? 'other' : 'ssu', certain: false };
  });
}

/** `KB5063880 : Security Update : https://…` */
function readLine(line: string): LabelledKb[] {
  const [id = '', label = ''] = line.split(':', 2).map((part) => part.trim());
  if (!/^KB\d{5,8}$/i.test(id)) return [];
  return [{ id: id.toUpperCase(), kind: /security/i.test(label) ? 'security' : 'update' }];
}

/** The first line is .NET on every image seen, and never a security update there. */
function likelyDotnet(labelled: readonly LabelledKb[], namedLcu: string | undefined): string | undefined {
  const [first] = labelled;
  return labelled.length > 1 && first?.kind === 'update' && first.id !== namedLcu ? first.id : undefined;
}
