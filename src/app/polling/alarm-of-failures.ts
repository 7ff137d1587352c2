import type { FeedResult, SourceName } from '../../domain/source-document.ts';
import type { WritingContext } from '../app-context.ts';
import { tellOperators } from '../delivery/tell-operators.ts';

/** Fewer failures in a row, or a shorter time, are a hiccup of the other side. */
const FAILURES_TOLERATED = 3;
const TIME_TOLERATED_MS = 3_600_000;

/** Tells the operators once that a source has been failing for a while. */
export function alarmOfFailures(context: WritingContext, name: SourceName): void {
  const { store, clock } = context;
  const state = store.sources.find(name);
  if (!state?.failingSince || state.alarmedAt !== null || state.failures < FAILURES_TOLERATED) return;
  if (clock.now().getTime() - Date.parse(state.failingSince) < TIME_TOLERATED_MS) return;
  store.sources.markAlarmed(name, clock.now().toISOString());
  tellOperators(context, {
    key: `source/${name}/failing/${state.failingSince}`,
    title: `vhdwatch cannot read ${name}`,
    lines: [
      `${state.failures} polls in a row failed since ${state.failingSince}. What is known stays as it was.`,
      state.lastError ?? '',
    ].filter((line) => line !== ''),
  });
}

/** What an alarm names before it only counts. */
const MOST_NAMED = 5;

/**
 * Tells the operators once of entries that were refused, because they no longer have the form that is read: the source
 * answers, and its news may be missing all the same. Nothing of what is refused at the first reading: that is history.
 */
export function alarmOfRefusals(context: WritingContext, name: SourceName, refused: FeedResult['rejected']): void {
  if (refused.length === 0 || !context.store.sources.find(name)?.lastSuccessAt) return;
  const named = refused.slice(0, MOST_NAMED).map(({ item, reason }) => `${item}: ${reason}`);
  tellOperators(context, {
    key: `source/${name}/refused/${refused
      .map(({ item }) => item)
      .join(' ')
      .slice(0, 300)}`,
    title: `vhdwatch cannot read ${refused.length === 1 ? 'an entry' : `${refused.length} entries`} of ${name}`,
    lines: [
      'What they say is missing; everything else is read. Where such entries keep coming, vhdwatch has to be updated.',
      ...named,
      ...(refused.length > MOST_NAMED ? [`and ${refused.length - MOST_NAMED} more, in the log`] : []),
    ],
  });
}

/** Tells them that it works again, before the success is recorded. */
export function reportRecovery(context: WritingContext, name: SourceName): void {
  const state = context.store.sources.find(name);
  if (!state?.alarmedAt) return;
  tellOperators(context, {
    key: `source/${name}/recovered/${state.failingSince}`,
    title: `vhdwatch can read ${name} again`,
    lines: [`It failed ${state.failures} times since ${state.failingSince}.`],
  });
}
