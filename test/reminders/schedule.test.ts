import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localTimeOf, weekdayOf } from '../../src/domain/calendar-date.ts';
import { parseReminderTime } from '../../src/domain/reminder-settings.ts';
import { dueInstantOf, findNextDue, planDueReminders, type ReminderSchedule } from '../../src/reminders/schedule.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Pacific/Apia'];
const HOUR_MS = 3_600_000;

function schedule(changes: Partial<ReminderSchedule> = {}): ReminderSchedule {
  return {
    channel: 'C0TEAM',
    time: { day: 20, hour: 9, minute: 0 },
    timeZone: 'Europe/Berlin',
    holidays: new Set(),
    lastMonth: '2026-07',
    ...changes,
  };
}

describe('the day of a reminder', () => {
  test.each([
    ['2026-08', 'UTC', '2026-08-20T09:00:00.000Z'],
    // A Sunday: the Monday after it.
    ['2026-09', 'Europe/Berlin', '2026-09-21T07:00:00.000Z'],
    ['2026-11', 'Europe/Berlin', '2026-11-20T08:00:00.000Z'],
    // A Saturday: two days later.
    ['2026-06', 'America/New_York', '2026-06-22T13:00:00.000Z'],
    ['2026-01', 'Australia/Lord_Howe', '2026-01-19T22:00:00.000Z'],
  ])('of %s in %s is %s', (month, timeZone, instant) => {
    expect(dueInstantOf(month, schedule({ timeZone })).toISOString()).toBe(instant);
  });

  test('moves over holidays and weekends to the next working day', () => {
    const holidays = new Set(['2026-12-24', '2026-12-25', '2026-12-28']);
    const christmas = schedule({ time: { day: 24, hour: 8, minute: 30 }, timeZone: 'UTC', holidays });
    expect(dueInstantOf('2026-12', christmas).toISOString()).toBe('2026-12-29T08:30:00.000Z');
  });

  test('is the last one of a month that is too short', () => {
    const last = schedule({ time: { day: 31, hour: 9, minute: 0 }, timeZone: 'UTC' });
    expect(dueInstantOf('2027-04', last).toISOString()).toBe('2027-04-30T09:00:00.000Z');
  });

  test('comes once where clocks skip its time, and once where they show it twice', () => {
    const spring = schedule({ time: { day: 30, hour: 2, minute: 30 } });
    // 29 March 2026 is a Sunday, on which Berlin has no 02:30; Lord Howe moves by half an hour.
    expect(dueInstantOf('2026-03', spring).toISOString()).toBe('2026-03-30T00:30:00.000Z');
    const instants = ZONES.flatMap((timeZone) =>
      ['2026-03', '2026-04', '2026-10', '2026-11'].map((month) =>
        dueInstantOf(month, schedule({ timeZone, time: { day: 1, hour: 2, minute: 15 } })),
      ),
    );
    expect(new Set(instants.map(Number)).size).toBe(instants.length);
  });
});

describe('planDueReminders', () => {
  test('lets a channel that it sees for the first time begin with the next month', () => {
    const plan = planDueReminders(new Date('2026-08-25T12:00:00Z'), [schedule({ lastMonth: null })]);
    expect(plan).toEqual({ due: [], begin: [{ channel: 'C0TEAM', month: '2026-08' }] });
  });

  test('is due from its minute on, and late after an hour', () => {
    const at = (instant: string) => planDueReminders(new Date(instant), [schedule({ timeZone: 'UTC' })]).due;
    expect(at('2026-08-20T08:59:59Z')).toEqual([]);
    expect(at('2026-08-20T09:00:00Z')).toEqual([{ channel: 'C0TEAM', month: '2026-08', late: false }]);
    expect(at('2026-08-23T09:00:00Z')).toEqual([{ channel: 'C0TEAM', month: '2026-08', late: true }]);
  });

  test('reminds of the latest month only after months without a process', () => {
    const plan = planDueReminders(new Date('2026-12-01T00:00:00Z'), [schedule({ lastMonth: '2026-07' })]);
    expect(plan.due.map(({ month }) => month)).toEqual(['2026-11']);
  });

  test('gives every month exactly one reminder on a working day, with the process down at random for two years', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 24 * 20 }), { minLength: 40, maxLength: 400 });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 23 }),
        gaps,
        (timeZone, day, hour, hours) => {
          const time = { day, hour, minute: 30 };
          const sent: string[] = [];
          let lastMonth = '2025-12';
          let now = Date.parse('2026-01-01T12:00:00Z');
          for (let index = 0; now < Date.parse('2028-01-01T12:00:00Z'); index += 1) {
            const { due } = planDueReminders(new Date(now), [schedule({ timeZone, time, lastMonth })]);
            for (const { month } of due) {
              sent.push(month);
              lastMonth = month;
              expect(dueInstantOf(month, schedule({ timeZone, time })).getTime()).toBeLessThanOrEqual(now);
              expect(
                weekdayOf(localTimeOf(dueInstantOf(month, schedule({ timeZone, time })), timeZone).date) % 6,
              ).not.toBe(0);
            }
            now += (hours[index % hours.length] ?? 1) * HOUR_MS;
          }
          expect(new Set(sent).size).toBe(sent.length);
          const months = Array.from({ length: 23 }, (_, index) =>
            new Date(Date.UTC(2026, index, 1)).toISOString().slice(0, 7),
          );
          expect(sent.slice(0, months.length)).toEqual(months);
        },
      ),
    );
  });

  test('says when the next one is', () => {
    expect(findNextDue(new Date('2026-08-20T09:00:00Z'), schedule({ timeZone: 'UTC' })).toISOString()).toBe(
      '2026-09-21T09:00:00.000Z',
    );
  });
});

describe('REMINDER_SCHEDULE', () => {
  test.each([
    ['0 9 20 * *', { day: 20, hour: 9, minute: 0 }],
    ['0 30 7 1 * *', { day: 1, hour: 7, minute: 30 }],
  ])('%s is a time of the month', (cron, time) => {
    expect(parseReminderTime(cron)).toEqual(time);
  });

  test.each(['* * * * *', '0 9 * * 1', '0 9 20 1 *', '0 9 32 * *', '60 9 20 * *', '0 24 1 * *', '', '0 9 0 * *'])(
    '%s is none',
    (cron) => {
      expect(parseReminderTime(cron)).toBeNull();
    },
  );
});
