import { formatInstant } from '../../domain/calendar-date.ts';
import { findAgeMs } from '../../domain/clock.ts';
import { FAILURES_TOLERATED, type SourceState } from '../../domain/source-document.ts';
import { joinWords } from '../../messages/words.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { tellOperators } from '../delivery/tell-operators.ts';

/** A shorter time is a hiccup at the other end, however often it failed. */
const TIME_TOLERATED_MS = 3_600_000;

/**
 * Tells the operators once of sources that have been failing for a while, and once that they work again: those with one
 * reason together, since without a network all of them fail at once.
 */
export function tellOfSources(context: AppContext): void {
  if (findTurns(context).length === 0) return;
  transact(context, (writing) => {
    // Read again: another process may have told of some since.
    const turns = findTurns(writing);
    const failing = turns.filter(({ alarmedAt }) => alarmedAt === null);
    const recovered = turns.filter(({ alarmedAt }) => alarmedAt !== null);
    for (const [reason, own] of Map.groupBy(failing, ({ lastError }) => lastError)) alarm(writing, own, reason);
    if (recovered.length > 0) takeBack(writing, recovered);
  });
}

/** The sources that fail for long and nobody knows, and those that work again though people were told that they fail. */
function findTurns({ store, sources, clock }: AppContext): readonly SourceState[] {
  const now = clock.now();
  const states = sources.flatMap(({ name }) => store.sources.find(name) ?? []);
  return states.filter(({ alarmedAt, failures, failingSince }) => {
    if (alarmedAt !== null) return failures === 0;
    return failures >= FAILURES_TOLERATED && findAgeMs(failingSince ?? '', now) >= TIME_TOLERATED_MS;
  });
}

function alarm(context: WritingContext, states: readonly SourceState[], reason: string | null): void {
  const [first] = states;
  if (!first) return;
  const at = context.clock.now().toISOString();
  for (const { name } of states) context.store.sources.markAlarmed(name, at);
  const since = first.failingSince === null ? 'an unknown time' : formatInstant(first.failingSince);
  tellOperators(context, {
    key: `source/${first.name}/failing/${first.failingSince}`,
    title: `vhdwatch cannot read ${joinWords(states.map(({ name }) => name))}`,
    lines: [
      `${first.failures} polls in a row failed since ${since}. What is known stays as it was.`,
      ...(reason === null ? [] : [reason]),
    ],
  });
}

function takeBack(context: WritingContext, states: readonly SourceState[]): void {
  const [first] = states;
  if (!first) return;
  for (const { name } of states) context.store.sources.markAlarmed(name, null);
  tellOperators(context, {
    key: `source/${first.name}/recovered/${first.alarmedAt}`,
    title: `vhdwatch can read ${joinWords(states.map(({ name }) => name))} again`,
    lines: [`The alarm of ${formatInstant(first.alarmedAt ?? '')} is over.`],
  });
}
