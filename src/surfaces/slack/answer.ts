import type { AppContext } from '../../app/app-context.ts';
import { AppError, type GivenNames, type NextSteps, sayFailure } from '../../domain/app-error.ts';
import { toLiteral } from '../../domain/literal.ts';
import { bold, type Card, type CardButton, type Line, line, list, plain } from '../../messages/card.ts';

export interface Answer extends Card {
  /** Items that stand before the next page; absent on the last one. */
  readonly next?: number;
}

export function answerSentence(...sentences: readonly string[]): Answer {
  const [point = '', ...others] = sentences.map((sentence) => toLiteral(sentence, 1500));
  return { headline: [plain(point)], parts: others.map((sentence) => line(plain(sentence))) };
}

interface ListAnswer {
  /** One sentence that says it all; literal. */
  readonly headline: string;
  readonly items: readonly Line[];
  readonly left?: number;
  /** Where the next items begin, for a button that shows them. */
  readonly next?: number;
  readonly foot?: Line;
  readonly buttons?: readonly CardButton[];
}

/** Items of one answer: with its point and where it comes from, about eight lines. */
export const ITEMS_SHOWN = 6;

/** A page of a list for `answerList`: the items after `offset` ones, and how many are left; a large fleet has thousands. */
export function pageOf<T>(
  all: readonly T[],
  offset: number,
  draw: (one: T) => Line,
): Pick<ListAnswer, 'items' | 'left' | 'next'> {
  const next = offset + ITEMS_SHOWN;
  return { items: all.slice(offset, next).map(draw), left: Math.max(0, all.length - next), next };
}

export function answerList({ headline, items, left = 0, next, foot, buttons = [] }: ListAnswer): Answer {
  return {
    headline: [bold(toLiteral(headline, 900))],
    parts: list(items, left),
    ...(foot ? { foot: [foot] } : {}),
    buttons,
    ...(left > 0 && next !== undefined ? { next } : {}),
  };
}

/** A button with our own words on it. `value` comes back with the click, and is not believed then. */
export function button(id: string, label: string, value?: string): CardButton {
  return { id, label, ...(value ? { value } : {}) };
}

/** What was changed, with a button that takes it back. */
export function answerChange(auditId: number, ...sentences: readonly string[]): Answer {
  return withButtons(answerSentence(...sentences), [button('change.undo', 'Undo', String(auditId))]);
}

export function withButtons(answer: Answer, buttons: readonly CardButton[]): Answer {
  return { ...answer, buttons: [...(answer.buttons ?? []), ...buttons] };
}

const NAMES: GivenNames = {
  channel: 'Channel',
  cluster: 'Cluster',
  'node-pool': 'Node pool',
  'container-image': 'Container image',
  'kubernetes-version': 'Kubernetes version',
};

const sayNextSteps = (command: string): NextSteps => ({
  'list-clusters': `"${command} clusters" shows what is registered.`,
  'list-images': `"${command} images" shows the known ones.`,
  'list-notifications': `"${command} outbox" shows the latest.`,
  'name-cluster': 'Pods are imported on the command line, with the name of their cluster.',
});

/** Whatever is no AppError is said as a reference that stands in the log. */
export function explainError(
  error: unknown,
  { context, command }: { readonly context: AppContext; readonly command: string },
): Answer {
  if (error instanceof AppError && error.code !== 'storage')
    return answerSentence(sayFailure(error, NAMES, sayNextSteps(command)));
  const reference = Math.floor(Math.random() * 1e9).toString(36);
  context.logger.error('A Slack request failed', { error, reference });
  return answerSentence(
    `That did not work, and it is our fault. The log of vhdwatch has the details under ${reference}.`,
  );
}
