import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { ImageContents } from '../../domain/image-security.ts';
import { type NodeImageVersion, parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { osSkuOfBuild } from '../../domain/os-sku.ts';
import { shorten } from '../../domain/text.ts';
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
 * Reads a VHD notes file (`vhd-notes/AKSWindows/2022/20348.4171.250910.txt`) of any era and encoding.
 * `fileName`, a path or name, gives the image version and stands in for a header that is cut off. Never throws: a broken file
 * gives what it has, and `problems` says what is missing.
 */
export function parseVhdNote(content: string | Uint8Array, fileName?: string): VhdNote {
  const sections = splitSections(decodeText(content));
  const linesOf = (section: VhdSection): readonly string[] => sections.get(section) ?? [];
  const image = fileName === undefined ? null : parseNodeImageVersion(imageVersionOf(fileName));
  const osVersion = readOsVersion(findValue(linesOf('system info'), 'os version'));
  const osVersionFromFileName = image && `${image.build}.${image.revision}`;
  const buildDate = readBuildDate(findValue(linesOf('header'), 'build number'));
  const installedUpdates = parseInstalledUpdates(linesOf('installed updates'));
  const cached = parseCachedKubernetes(linesOf('cached files'));
  const note: Omit<VhdNote, 'problems'> = {
    imageVersion: image?.text ?? null,
    osSku: readOsSku(osVersion, image),
    osName: findValue(linesOf('system info'), 'os name'),
    osVersion,
    osVersionFromFileName,
    installType: findValue(linesOf('system info'), 'os installtype'),
    buildDate,
    kbs: parseKbs(linesOf('installed qfes'), installedUpdates, buildDate ?? image?.builtOn ?? null),
    installedUpdates,
    ...readRuntime(sections),
    baseImages: parseBaseImages(linesOf('images')),
    cachedKubernetes: cached.public,
    cachedKubernetesPrivate: cached.private,
  };
  return { ...note, problems: findProblems(note, sections, fileName) };
}

/** The last part of a path without `.txt`. */
function imageVersionOf(fileName: string): string {
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  return name.replace(/\.txt$/i, '');
}

function readOsVersion(text: string | null): string | null {
  return /^(?:10\.0\.)?(\d{5}\.\d{1,6})\b/.exec(text ?? '')?.[1] ?? null;
}

function readOsSku(osVersion: string | null, image: NodeImageVersion | null): VhdNote['osSku'] {
  return osVersion === null ? (image?.osSku ?? null) : osSkuOfBuild(Number.parseInt(osVersion, 10));
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

/** Says what a VHD notes file does not tell and why, one sentence each; empty for a whole file. */
function findProblems(
  note: Omit<VhdNote, 'problems'>,
  sections: ReadonlyMap<VhdSection, readonly string[]>,
  fileName: string | undefined,
): string[] {
  if (sections.size === 0) return [`the file is empty${fallback(note)}`];
  const problems = [
    fileName !== undefined &&
      note.imageVersion === null &&
      `the file name ${shorten(fileName, 100)} is no image version`,
    note.osVersion === null && `no OS version: ${why(sections, 'system info')}${fallback(note)}`,
    hasOtherVersion(note) &&
      `the OS version ${note.osVersion} is not the ${note.osVersionFromFileName} of the file name`,
    note.buildDate === null && 'no build date: the line "Build Number" is missing or gives none',
    note.kbs.length === 0 && `no KBs: ${why(sections, 'installed qfes')}`,
    note.runtime === null && 'no container runtime: neither "ContainerD Info" nor "Docker Info" is there',
    note.runtime !== null &&
      note.runtimeVersion === null &&
      `no ${note.runtime} version: the line "Version" is missing`,
    note.baseImages.length === 0 && `no base images: ${why(sections, 'images')}`,
    note.cachedKubernetes.length + note.cachedKubernetesPrivate.length === 0 &&
      `no cached Kubernetes versions: ${why(sections, 'cached files')}`,
  ];
  return problems.filter((problem) => problem !== false);
}

function why(sections: ReadonlyMap<VhdSection, readonly string[]>, section: VhdSection): string {
  return sections.has(section) ? `"${section}" holds none` : `the section "${section}" is missing`;
}

function fallback({ osVersionFromFileName }: Pick<VhdNote, 'osVersionFromFileName'>): string {
  return osVersionFromFileName === null ? '' : `; the file name says ${osVersionFromFileName}`;
}

function hasOtherVersion({ osVersion, osVersionFromFileName }: Omit<VhdNote, 'problems'>): boolean {
  return osVersion !== null && osVersionFromFileName !== null && osVersion !== osVersionFromFileName;
}

/**
 * Text of a file whatever it was saved as: UTF-8 or UTF-16, with a byte order mark or without, any line ends.
 * Bytes that are no text become U+FFFD; it never throws.
 */
function decodeText(content: string | Uint8Array): string {
  const text = typeof content === 'string' ? content : new TextDecoder(detectEncoding(content)).decode(content);
  return text.replace(/^\uFEFF/, '');
}

/** By byte order mark, else by where the zero bytes of ASCII text in UTF-16 stand. */
function detectEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== undefined && second !== 0) return 'utf-16be';
  return 'utf-8';
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
