import type { CalendarDate } from '../../domain/calendar-date.ts';
import { type NodeImageVersion, parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { osSkuOfBuild } from '../../domain/os-sku.ts';
import type { VhdNote } from '../../domain/vhd-note.ts';
import { decodeText } from './decode-text.ts';
import { findProblems } from './find-problems.ts';
import { parseBaseImages } from './parse-base-images.ts';
import { parseCachedKubernetes } from './parse-cached-kubernetes.ts';
import { parseInstalledUpdates } from './parse-installed-updates.ts';
import { parseKbs } from './parse-kbs.ts';
import { findValue, splitSections, type VhdSection } from './split-sections.ts';

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
