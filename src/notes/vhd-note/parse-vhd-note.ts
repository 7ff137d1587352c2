import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { ImageContents } from '../../domain/image-security.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { VhdNote } from '../../domain/vhd-note.ts';
import {
  findValue,
  parseBaseImages,
  parseCachedKubernetes,
  parseInstalledUpdates,
  parseKbs,
  splitSections,
  type VhdSection,
} from './note-sections.ts';

/**
 * Reads a VHD notes file (`vhd-notes/AKSWindows/2022/20348.4171.250910.txt`) of any era.
 * `fileName`, a path or name, gives the image version. Never throws: a broken file gives what it has.
 */
export function parseVhdNote(content: string, fileName?: string): VhdNote {
  const sections = splitSections(content);
  const linesOf = (section: VhdSection): readonly string[] => sections.get(section) ?? [];
  const image = fileName === undefined ? null : parseNodeImageVersion(imageVersionOf(fileName));
  const buildDate = readBuildDate(findValue(linesOf('header'), 'build number'));
  const installedUpdates = parseInstalledUpdates(linesOf('installed updates'));
  const cached = parseCachedKubernetes(linesOf('cached files'));
  return {
    imageVersion: image?.text ?? null,
    osVersion: readOsVersion(findValue(linesOf('system info'), 'os version')),
    osVersionFromFileName: image && `${image.build}.${image.revision}`,
    kbs: parseKbs(linesOf('installed qfes'), installedUpdates, buildDate ?? image?.builtOn ?? null),
    ...readRuntime(sections),
    baseImages: parseBaseImages(linesOf('images')),
    cachedKubernetes: cached.public,
    cachedKubernetesPrivate: cached.private,
  };
}

/** The last part of a path without `.txt`. */
function imageVersionOf(fileName: string): string {
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  return name.replace(/\.txt$/i, '');
}

function readOsVersion(text: string | null): string | null {
  return /^(?:10\.0\.)?(\d{5}\.\d{1,6})\b/.exec(text ?? '')?.[1] ?? null;
}

/** `Release_20250214.1_v20250211_…` or `20200904.5_2019_docker_master` -> the day of the run. */
function readBuildDate(text: string | null): CalendarDate | null {
  const match = /(?:^|_)(\d{4})(\d{2})(\d{2})\.\d+/.exec(text ?? '');
  if (!match) return null;
  const day = `${match[1]}-${match[2]}-${match[3]}`;
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) ? day : null;
}

/** `ctr github.com/containerd/containerd/v2 v2.0.4+azure`, `Docker version 20.10.9, build 591094d`. */
function readRuntime(
  sections: ReadonlyMap<VhdSection, readonly string[]>,
): Pick<VhdNote, 'runtime' | 'runtimeVersion'> {
  const runtime = sections.has('containerd info') ? 'containerd' : sections.has('docker info') ? 'docker' : null;
  if (runtime === null) return { runtime, runtimeVersion: null };
  const words = findValue(sections.get(`${runtime} info`), 'version')?.split(/\s+/) ?? [];
  const version = words.find((word) => /^v?\d+\.\d+/.test(word));
  return { runtime, runtimeVersion: version?.replace(/^v/, '').replace(/,$/, '') ?? null };
}

/**
 * What a VHD notes file says is installed in its image; `null` where it lists no updates, or contradicts its name: then it is
 * the file of another image. A name that is no image version (`0348.2402.240410.txt`) contradicts nothing. Never throws.
 */
export function parseImageContents(content: string, fileName: string): ImageContents | null {
  const { imageVersion: named, osVersion, osVersionFromFileName, kbs } = parseVhdNote(content, fileName);
  const isOfAnother = named !== null && osVersion !== null && osVersion !== osVersionFromFileName;
  const imageVersion = named ?? findVersionByContent(osVersion, fileName);
  if (imageVersion === null || kbs.length === 0 || isOfAnother) return null;
  const lines = splitSections(content).get('installed qfes') ?? [];
  return {
    version: imageVersion,
    kbs: kbs.map(({ id, kind, role }) => ({ id, kind, role })),
    quote: lines.filter((line) => /^KB\d/i.test(line)).join('\n'),
  };
}

/** A file whose name is misspelt is of the image whose OS version it tells, built on the day its name ends with. */
function findVersionByContent(osVersion: string | null, fileName: string): string | null {
  const builtOn = /\.(\d{6})\.txt$/i.exec(fileName)?.[1];
  return osVersion === null || !builtOn ? null : (parseNodeImageVersion(`${osVersion}.${builtOn}`)?.text ?? null);
}
