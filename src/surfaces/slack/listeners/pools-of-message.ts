import type { NotificationContent } from '../../../domain/notification.ts';

/** A node pool (or whole cluster) that a message names, with what to run for it. */
export interface PoolOfMessage {
  /** Its place among those of the message. */
  readonly index: number;
  readonly clusterId: string;
  readonly cluster: string;
  readonly nodePool: string | null;
  readonly commands: readonly string[];
}

/** What a message asks to do something about, each once, in its order; empty for a message that asks for nothing. */
export function listPoolsOfMessage(content: NotificationContent): readonly PoolOfMessage[] {
  const named = listNamed(content);
  const byKey = new Map<string, Omit<PoolOfMessage, 'index'>>();
  for (const pool of named) {
    const key = `${pool.clusterId}|${pool.nodePool ?? ''}`;
    const known = byKey.get(key);
    const commands = [...new Set([...(known?.commands ?? []), ...pool.commands])];
    byKey.set(key, { ...pool, commands });
  }
  return [...byKey.values()].map((pool, index) => ({ ...pool, index }));
}

function listNamed(content: NotificationContent): readonly Omit<PoolOfMessage, 'index'>[] {
  switch (content.kind) {
    case 'release-news':
      return content.images.flatMap(({ version, pools }) => pools.filter((pool) => pool.version !== version));
    case 'upgrade-reminder':
      return content.items.map((item) => ({ ...item, commands: item.findings.flatMap(({ commands }) => commands) }));
    case 'escalation':
      return content.items;
    default:
      return [];
  }
}
