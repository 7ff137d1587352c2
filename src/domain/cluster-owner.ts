import type { Cluster } from './cluster.ts';

const USER_ID = /^[UW][A-Z0-9]{2,}$/;
/** How Slack writes a person into the text of a command. */
const MENTION = /^<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>$/;

/** True for the ID of a Slack user, `U…` or `W…`. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text);
}

/**
 * The Slack user ID of an owner, written `U0123` or `<@U0123|name>`; `null` for the name of a team or a person: names are
 * not unique, and anybody can take one.
 */
export function findUserOfOwner(owner: string): string | null {
  return isUserId(owner) ? owner : (MENTION.exec(owner)?.[1] ?? null);
}

/** Whether this Slack user is named as an owner of the cluster. */
export function isOwnedBy({ ownership }: Pick<Cluster, 'ownership'>, userId: string): boolean {
  return ownership.owners.some((owner) => findUserOfOwner(owner) === userId);
}
