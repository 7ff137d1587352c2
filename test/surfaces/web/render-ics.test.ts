import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import type { FleetDate } from '../../../src/app/fleet/fleet-dates.ts';
import { renderIcs } from '../../../src/surfaces/web/add-exports.ts';
import { createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import { serve } from './support/serve.ts';

const NOW = new Date('2026-08-20T09:00:00Z');

interface ReadEvent {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly start: ICAL.Time;
  readonly end: ICAL.Time;
  readonly url: string | null;
  readonly stamp: string;
}

/** The file as a calendar program takes it: in strict mode, which refuses what is no iCalendar. */
function readIcs(text: string): readonly ReadEvent[] {
  ICAL.design.strict = true;
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  expect([calendar.name, calendar.getFirstPropertyValue('version')]).toEqual(['vcalendar', '2.0']);
  expect(calendar.getFirstPropertyValue('prodid')).toContain('vhdwatch');
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, description, startDate, endDate } = new ICAL.Event(component);
    const url = component.getFirstPropertyValue('url');
    const stamp = String(component.getFirstPropertyValue('dtstamp'));
    return { uid, summary, description, start: startDate, end: endDate, url: url === null ? null : String(url), stamp };
  });
}

function date(changes: Partial<FleetDate> = {}): FleetDate {
  const url = 'https://example.org/releases?tag=a,b;c';
  return {
    id: 'Windows2022/retirement',
    on: '2028-06-30',
    title: 'Windows Server 2022 is retired',
    concerned: ['shop/web'],
    url,
    ...changes,
  };
}

function readOne(changes: Partial<FleetDate>): ReadEvent {
  const [event, ...more] = readIcs(renderIcs([date(changes)], NOW));
  expect(more).toEqual([]);
  if (!event) throw new Error('no entry was read');
  return event;
}

test('every date of the fleet is read back as a whole day that belongs to no time zone', async () => {
  const { context } = await openScenario(
    [createRelease('2026-02-08', '2026-02-12T18:00:00Z', [['2019', '17763.8389.260210']])],
    createTeam({ old: '17763.8389.260210', web: '20348.5256.260610', new: '26100.33001.260610' }),
    NOW.toISOString(),
  );
  const dates = assessFleet(context).dates();
  expect(dates.length).toBeGreaterThan(3);
  const { get } = await serve({}, { store: context.store, clock: { now: () => NOW } });
  const events = readIcs((await get('/calendar.ics')).body);
  expect(events.map(({ start, summary, url }) => [start.toString(), summary, url])).toEqual(
    dates.map(({ on, title, url }) => [on, title, url]),
  );
  expect(events.map(({ description }) => description)).toEqual(
    dates.map(({ concerned, url }) => `Concerns ${concerned.join(', ')}. ${url}`),
  );
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(dates.length);
  for (const { start, end, stamp } of events) {
    expect([start.isDate, end.isDate, end.subtractDate(start).toSeconds()]).toEqual([true, true, 86_400]);
    expect([start.zone.tzid, stamp]).toEqual(['floating', '2026-08-20T09:00:00Z']);
  }
});

test('the day after the last of a month and of February ends the entry', () => {
  const ends = ['2028-06-30', '2026-12-31', '2028-02-28', '2028-02-29', '2027-02-28'];
  expect(ends.map((on) => readOne({ on }).end.toString())).toEqual([
    '2028-07-01',
    '2027-01-01',
    '2028-02-29',
    '2028-03-01',
    '2027-03-01',
  ]);
});

test('a moved date moves the entry, and another phase is another entry', () => {
  const { uid } = readOne({});
  expect(readOne({ on: '2027-03-15', title: 'x', concerned: [], url: '' }).uid).toBe(uid);
  expect(readOne({ id: 'Windows2022/images-removed' }).uid).not.toBe(uid);
});

describe('text from outside is read back as it was', () => {
  const LONG = 'ä'.repeat(199);
  test.each([
    ['commas, semicolons and colons', 'Windows, Server; 2022: the end'],
    ['backslashes and what looks escaped', 'a\\nb \\, \\; \\\\ end\\'],
    ['emoji of several characters', 'done ✅ 👩🏽‍💻 🇪🇺 '.repeat(20)],
    ['quotes and equals signs', '"X-A=1";VALUE=DATE:"'],
    ['a name of 200 characters', `x${LONG}`],
    ['right-to-left and combining characters', 'שלום é e\u0301 العربية'],
    ['spaces at either end', '  a  '],
    ['a line that begins with a space', 'a\n b\n\tc'.replace('\t', ' ')],
    ['newlines that would end the entry', 'a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:b'],
  ])('%s', (_what, text) => {
    const event = readOne({ title: text, concerned: [text, text], url: 'https://example.org' });
    expect(event.summary).toBe(text);
    expect(event.description).toBe(`Concerns ${text}, ${text}. https://example.org`);
  });

  test('but for line ends of other systems, control characters and halves of characters', () => {
    expect(readOne({ title: 'a\r\nb\rc' }).summary).toBe('a\nb\nc');
    expect(readOne({ title: 'a\u0000b\u001b[31m\tc\u007f' }).summary).toBe('a b [31m c ');
    expect(readOne({ title: 'a\ud83d' }).summary).toBe('a\ufffd');
  });

  test('in lines of 75 octets at most, whatever is in them', () => {
    const text = renderIcs([date({ title: '👩🏽‍💻'.repeat(60), concerned: [LONG, '✅'.repeat(200)] })], NOW);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(text.includes('\ufffd')).toBe(false);
  });
});

test('an address that no calendar could open is only told, and many names are counted', () => {
  expect(readOne({ url: 'https://example.org/\r\nX:1' })).toMatchObject({ url: null });
  const concerned = Array.from({ length: 53 }, (_, index) => `shop/p${index}`);
  expect(readOne({ concerned }).description).toContain('shop/p49 and 3 more. https://example.org');
});

test('what a lenient program would read unescaped is escaped all the same', () => {
  expect(renderIcs([date({ title: 'a,b;c\\d\ne' })], NOW)).toContain('SUMMARY:a\\,b\\;c\\\\d\\ne\r\n');
});

test('a fleet without dates is a calendar without entries', () => {
  expect(readIcs(renderIcs([], NOW))).toEqual([]);
});
