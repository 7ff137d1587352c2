import { type PlanForPool, type PlannedStage, titleOfStage } from '../domain/cluster-plan.ts';
import type { Step, StepKind } from '../domain/finding.ts';
import type { CommandsForPools } from '../domain/notification.ts';
import { pathOfPool } from '../domain/pool-reference.ts';
import { countOf } from '../domain/text.ts';
import { bold, type Card, type CardPart, type CardPlace, commandsPart, line, note, plain } from './card.ts';
import { toLiteral } from './literal.ts';
import { nameOfPool } from './pool-words.ts';
import { joinWords } from './words.ts';

/** Characters of titles and commands that one answer shows. */
const ROOM = 8_000;
/** A step may say what comes first, what it does, and what it costs. */
const LONGEST_TITLE = 600;
/** Of those, what the commands of one step may take. */
const ROOM_OF_STEP = 6_000;

const WHEN: Readonly<Record<StepKind, string>> = {
  now: '',
  'after-check': ' (once that is looked at)',
  alternative: ' (instead)',
  irreversible: ' (cannot be undone)',
};

/** What to do for a pool, part by part and step by step, for whoever asked. What has time is named only. */
export function createCommandsCard({ pools }: CommandsForPools, place?: CardPlace): Card {
  const plans = pools.map(readPlan).filter(({ sections }) => sections.length > 0);
  const [only] = plans;
  if (!only) {
    const names = joinWords(pools.map(nameOfPool));
    return {
      headline: [plain(`Nothing is left to do${names === '' ? '' : ` for ${names}`}, as reported last`)],
      parts: [],
    };
  }
  const steps = plans.flatMap(({ sections }) => sections.flatMap((section) => section.steps));
  const count = steps.length > 1 ? ` in ${countOf(steps.length, 'step')}` : '';
  const shown = countFitting(steps);
  const left = steps.length - shown;
  const hasTime = plans.flatMap((plan) => plan.hasTime);
  const page = linkTo(only.pool, place);
  const foot = left > 0 || hasTime.length > 0 ? [plain(sayLeft(left, hasTime)), ...page] : page.slice(1);
  return {
    headline: [
      plain(
        `What to do for ${plans.length === 1 ? nameOfPool(only.pool) : countOf(plans.length, 'node pool')}${count}`,
      ),
    ],
    parts: drawSections(plans, shown, place),
    ...(foot.length > 0 ? { foot: [foot] } : {}),
  };
}

/** The pools of its cluster whose plans have what comes first. */
export function listPoolsBefore({ nodePool, stages = [] }: PlanForPool): readonly string[] {
  return stages.flatMap((stage) => (isElsewhere(stage) && stage.nodePool !== nodePool ? (stage.nodePool ?? []) : []));
}

function isElsewhere({ steps, note: aside }: PlannedStage): boolean {
  return steps.length === 0 && aside !== null;
}

interface Section {
  readonly heading: string;
  readonly note: string | null;
  /** The pool whose plan has its steps; `null` where this plan has them. */
  readonly elsewhere: string | null;
  readonly steps: readonly Step[];
}

interface ReadPlan {
  readonly pool: PlanForPool;
  readonly sections: readonly Section[];
  readonly hasTime: readonly string[];
}

/** Between what must be done, a reader would do what is only good to know as well: it has its steps where it is all there is. */
function readPlan(pool: PlanForPool): ReadPlan {
  const { stages, steps, commands = [] } = pool;
  if (!stages) {
    const own = steps ?? (commands.length > 0 ? [{ title: '', kind: 'now' as const, commands }] : []);
    return {
      pool,
      sections: own.length > 0 ? [{ heading: '', note: null, elsewhere: null, steps: own }] : [],
      hasTime: [],
    };
  }
  const pressing = stages.filter(({ severity }) => severity !== 'info');
  const shown = pressing.length > 0 ? pressing : stages;
  return {
    pool,
    sections: shown.map((stage) => ({
      heading: headingOf(stage, pool),
      note: stage.note,
      elsewhere: isElsewhere(stage) ? stage.nodePool : null,
      steps: stage.steps,
    })),
    hasTime:
      pressing.length > 0
        ? stages.filter(({ severity }) => severity === 'info').map((stage) => nameOfPart(stage, pool))
        : [],
  };
}

/** `Kubernetes (whole cluster), by the cluster auto-upgrade channel stable …`. */
function headingOf(stage: PlannedStage, pool: PlanForPool): string {
  return `${titleOfStage(stage.stage)}${sayWhere(stage, pool)}${stage.by === 'you' ? '' : `, by ${stage.by}`}`;
}

/** `a newer Windows version (win22)`: what it is about, where its heading may only say when. */
function nameOfPart({ topics, ...stage }: PlannedStage, pool: PlanForPool): string {
  return `${topics ? joinWords(topics) : titleOfStage(stage.stage)}${sayWhere(stage, pool)}`;
}

function sayWhere({ nodePool }: Pick<PlannedStage, 'nodePool'>, pool: PlanForPool): string {
  return nodePool === pool.nodePool ? '' : ` (${nodePool ?? 'the whole cluster'})`;
}

function countFitting(steps: readonly Step[]): number {
  let used = 0;
  const end = steps.findIndex(({ title, commands }, index) => {
    used += title.length + commands.join('\n').length;
    return index > 0 && used > ROOM;
  });
  return end === -1 ? steps.length : end;
}

function drawSections(plans: readonly ReadPlan[], most: number, place?: CardPlace): readonly CardPart[] {
  let index = 0;
  return plans.flatMap(({ pool, sections }) => [
    ...(plans.length > 1 ? [line(bold(nameOfPool(pool)))] : []),
    ...sections.flatMap(({ heading, note: aside, elsewhere, steps }) => {
      if (index >= most) return [];
      const shown = steps.slice(0, most - index);
      const parts = shown.flatMap((step) => drawStep(step, index++));
      return [
        ...(heading === '' ? [] : [line(bold(toLiteral(heading, 300)))]),
        ...(aside === null ? [] : [note(plain(toLiteral(aside, 300)), ...linkElsewhere(pool, elsewhere, place))]),
        ...parts,
      ];
    }),
  ]);
}

/** The page that has the steps, else what to type for them. */
function linkElsewhere({ cluster }: PlanForPool, elsewhere: string | null, place?: CardPlace) {
  if (elsewhere === null || !place) return [];
  const page = place.linkTo(pathOfPool(cluster, elsewhere), 'Its steps');
  if (page.length > 0 || place.command === null) return page;
  return [plain(` · ${place.command} cluster ${nameOfPool({ cluster, nodePool: elsewhere })}`)];
}

function drawStep({ title, kind, commands }: Step, index: number): readonly CardPart[] {
  const words =
    title === '' ? [] : [line(bold(`${index + 1}. `), plain(toLiteral(title, LONGEST_TITLE)), bold(WHEN[kind] ?? ''))];
  return [...words, ...commandsPart([{ name: '', commands }], ROOM_OF_STEP)];
}

function sayLeft(left: number, hasTime: readonly string[]): string {
  const words = [
    ...(left > 0 ? [`${countOf(left, 'more step')} left out for length`] : []),
    ...(hasTime.length > 0 ? [`Not pressing: ${joinWords(hasTime)}`] : []),
  ];
  return toLiteral(words.join('. '), 600);
}

function linkTo({ cluster, nodePool }: PlanForPool, place: CardPlace | undefined) {
  return place?.linkTo(pathOfPool(cluster, nodePool), 'The whole plan') ?? [];
}
