import type { Finding, Step } from '../domain/finding.ts';
import type { CommandsForPools, NotificationContent } from '../domain/notification.ts';
import type { Card } from './card.ts';
import { createCommandsCard } from './commands-card.ts';

/** A node pool (or whole cluster) that a message names, with what to do for it. */
export interface PoolOfMessage {
  /** Its place among those of the message. */
  readonly index: number;
  readonly clusterId: string;
  readonly cluster: string;
  readonly nodePool: string | null;
  readonly commands: readonly string[];
  /** The plan as it was when the message was planned; absent where only the commands are known. */
  readonly steps?: readonly Step[];
}

/** What a message asks to do something about, each once, in its order; empty for a message that asks for nothing. */
export function listPoolsOfMessage(content: NotificationContent): readonly PoolOfMessage[] {
  const byKey = new Map<string, Omit<PoolOfMessage, 'index'>>();
  for (const pool of listNamed(content)) {
    const key = `${pool.clusterId}|${pool.nodePool ?? ''}`;
    const known = byKey.get(key);
    byKey.set(key, { ...pool, commands: [...new Set([...(known?.commands ?? []), ...pool.commands])] });
  }
  return [...byKey.values()].map((pool, index) => ({ ...pool, index }));
}

/** What the button "Show commands" answers for each pool that has something to do, one at a time. */
export function listPlanCards(content: NotificationContent): readonly Card[] {
  return listPoolsOfMessage(content)
    .filter(({ commands, steps = [] }) => commands.length > 0 || steps.length > 0)
    .map((pool) => createCommandsCard({ kind: 'commands', pools: [toCommands(pool)] }));
}

/** The pool as an answer names it. */
function toCommands({ cluster, nodePool, commands, steps }: PoolOfMessage): CommandsForPools['pools'][number] {
  return { cluster, nodePool, commands, ...(steps && steps.length > 0 ? { steps } : {}) };
}

function listNamed(content: NotificationContent): readonly Omit<PoolOfMessage, 'index'>[] {
  switch (content.kind) {
    case 'release-news':
      return content.images.flatMap(({ version, pools }) => pools.filter((pool) => pool.version !== version));
    case 'upgrade-reminder':
      return content.items.map(({ clusterId, cluster, nodePool, findings }) => {
        const pressing = pressingOf(findings);
        const commands = pressing.flatMap((finding) => finding.commands);
        return { clusterId, cluster, nodePool, commands, steps: stepsOf(pressing) };
      });
    case 'escalation':
      return content.items;
    default:
      return [];
  }
}

/**
 * What is only good to know has its commands where it is all there is: between those of what must be done, a reader
 * would run both.
 */
function pressingOf(findings: readonly Finding[]): readonly Finding[] {
  const pressing = findings.filter(({ severity }) => severity !== 'info');
  return pressing.length > 0 ? pressing : findings;
}

/** The steps of several findings, each once: two findings can ask for the same. */
function stepsOf(findings: readonly Finding[]): readonly Step[] {
  const steps = findings.flatMap(
    ({ steps: own, summary, commands }) => own ?? [{ title: summary, kind: 'now' as const, commands }],
  );
  return [...new Map(steps.map((step) => [step.commands.join('\n') || step.title, step])).values()];
}
