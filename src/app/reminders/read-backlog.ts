import type { NodeImage } from '../../domain/catalogue.ts';
import { mergeSecurity } from '../../domain/image-security.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import type { ReminderBacklog } from '../../domain/notification.ts';
import type { VhdBacklog, VhdNote } from '../../domain/vhd-note.ts';
import { summariseSkipped } from '../../notes/vhd-note/diff-vhd-notes.ts';
import type { AppContext } from '../app-context.ts';
import { findImageNote } from '../images/describe-image.ts';

/** Reads what pools lack; keeps what it has read, since many pools lack the same. */
export type BacklogReader = (pool: AssessedPool) => ReminderBacklog | null;

const BASE_IMAGES_SHOWN = 6;

/** A reader for one run. What no notes file or release tells is left out, and the files that are missing are counted. */
export function createBacklogReader(context: AppContext): BacklogReader {
  const notes = new Map<string, VhdNote | null>();
  const backlogs = new Map<string, ReminderBacklog | null>();
  const findNote = (version: string) => {
    const known = notes.get(version);
    if (known !== undefined) return known;
    const note = findImageNote(context, version);
    notes.set(version, note);
    return note;
  };
  return ({ assessment: { currentVersion, skipped } }) => {
    if (currentVersion === null || skipped.length === 0) return null;
    const key = `${currentVersion} ${skipped[0]?.version}`;
    const known = backlogs.get(key);
    if (known !== undefined) return known;
    const backlog = createBacklog(findNote, currentVersion, skipped);
    backlogs.set(key, backlog);
    return backlog;
  };
}

function createBacklog(
  findNote: (version: string) => VhdNote | null,
  currentVersion: string,
  skipped: readonly NodeImage[],
): ReminderBacklog | null {
  const oldestFirst = skipped.toReversed();
  const own = findNote(currentVersion);
  const newer = oldestFirst.map(({ version }) => findNote(version)).filter((note) => note !== null);
  const security = mergeSecurity(oldestFirst);
  if (newer.length === 0 && security === null) return null;
  const [first, ...rest] = own ? [own, ...newer] : newer;
  const summary = first ? summariseSkipped([first, ...rest]) : null;
  // Without the pool's own file the oldest newer one stands in for it: its updates are new, the difference is not known.
  const ownUpdates = own || !first ? [] : first.kbs.filter(({ role }) => role === 'lcu');
  return {
    ...describe(summary, own !== null),
    cumulativeUpdates: idsOf([...ownUpdates, ...(summary?.cumulativeUpdates ?? [])]),
    securityUpdates: security?.updates ?? [],
    cves: security?.cves ?? [],
    unread: skipped.length + 1 - newer.length - (own ? 1 : 0),
  };
}

function describe(summary: VhdBacklog | null, isOwnKnown: boolean): Pick<ReminderBacklog, 'runtime' | 'baseImages'> {
  if (!summary || !isOwnKnown) return { runtime: null, baseImages: [] };
  const { runtime, baseImagesAdded, baseImagesUpdated } = summary.net;
  const names = [...baseImagesAdded, ...baseImagesUpdated].map(({ repository, tag }) => `${repository}:${tag}`);
  return { runtime, baseImages: [...new Set(names)].slice(0, BASE_IMAGES_SHOWN) };
}

function idsOf(kbs: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(kbs.map(({ id }) => id))];
}
