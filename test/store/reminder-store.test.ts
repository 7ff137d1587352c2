import { expect, test } from 'vitest';
import type { UpgradeReminder } from '../../src/domain/notification.ts';
import { openTestStore } from '../support/open-test-store.ts';
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
