import { type AlarmInput, planOperatorAlarm } from '../../messages/operator-alarm.ts';
import type { AppContext, WritingContext } from '../app-context.ts';

/** Channel of the people who run vhdwatch; `null` when there is none, then the log is all they have. */
export function operatorsChannelOf({ operatorsChannel, defaultChannel }: AppContext): string | null {
  return operatorsChannel ?? defaultChannel;
}

/** Queues an alarm for the operators, once per key. */
export function tellOperators(context: WritingContext, alarm: AlarmInput): void {
  const { store, clock, logger } = context;
  const channel = operatorsChannelOf(context);
  logger.warn('Something for the operators', { title: alarm.title });
  if (channel === null) return;
  const now = clock.now();
  store.outbox.add([planOperatorAlarm(channel, alarm, now)], now.toISOString());
}
