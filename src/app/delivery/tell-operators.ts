import { isFault } from '../../delivery/attempts.ts';
import { formatInstant } from '../../domain/calendar-date.ts';
import { adviseOnRefusal } from '../../domain/channel-subscription.ts';
import { findAgeMs } from '../../domain/clock.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { countOf, digestOf } from '../../domain/text.ts';
import type { AlarmInput } from '../../messages/operator-alarm.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';

/** Queues an alarm for the operators, once per key. */
export function tellOperators(context: WritingContext, { key: dedupeKey, url = null, ...alarm }: AlarmInput): void {
  const { store, clock, logger, operatorsChannel: channel } = context;
  logger.warn('Something for the operators', { title: alarm.title });
  if (channel === null) return;
  const content = { kind: 'operator-alarm' as const, ...alarm, url };
  store.outbox.add([{ channel, dedupeKey, content }], clock.now().toISOString());
}

/** What stays broken: since when, and when the operators were told. */
interface Trouble {
  readonly since: string | null;
  readonly toldAt: string | null;
}

/** What is said of it while it lasts, and how it is taken back. */
interface TroubleWords {
  /** Names it in the database. */
  readonly name: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly titleWhenOver: string;
}

/** Tells the operators once of what has been broken for a while, and once more when it works again, across starts as well. */
export function followTrouble(context: AppContext, words: TroubleWords, isBroken: boolean, toleratedMs: number): void {
  const { name, title, lines, titleWhenOver } = words;
  const state = `trouble/${name}`;
  const known = context.store.settings.findState<Trouble>(state, {
    since: 'instant or null',
    toldAt: 'instant or null',
  });
  const { since = null, toldAt = null } = known ?? {};
  const now = context.clock.now();
  const isOver = !isBroken && since !== null;
  const isNew = isBroken && since === null;
  const isLasting = isBroken && since !== null && toldAt === null && findAgeMs(since, now) >= toleratedMs;
  if (!isOver && !isNew && !isLasting) return;
  transact(context, (writing) => {
    const at = now.toISOString();
    if (isLasting)
      tellOperators(writing, { key: `${state}/${since}`, title, lines: [`Since ${formatInstant(since)}.`, ...lines] });
    if (isOver && toldAt !== null)
      tellOperators(writing, {
        key: `${state}/${since}/over`,
        title: titleWhenOver,
        lines: [`It was broken since ${formatInstant(since)}.`],
      });
    const after: Trouble = isOver
      ? { since: null, toldAt: null }
      : { since: since ?? at, toldAt: isLasting ? at : null };
    writing.store.settings.saveState(state, after);
  });
}

const SHOWN = 10;

/**
 * Queues one alarm about everything that was given up and not yet reported, and marks it reported, in one transaction.
 * An alarm that was itself given up is only logged. Returns whether something was queued.
 */
export function reportGivenUp(context: AppContext): boolean {
  return transact(context, (writing) => {
    const { store, clock } = writing;
    const rows = store.outbox.listUnreported();
    if (rows.length === 0) return false;
    store.outbox.markReported(
      rows.map(({ id }) => id),
      clock.now().toISOString(),
    );
    const lost = rows.filter(({ content }) => content.kind !== 'operator-alarm');
    if (lost.length === 0) return false;
    tellOperators(writing, {
      key: `given-up/${lost.map(({ id, attempts }) => `${id}.${attempts}`).join('/')}`.slice(0, 200),
      title: `vhdwatch gave up ${lost.length === 1 ? 'a notification' : `${lost.length} notifications`}`,
      lines: [
        ...lost.slice(0, SHOWN).map((row) => describeLoss(store.channelRefusals.find(row.channel) !== null, row)),
        ...describeRest(lost.length),
      ],
      givenUp: lost.map(({ id }) => id),
    });
    return writing.operatorsChannel !== null;
  });
}

/** Queues one alarm about rows of the database that were left out because they cannot be read. */
export function reportDamage(context: AppContext): void {
  const { store, operatorsChannel } = context;
  const rows = store.listDamagedRows().map(({ table, row }) => `${table}, row ${row}`);
  if (rows.length === 0) return;
  const key = `damaged/${digestOf(rows.toSorted().join('\n'), 16)}`;
  if (operatorsChannel !== null && store.outbox.hasKey(operatorsChannel, key)) return;
  transact(context, (writing) =>
    tellOperators(writing, {
      key,
      title: `${countOf(rows.length, 'row')} of the database cannot be read, and so left out`,
      lines: [
        ...rows.slice(0, SHOWN),
        ...(rows.length > SHOWN ? [`and ${rows.length - SHOWN} more`] : []),
        'Everything else goes on. "vhdwatch doctor" names them; a row of a cluster comes back with the next import or discovery, others with a backup ("vhdwatch restore FILE").',
      ],
    }),
  );
}

/** A channel that refused is tried again by itself; what else was given up is not. */
function describeLoss(isRefusing: boolean, { id, channel, content, lastError }: OutboxEntry): string {
  const reason = lastError ?? 'unknown';
  const advice = isRefusing ? adviseOnRefusal(reason) : isFault(lastError) ? FAULT_ADVICE : 'see the log';
  return `Channel ${channel}, ${content.kind}: ${reason}; ${advice}. At once: "vhdwatch outbox retry ${id}"`;
}

function describeRest(count: number): readonly string[] {
  return count > SHOWN ? [`and ${count - SHOWN} more: "vhdwatch outbox list" shows them`] : [];
}

const FAULT_ADVICE =
  'that is a fault of vhdwatch or of its database, and concerns this message alone: the next version tries it again, and the log has the error';
