import type { ImageContents } from '../../domain/image-security.ts';
import { parseVhdNote } from './parse-vhd-note.ts';
import { splitSections } from './split-sections.ts';

/**
 * What a VHD notes file says is installed in its image; `null` where it lists no updates, is not named after an image,
 * or contradicts its name: then it is the file of another image. Never throws.
 */
export function parseImageContents(content: string, fileName: string): ImageContents | null {
  const { imageVersion, osVersion, osVersionFromFileName, kbs } = parseVhdNote(content, fileName);
  const isOfAnother = osVersion !== null && osVersion !== osVersionFromFileName;
  if (imageVersion === null || kbs.length === 0 || isOfAnother) return null;
  const lines = splitSections(content).get('installed qfes') ?? [];
  return {
    version: imageVersion,
    kbs: kbs.map(({ id, kind, role }) => ({ id, kind, role })),
    quote: lines.filter((line) => /^KB\d/i.test(line)).join('\n'),
  };
}
