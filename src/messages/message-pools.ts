import type { Finding, Step, StepKind } from '../domain/finding.ts';
import type { CommandsForPools, NotificationContent } from '../domain/notification.ts';
import { countOf } from '../domain/text.ts';
import { bold, type Card, type CardPart, commandsPart, line, plain } from './card.ts';
import { toLiteral } from './literal.ts';
import { nameOfPool } from './pool-words.ts';

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
      return content.items.map(({ clusterId, cluster, nodePool, findings, settled }) => {
        // It keeps its place, by which buttons name it, and has nothing left to run.
        const pressing = settled ? [] : pressingOf(findings);
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

const ROOM = 6_000;

const WHEN: Readonly<Record<StepKind, string>> = {
  now: '',
  'after-check': ' (once that is looked at)',
  alternative: ' (instead)',
  irreversible: ' (cannot be undone)',
};

/** What to do for each pool, step by step, for whoever asked. */
export function createCommandsCard({ pools }: CommandsForPools): Card {
  const some = pools.filter(({ commands, steps }) => commands.length > 0 || (steps ?? []).length > 0);
  const [only] = some;
  if (!only) return { headline: [plain('There is nothing to run for these node pools')], parts: [] };
  if (some.length > 1) {
    const groups = some.map((pool) => ({ name: nameOfPool(pool), commands: pool.commands }));
    return {
      headline: [plain(`What to run for ${countOf(some.length, 'node pool')}`)],
      parts: commandsPart(groups, ROOM),
    };
  }
  const steps = only.steps ?? [{ title: '', kind: 'now' as const, commands: only.commands }];
  const room = Math.floor(ROOM / Math.max(1, steps.length));
  const count = steps.length > 1 ? ` in ${countOf(steps.length, 'step')}` : '';
  return {
    headline: [plain(`What to do for ${nameOfPool(only)}${count}`)],
    parts: steps.flatMap((step, index) => partsOfStep(step, index, room)),
  };
}

function partsOfStep(
  { title, kind, commands }: NonNullable<CommandsForPools['pools'][number]['steps']>[number],
  index: number,
  room: number,
): readonly CardPart[] {
  const words =
    title === '' ? [] : [line(bold(`${index + 1}. `), plain(toLiteral(title, 400)), bold(WHEN[kind] ?? ''))];
  return [...words, ...commandsPart([{ name: '', commands }], room)];
}
