import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express } from 'express';
import { streamFindings } from '../../app/fleet/asked-status.ts';
import { assessFleet } from '../../app/fleet/assess-fleet.ts';
import type { FleetDate } from '../../app/fleet/fleet-dates.ts';
import { addDays } from '../../domain/calendar-date.ts';
import { digestOf, nameSome } from '../../domain/text.ts';
import type { WebDependencies } from './web-dependencies.ts';

export function addExports(app: Express, { context }: WebDependencies): void {
  app.get('/calendar.ics', (_request, response) => {
    response.type('text/calendar').send(renderIcs(assessFleet(context).dates(), context.clock.now()));
  });
  app.get('/findings.json', async (_request, response) => {
    response.type('json');
    await pipeline(Readable.from(streamFindings(context)), response).catch((error: unknown) => {
      // Whoever asked has gone away, which is nobody's fault.
      if (!response.destroyed) throw error;
    });
  });
}

const NAMES_SHOWN = 50;
const LINE_OCTETS = 75;

/** An iCalendar file (RFC 5545) of whole days, one a date of the fleet. Names from outside are escaped. */
export function renderIcs(dates: readonly FleetDate[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//vhdwatch//fleet dates//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:AKS Windows fleet',
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    ...dates.flatMap((date) => eventOf(date, now)),
    'END:VCALENDAR',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}

function eventOf({ id, on, title, concerned, url }: FleetDate, now: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${digestOf(id, 32)}@vhdwatch`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d{3}/g, '')}`,
    `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(on, 1).replaceAll('-', '')}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(`Concerns ${nameSome(concerned, NAMES_SHOWN)}. ${url}`)}`,
    ...(/^https?:\/\/[\x21-\x7e]+$/.test(url) ? [`URL:${url}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[\u0000-\u001f\u007f]/g, ' ');
}

/** Lines of at most 75 octets, continued after a space, never inside a character. */
function foldLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
