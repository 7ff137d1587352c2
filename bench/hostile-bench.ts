import { parseReleaseNote } from '../src/notes/release-note/parse-release-note.ts';
import { parseVhdNote } from '../src/notes/vhd-note/parse-vhd-note.ts';
import { parseSupportCalendar } from '../src/sources/support-calendar/parse-support-calendar.ts';
import { HOSTILE_MARKDOWN, HOSTILE_VHD_NOTES } from '../test/support/hostile-texts.ts';

/** What the worst input of a kind costs, in milliseconds of processor time. */
export interface HostileFigure {
  readonly reader: string;
  readonly worst: string;
  readonly ms: number;
}

function timeOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function worstOf(reader: string, texts: Readonly<Record<string, string>>, read: (text: string) => void): HostileFigure {
  const times = Object.entries(texts).map(([worst, text]) => ({ reader, worst, ms: timeOf(() => read(text)) }));
  return times.reduce((slowest, each) => (each.ms > slowest.ms ? each : slowest));
}

/** Reads every hostile text once with each reader that may meet it. */
export function benchHostileTexts(): readonly HostileFigure[] {
  return [
    worstOf('release note, 125 KB', HOSTILE_MARKDOWN, (text) => parseReleaseNote(text, null)),
    worstOf('support calendar, 125 KB', HOSTILE_MARKDOWN, (text) => parseSupportCalendar(text, 'https://example.com')),
    worstOf('VHD note, 1 MB and more', HOSTILE_VHD_NOTES, (text) => parseVhdNote(text)),
  ];
}
