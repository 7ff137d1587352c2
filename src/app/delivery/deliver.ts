import { setImmediate } from 'node:timers/promises';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import type { AppContext } from '../app-context.ts';
import { deliverEntry } from './deliver-entry.ts';
import { retryAfterUpgrade } from './manage-outbox.ts';
import { probeRefusedChannels } from './refused-channels.ts';
import { isSendingPaused } from './sending-pause.ts';
import { findSteadySince } from './steady-clock.ts';
import { reportDamage, reportGivenUp } from './tell-operators.ts';

/** Counts of one delivery run. */
export interface DeliveryReport {
  /** New messages. */
  readonly delivered: number;
  /** Earlier messages that were brought up to date. */
  readonly updated: number;
  /** Rows that were not delivered, whether they will be tried again or not. */
  readonly failed: number;
}

/**
 * Sends every row that is due, one at a time, each with its own transactions (T4), until the next one is refused for all
 * or the process is to end. The operators get an alarm about what was given up.
 */
export async function deliverDue(context: AppContext): Promise<DeliveryReport> {
  const report = { delivered: 0, updated: 0, failed: 0 };
  const blocked = new Set<string>();
  findSteadySince(context);
  probeRefusedChannels(context);
  retryAfterUpgrade(context);
  reportDamage(context);
  do {
    for (let entry = findNext(context, blocked); entry; entry = findNext(context, blocked)) {
      // Others get their turn between two messages, also where a sender answers at once.
      await setImmediate();
      const result = await deliverEntry(context, entry);
      if (result === 'delivered' && entry.operation === 'update') report.updated += 1;
      else if (result === 'delivered') report.delivered += 1;
      else if (result !== 'dropped') report.failed += 1;
      // Its channel waits for the next run, so that order is kept and one bad row cannot spin.
      if (result === 'failed') blocked.add(entry.channel);
    }
  } while (reportGivenUp(context));
  return report;
}

/** True when a row is due and nothing holds it back. @throws AppError `storage` */
export function isDeliveryDue(context: AppContext): boolean {
  // Whoever set the clock may have made due what waits.
  findSteadySince(context);
  const dueAt = context.store.outbox.findNextDueAt();
  return dueAt !== null && dueAt <= context.clock.now().toISOString() && !isSendingPaused(context);
}

function findNext(context: AppContext, blocked: ReadonlySet<string>): OutboxEntry | null {
  if (context.stopping.aborted || isSendingPaused(context)) return null;
  return context.store.outbox.findNextDue(context.clock.now().toISOString(), [...blocked]);
}
