import { expect, test } from 'vitest';
import { getStatusReport, streamFindings } from '../../../src/app/fleet/asked-status.ts';
import type { FleetDate } from '../../../src/app/fleet/fleet-dates.ts';
import { renderIcs } from '../../../src/surfaces/web/add-exports.ts';
import { createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import { serve } from './support/serve.ts';

const NOW = new Date('2026-08-20T09:00:00Z');

/** Unfolds and reads back what a calendar program would. */
function readIcs(text: string): Record<string, string>[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (name === 'BEGIN' && value === 'VEVENT') events.push({});
    const event = events.at(-1);
    if (event && !['BEGIN', 'END'].includes(name))
      event[name] = value.replace(/\\n/g, '\n').replace(/\\([\\;,])/g, '$1');
  }
  return events;
}

test('the calendar has the ends that the fleet has to do with, and nothing else', async () => {
  const { context } = await openScenario(
    [createRelease('2026-02-08', '2026-02-12T18:00:00Z', [['2019', '17763.8389.260210']])],
    createTeam({ old: '17763.8389.260210' }),
    NOW.toISOString(),
  );
  const { get } = await serve({}, { store: context.store, clock: { now: () => NOW } });
  const response = await get('/calendar.ics');
  expect(response.headers.get('content-type')).toMatch(/^text\/calendar/);
  const events = readIcs(response.body);
  expect(events.map((event) => [event['DTSTART'], event['DTEND'], event['SUMMARY']])).toContainEqual([
    '20270401',
    '20270402',
    'Windows Server 2019 has its images removed',
  ]);
  expect(events.every((event) => /shop/.test(event['DESCRIPTION'] ?? ''))).toBe(true);
  expect(events.some((event) => event['SUMMARY']?.includes('2022'))).toBe(false);
});

test('findings as JSON are those of the status', async () => {
  const { context } = await openScenario(
    [createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']])],
    createTeam({ web: '20348.5256.260610' }),
    NOW.toISOString(),
  );
  const { get } = await serve({}, { store: context.store, clock: { now: () => NOW } });
  const status = JSON.parse((await get('/findings.json')).body) as { behind: number; findings: { rule: string }[] };
  expect(status.behind).toBe(1);
  expect(status.findings.map(({ rule }) => rule)).toContain('node-image-behind');
});

test('findings as JSON come in pieces, the whole of the status, clusters with the worst first', async () => {
  const { context } = await openScenario(
    [createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']])],
    createTeam({ web: '20348.5256.260610', old: '17763.8389.260210' }),
    NOW.toISOString(),
  );
  const here = { ...context, clock: { now: () => NOW } };
  const pieces: string[] = [];
  for await (const piece of streamFindings(here)) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces[0]).toContain('"asOf"');
  expect(JSON.parse(pieces.join(''))).toEqual(JSON.parse(JSON.stringify(getStatusReport(here))));
});

test('names from outside cannot break a calendar file', () => {
  const hostile: FleetDate = {
    id: 'Windows2022/retirement',
    on: '2028-06-30',
    title: 'Windows; Server, 2022\r\nEND:VCALENDAR',
    concerned: ['a\nBEGIN:VEVENT', 'ü'.repeat(200), '\u0000\\'],
    url: 'https://example.org/\r\nX:1',
  };
  const text = renderIcs([hostile], NOW);
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const [event, ...more] = readIcs(text);
  expect(more).toEqual([]);
  expect(event?.['SUMMARY']).toBe('Windows; Server, 2022\nEND:VCALENDAR');
  expect(event?.['DESCRIPTION']).toContain('ü'.repeat(200));
  expect(event?.['URL']).toBeUndefined();
});

test('a moved date moves the entry', () => {
  const at = (on: string) =>
    readIcs(renderIcs([{ id: 'x', on, title: 't', concerned: ['a'], url: 'https://example.org' }], NOW))[0]?.['UID'];
  expect(at('2028-06-30')).toBe(at('2027-03-15'));
});
