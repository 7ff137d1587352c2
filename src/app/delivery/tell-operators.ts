import { type AlarmInput, planOperatorAlarm } from '../../messages/operator-alarm.ts';
import type { WritingContext } from '../app-context.ts';

/** Queues an alarm for the operators, once per key. */
export function tellOperators(context: WritingContext, alarm: AlarmInput): void {
  const { store, clock, logger, operatorsChannel: channel } = context;
  logger.warn('Something for the operators', { title: alarm.title });
  if (channel === null) return;
  const now = clock.now();
  store.outbox.add([planOperatorAlarm(channel, alarm, now)], now.toISOString());
}
