import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Actor } from '../../../domain/actor.ts';
import { AppError } from '../../../domain/app-error.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import { isOwnedBy } from '../../../domain/cluster-ownership.ts';
import type { Logger } from '../../../domain/logger.ts';
import { capitalize } from '../../../domain/text.ts';
import { joinWords } from '../../../messages/words.ts';
import { classifySlackFailure, reasonOf } from '../sender/classify-slack-failure.ts';

/** The workspace, or the whole organization, that the bot token belongs to, as `auth.test` tells. */
export interface SlackWorkspace {
  /** `T…`; `null` where the answer had none. */
  readonly teamId: string | null;
  /** `E…` of the Enterprise organization; `null` outside of one. */
  readonly enterpriseId: string | null;
  /** True where the app is installed for the whole organization: all of its workspaces are home. */
  readonly isOrgWide: boolean;
  readonly botId: string;
  readonly botUserId: string;
}

/** Who may change things besides the owners of a cluster. With neither set, every full member of the workspace may. */
interface AccessOptions {
  readonly client: webApi.WebClient;
  readonly logger: Logger;
  /** Members of another one, in a shared channel, change nothing; those of its organization are no strangers. */
  readonly workspace: SlackWorkspace;
  /** Slack user IDs. */
  readonly admins: readonly string[];
  /** Slack user group ID, `S…`. */
  readonly adminGroup: string | null;
  /** Wall-clock milliseconds. */
  readonly now: () => number;
}

export interface AccessPolicy {
  /**
   * Lets those go on who may change what concerns these clusters (`[]`: something that belongs to no cluster). @throws
   * AppError `forbidden` that says why not, and who can grant it
   */
  ensureMayChange(actor: Actor, clusters: readonly Pick<Cluster, 'ownership'>[]): Promise<void>;
  /** Lets full members go on with what concerns nobody but themselves. @throws AppError `forbidden` */
  ensureIsMember(actor: Actor): Promise<void>;
  /** A member's name for people; the ID where Slack does not tell. */
  findName(userId: string): Promise<string>;
}

const BELIEVED_MS = 5 * 60_000;
const PATIENCE_MS = 1_800;
const GUESTS = 'Guests of this workspace can read, but not change anything. Ask a full member.';

/** The policy of SLACK_ADMINS and SLACK_ADMIN_GROUP. Fails closed: what cannot be found out is refused, and says so. */
export function createAccessPolicy(options: AccessOptions): AccessPolicy {
  const { admins, adminGroup, logger, now } = options;
  const findMember = createTimedCache(now, (userId: string) => withDeadline(fetchMember(options, userId)));
  const findGroup = createTimedCache(now, (group: string) => withDeadline(fetchGroup(options, group)));
  const isOpen = admins.length === 0 && adminGroup === null;

  async function isAdmin(userId: string): Promise<boolean> {
    if (isOpen || admins.includes(userId)) return true;
    return adminGroup !== null && (await findGroup(adminGroup)).includes(userId);
  }

  /** Refuses guests, whom `isAllowed` does not allow, and whoever cannot be known. */
  async function ensure(actor: Actor, isAllowed: () => Promise<boolean>, refusal: string): Promise<void> {
    try {
      const { isGuest } = await findMember(actor.id);
      if (isGuest || !(await isAllowed())) throw new AppError('forbidden', isGuest ? GUESTS : refusal);
    } catch (error) {
      if (error instanceof AppError) throw error;
      const reason = reasonOf(classifySlackFailure(error));
      logger.warn('Slack did not say whether somebody may change things', { reason });
      const unknown = `Slack did not say who you are in this workspace (${reason}), so nothing was changed.`;
      throw new AppError('forbidden', `${unknown} ${remedyOf(reason)}`);
    }
  }

  return {
    findName: async (userId) => {
      const member = await findMember(userId).catch(() => null);
      return member?.name ?? userId;
    },
    ensureMayChange: (actor, clusters) => {
      const isOwner = clusters.length > 0 && clusters.every((cluster) => isOwnedBy(cluster, actor.id));
      return ensure(actor, async () => isOwner || isAdmin(actor.id), sayWhoMay(options, clusters));
    },
    ensureIsMember: (actor) => ensure(actor, async () => true, ''),
  };
}

function sayWhoMay({ admins, adminGroup }: AccessOptions, clusters: readonly unknown[]): string {
  const who = [
    ...(clusters.length > 0 ? ['the owners of the cluster'] : []),
    ...(adminGroup === null ? [] : [`members of the user group ${adminGroup}`]),
    ...(admins.length > 0 ? [`the people in SLACK_ADMINS (${joinWords(admins, 5)})`] : []),
  ];
  const names = capitalize(joinWords(who));
  return `You may read, but not change this. ${names} may, and can add you.`;
}

function remedyOf(reason: string): string {
  if (reason === 'missing_scope')
    return 'The app lacks the scope users:read or usergroups:read: whoever installed it can add it.';
  return 'Try again in a minute.';
}

async function fetchMember({ client, workspace }: AccessOptions, userId: string) {
  const { teamId, enterpriseId } = workspace;
  const { user } = await client.users.info({ user: userId });
  if (!user) throw new Error('malformed answer');
  const { is_restricted, is_ultra_restricted, is_stranger, is_bot, deleted } = user as Record<string, unknown>;
  const isColleague = enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId;
  const isForeign = !isColleague && teamId !== null && user.team_id !== undefined && user.team_id !== teamId;
  const isGuest = isForeign || [is_restricted, is_ultra_restricted, is_stranger, is_bot, deleted].includes(true);
  return { isGuest, name: user.profile?.display_name || user.real_name || user.name || null };
}

/** Slack closes a form after three seconds; who cannot be known by then is refused. */
function withDeadline<T>(asked: Promise<T>): Promise<T> {
  const late = sleep(PATIENCE_MS, null, { ref: false }).then(() => {
    throw new DOMException('no answer', 'TimeoutError');
  });
  return Promise.race([asked, late]);
}

/** For a whole organization, a group is asked for in each of its workspaces, until the one that knows it. */
async function fetchGroup({ client, workspace }: AccessOptions, usergroup: string): Promise<readonly string[]> {
  const teams = workspace.isOrgWide ? ((await client.auth.teams.list()).teams ?? []) : [];
  for (const { id } of teams.slice(0, -1)) {
    const found = await client.usergroups.users.list({ usergroup, ...ofTeam(id) }).catch(() => null);
    if (found !== null) return found.users ?? [];
  }
  const { users } = await client.usergroups.users.list({ usergroup, ...ofTeam(teams.at(-1)?.id) });
  return users ?? [];
}

function ofTeam(id: string | undefined) {
  return id === undefined ? {} : { team_id: id };
}

const MOST_ENTRIES = 10_000;

/** Remembers what `fetch` found; a failure is not remembered, and two askers at once share one call. */
function createTimedCache<T>(now: () => number, fetch: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly value: Promise<T>; readonly until: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known && known.until > now()) return known.value;
    if (kept.size >= MOST_ENTRIES) kept.clear();
    const value = fetch(key);
    kept.set(key, { value, until: now() + BELIEVED_MS });
    value.catch(() => kept.delete(key));
    return value;
  };
}
