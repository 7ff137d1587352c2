import type { ImageContents } from '../../domain/image-security.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import { parseVhdNote } from './parse-vhd-note.ts';
import { splitSections } from './split-sections.ts';

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
