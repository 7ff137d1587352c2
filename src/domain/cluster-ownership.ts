/** Who hears about a cluster. From tags on the Azure resource, or typed by hand (which wins). */
export interface ClusterOwnership {
  /** Channel ID for its messages; `null` means the default channel. */
  readonly channel: string | null;
  /** Free text or user IDs of the chat. */
  readonly owners: readonly string[];
  readonly environment: string | null;
  /** When a person typed each value, UTC ISO text; `null` where it was typed before that was recorded. Absent for what the tags say. */
  readonly typedAt?: Readonly<Partial<Record<OwnershipFact, string | null>>>;
}

const OWNERSHIP_FACTS = ['channel', 'owners', 'environment'] as const;
export type OwnershipFact = (typeof OWNERSHIP_FACTS)[number];

export function listOwnershipFacts(ownership: ClusterOwnership): readonly OwnershipFact[] {
  return OWNERSHIP_FACTS.filter((fact) => ownership[fact] !== null && ownership[fact]?.length !== 0);
}

/** Merges two statements of who owns a cluster; where both have a value, that of the first wins. */
export function mergeOwnership(first: ClusterOwnership, second: ClusterOwnership): ClusterOwnership {
  const own = listOwnershipFacts(first);
  const typedAt = Object.fromEntries(
    OWNERSHIP_FACTS.flatMap((fact) => {
      const at = (own.includes(fact) ? first : second).typedAt?.[fact];
      return at === undefined ? [] : [[fact, at]];
    }),
  );
  return {
    channel: first.channel ?? second.channel,
    owners: first.owners.length > 0 ? first.owners : second.owners,
    environment: first.environment ?? second.environment,
    ...(Object.keys(typedAt).length > 0 ? { typedAt } : {}),
  };
}

const USER_ID = /^[UW][A-Z0-9]{2,}$/;
/** How the chat writes a person into the text of a command. */
const MENTION = /^<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>$/;

/** True for the ID of a user of the chat, `U…` or `W…`. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text);
}

/**
 * The user ID of an owner, written `U0123` or `<@U0123|name>`; `null` for the name of a team or a person: names are not
 * unique, and anybody can take one.
 */
export function findUserOfOwner(owner: string): string | null {
  return isUserId(owner) ? owner : (MENTION.exec(owner)?.[1] ?? null);
}

/** True where an owner, as it is written, is this user of the chat. */
export function isUserCalled(owner: string, userId: string): boolean {
  return owner.includes(userId) && findUserOfOwner(owner) === userId;
}

export function isOwnedBy({ ownership }: { readonly ownership: ClusterOwnership }, userId: string): boolean {
  return ownership.owners.some((owner) => isUserCalled(owner, userId));
}
