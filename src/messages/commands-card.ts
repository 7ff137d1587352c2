import type { StepKind } from '../domain/finding.ts';
import type { CommandsForPools } from '../domain/notification.ts';
import { bold, type Card, type CardPart, commandsPart, line, plain } from './card.ts';
import { toLiteral } from './literal.ts';
import { nameOfPool } from './pool-words.ts';
import { countOf } from './words.ts';

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
