import { expect, test } from 'vitest';
import type { Escalation, UpgradeReminder } from '../../src/domain/notification.ts';
import { DEFAULT_REMINDERS } from '../../src/domain/reminder-settings.ts';
import { listCrossed } from '../../src/reminders/thresholds.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { createFinding } from '../support/sample-finding.ts';
import { NOTHING_ELSE } from '../surfaces/slack/sample-contents.ts';

const AT = '2026-08-20T09:00:00.000Z';
const CARD: UpgradeReminder = {
  kind: 'upgrade-reminder',
  month: '2026-08',
  late: false,
  plannedOn: '2026-08-20',
  items: [],
  ...NOTHING_ELSE,
};

test('says whether a card is open, and which message it is', () => {
  const { reminders } = openTestStore();
  expect([reminders.hasOpen(), reminders.listOpenMessages()]).toEqual([false, []]);
  reminders.open({ channel: 'C0TEAM', dedupeKey: 'card', month: '2026-08', content: CARD }, AT);
  expect(reminders.hasOpen()).toBe(true);
  expect(reminders.listOpenMessages()).toEqual([{ channel: 'C0TEAM', dedupeKey: 'card', openedAt: AT }]);
  reminders.close(reminders.listOpen()[0]?.id ?? 0, 'done', AT);
  expect([reminders.hasOpen(), reminders.listOpenMessages()]).toEqual([false, []]);
});

test('limits that a channel was told of count for the cluster that takes the place of theirs', () => {
  const keysOf = (clusterId: string) => {
    const finding = createFinding({ clusterId, rule: 'kubernetes-support', due: '2026-08-01', severity: 'critical' });
    return listCrossed(finding, null, '2026-08-20', DEFAULT_REMINDERS.escalation).map(({ key }) => key);
  };
  const [typed, listed] = ['manual/shop', '/subscriptions/1/shop'];
  const { reminders, outbox, clusters } = openTestStore();
  const limits = keysOf(typed);
  expect(limits).not.toEqual([]);
  reminders.markLimits('C0TEAM', limits, AT);
  const items = [{ ...createFinding({ clusterId: typed }), limits }];
  const content: Escalation = { kind: 'escalation', level: 'channel', mentions: [], items };
  outbox.add([{ channel: 'C0TEAM', dedupeKey: 'e', content }], AT);
  clusters.absorb(typed, listed);
  expect([...reminders.listLimits('C0TEAM', AT)]).toEqual(keysOf(listed));
  expect(outbox.findByKey('C0TEAM', 'e')?.content).toMatchObject({
    items: [{ clusterId: listed, limits: keysOf(listed) }],
  });
});
