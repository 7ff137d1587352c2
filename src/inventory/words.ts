import { hash } from 'node:crypto';
import { parseClusterId } from './read-cluster.ts';

/** Of which cluster a text is, and what stands for its words. */
export interface ToldWords {
  readonly id: string;
  readonly words: string;
}

const IN_ID = '/managedClusters/';

/**
 * The first cluster that a text names, without reading it; `null` where it names none. Where the text is of another one,
 * that one's words are never found below this ID, and it is read. `version`: another program may read the same words otherwise.
 */
export function findWords(text: Buffer, version: string): ToldWords | null {
  const at = text.indexOf(IN_ID);
  if (at === -1) return null;
  const id = text.toString('latin1', text.lastIndexOf('"', at) + 1, text.indexOf('"', at));
  const cluster = parseClusterId(id);
  if (cluster === null || cluster.nodePool !== null) return null;
  return { id: cluster.id, words: `${hash('sha256', text, 'base64url')} ${version}` };
}
