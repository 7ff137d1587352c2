import type { Step } from '../../domain/finding.ts';

/** Safe to paste in one go. */
export function now(title: string, ...commands: readonly string[]): Step {
  return { title, kind: 'now', commands };
}

/** To be taken once what the title says has been looked at. */
export function afterCheck(title: string, ...commands: readonly string[]): Step {
  return { title, kind: 'after-check', commands };
}

/** Instead of another step. */
export function alternative(title: string, ...commands: readonly string[]): Step {
  return { title, kind: 'alternative', commands };
}

/** A deletion, a one-way change, or what reimages every pool at once. */
export function irreversible(title: string, ...commands: readonly string[]): Step {
  return { title, kind: 'irreversible', commands };
}

/** Where nothing has to be done, nothing is offered that cannot be undone. */
export function withoutIrreversible(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ kind }) => kind !== 'irreversible');
}
