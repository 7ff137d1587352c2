import { type PlanForPool, type PlannedStage, titleOfStage } from '../domain/cluster-plan.ts';
import type { Step, StepKind } from '../domain/finding.ts';
import { toLiteral } from '../domain/literal.ts';
import type { CommandsForPools } from '../domain/notification.ts';
import { pathOfPool } from '../domain/pool-reference.ts';
import { countOf, takeWithin } from '../domain/text.ts';
import { bold, type Card, type CardPart, type CardPlace, commandsPart, line, note, plain } from './card.ts';
import { nameOfPool } from './pool-words.ts';
import { joinWords, split } from './words.ts';

/** Characters of titles and commands that one answer shows. */
const ROOM = 8_000;
/** A step may say what comes first, what it does, and what it costs. */
const LONGEST_TITLE = 600;

const WHEN: Readonly<Record<StepKind, string>> = {
  now: '',
  'after-check': ' (once that is looked at)',
  alternative: ' (instead)',
  irreversible: ' (cannot be undone)',
};

/** What to do for a pool, part by part and step by step, for whoever asked. What has time is named only. */
export function createCommandsCard({ pools: [pool] }: CommandsForPools, place?: CardPlace): Card {
  const stages = pool?.stages ?? [];
  if (!pool || stages.length === 0) {
    const whom = pool ? ` for ${nameOfPool(pool)}` : '';
    return { headline: [plain(`Nothing is left to do${whom}, as reported last`)], parts: [] };
  }
  // Between what must be done, a reader would do what is only good to know as well: it is named, unless it is all.
  const [later, pressing] = split(stages, ({ severity }) => severity === 'info');
  const shown = pressing.length > 0 ? pressing : stages;
  const hasTime = pressing.length > 0 ? later.map((stage) => nameOfPart(stage, pool)) : [];
  const steps = shown.flatMap((stage) => stage.steps);
  const count = steps.length > 1 ? ` in ${countOf(steps.length, 'step')}` : '';
  const sizeOf = ({ title, commands }: Step) => title.length + commands.join('\n').length;
  const most = Math.max(1, takeWithin(steps, ROOM, sizeOf).length);
  const left = steps.length - most;
  const page = place?.linkTo(pathOfPool(pool.cluster, pool.nodePool), 'The whole plan') ?? [];
  const foot = left > 0 || hasTime.length > 0 ? [plain(sayLeft(left, hasTime)), ...page] : page.slice(1);
  return {
    headline: [plain(`What to do for ${nameOfPool(pool)}${count}`)],
    parts: drawStages(shown, pool, most, place),
    ...(foot.length > 0 ? { foot: [foot] } : {}),
  };
}

/** The pools of its cluster whose plans have what comes first. */
export function listPoolsBefore(pool: PlanForPool): readonly string[] {
  return pool.stages.flatMap((stage) => (isElsewhere(stage, pool) ? (stage.nodePool ?? []) : []));
}

function isElsewhere({ nodePool, steps, note: aside }: PlannedStage, pool: PlanForPool): boolean {
  return steps.length === 0 && aside !== null && nodePool !== pool.nodePool;
}

/** `Kubernetes (whole cluster), by the cluster auto-upgrade channel stable …`. */
function headingOf(stage: PlannedStage, pool: PlanForPool): string {
  return `${titleOfStage(stage.stage)}${sayWhere(stage, pool)}${stage.by === 'you' ? '' : `, by ${stage.by}`}`;
}

/** `a newer Windows version (win22)`: what it is about, where its heading may only say when. */
function nameOfPart({ topics, ...stage }: PlannedStage, pool: PlanForPool): string {
  return `${joinWords(topics)}${sayWhere(stage, pool)}`;
}

function sayWhere({ nodePool }: Pick<PlannedStage, 'nodePool'>, pool: PlanForPool): string {
  return nodePool === pool.nodePool ? '' : ` (${nodePool ?? 'the whole cluster'})`;
}

function drawStages(
  stages: readonly PlannedStage[],
  pool: PlanForPool,
  most: number,
  place?: CardPlace,
): readonly CardPart[] {
  let index = 0;
  return stages.flatMap((stage) => {
    if (index >= most) return [];
    const steps = stage.steps.slice(0, most - index).flatMap((step) => drawStep(step, index++));
    const aside = stage.note;
    return [
      line(bold(toLiteral(headingOf(stage, pool), 300))),
      ...(aside === null ? [] : [note(plain(toLiteral(aside, 300)), ...linkElsewhere(pool, stage, place))]),
      ...steps,
    ];
  });
}

/** The page that has the steps, else what to type for them. */
function linkElsewhere(pool: PlanForPool, stage: PlannedStage, place?: CardPlace) {
  if (!isElsewhere(stage, pool) || stage.nodePool === null || !place) return [];
  const page = place.linkTo(pathOfPool(pool.cluster, stage.nodePool), 'Its steps');
  if (page.length > 0 || place.command === null) return page;
  return [plain(` · ${place.command} cluster ${nameOfPool({ cluster: pool.cluster, nodePool: stage.nodePool })}`)];
}

function drawStep({ title, kind, commands }: Step, index: number): readonly CardPart[] {
  const words = line(bold(`${index + 1}. `), plain(toLiteral(title, LONGEST_TITLE)), bold(WHEN[kind]));
  return [words, ...commandsPart(commands)];
}

function sayLeft(left: number, hasTime: readonly string[]): string {
  const words = [
    ...(left > 0 ? [`${countOf(left, 'more step')} left out for length`] : []),
    ...(hasTime.length > 0 ? [`Not pressing: ${joinWords(hasTime)}`] : []),
  ];
  return toLiteral(words.join('. '), 600);
}
