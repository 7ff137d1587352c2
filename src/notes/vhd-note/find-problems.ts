import type { VhdNote } from '../../domain/vhd-note.ts';
import type { VhdSection } from './split-sections.ts';

/** Says what a VHD notes file does not tell and why, one sentence each; empty for a whole file. */
export function findProblems(
  note: Omit<VhdNote, 'problems'>,
  sections: ReadonlyMap<VhdSection, readonly string[]>,
  fileName: string | undefined,
): string[] {
  if (sections.size === 0) return [`the file is empty${fallback(note)}`];
  const problems = [
    fileName !== undefined && note.imageVersion === null && `the file name ${shorten(fileName)} is no image version`,
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

/** File names come from outside and may be long. */
function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
