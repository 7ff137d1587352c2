import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import { type Cluster, titleOf } from '../../domain/cluster.ts';
import { findUserOfOwner, isUserId } from '../../domain/cluster-ownership.ts';
import type { EscalationLimit } from '../../domain/reminder-settings.ts';
import { listOwnedBy } from '../../routing/pool-index.ts';
import { type AppContext, recordChange } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';

export function readMentionStanding(context: AppContext, userId: string) {
  const own = listOwnedBy(assessFleet(context).poolIndex, userId);
  const { imageAge, beforeEnd } = context.reminders.escalation;
  return {
    wanted: isWanted(context, userId),
    /** The clusters with Windows node pools that it concerns, by name: those they own. */
    clusters: own.map(({ cluster }) => titleOf(cluster)).sort(),
    limits: { imageAge: imageAge.filter(isForOwners), beforeEnd: beforeEnd.filter(isForOwners) },
  };
}

export type MentionStanding = ReturnType<typeof readMentionStanding>;

/** Records the wish, where it is another than before. @throws AppError `invalid_input` for somebody without a user ID of the chat */
export function changeMentionOptIn(context: AppContext, actor: Actor, wants: boolean): void {
  if (!isUserId(actor.id)) throw new AppError('invalid_input', 'Only a person in the chat can be mentioned.');
  if (isWanted(context, actor.id) === wants) return;
  const detail = wants ? 'Asked to be mentioned when a limit is crossed' : 'Asked not to be mentioned any more';
  recordChange(context, ({ store }) => {
    store.settings.save(keyOf(actor.id), wants ? 'yes' : 'no');
    return { result: wants, entry: { actor, action: 'mention', subject: actor.id, detail, undo: null } };
  });
}

/** The user IDs among the owners of a cluster that asked to be mentioned, each once. */
export function listMentionsOf(context: AppContext, { ownership }: Pick<Cluster, 'ownership'>): readonly string[] {
  const users = ownership.owners.map(findUserOfOwner).filter((user) => user !== null);
  return [...new Set(users)].filter((user) => isWanted(context, user));
}

function isForOwners({ level }: EscalationLimit): boolean {
  return level !== 'channel';
}

function isWanted({ store }: AppContext, userId: string): boolean {
  return store.settings.find(keyOf(userId)) === 'yes';
}

function keyOf(userId: string): string {
  return `mention/${userId}`;
}
