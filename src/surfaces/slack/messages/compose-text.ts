import { formatCount } from './count-words.ts';

/** Slack splits longer texts into several messages and refuses to update them; below that with room to spare. */
const LONGEST_TEXT = 3_000;
const ROOM_FOR_COUNT = '\nand 1,000,000 more'.length;

/**
 * Joins lines into a top-level text of at most `LONGEST_TEXT` characters. What does not fit is counted in a last
 * line, "and 37 more"; the first line always stands, cut if it must be. `extras` (commands) follow where whole ones
 * still fit, uncounted.
 */
export function composeText(lines: readonly string[], extras: readonly string[] = []): string {
  const [first = '', ...rest] = lines;
  const head = cutEscaped(first, LONGEST_TEXT);
  const shown = takeFitting(rest, LONGEST_TEXT - head.length);
  if (shown.length === rest.length) {
    const used = [head, ...shown].join('\n');
    return [used, ...takeFitting(extras, LONGEST_TEXT - used.length)].join('\n');
  }
  const room = LONGEST_TEXT - ROOM_FOR_COUNT;
  const start = cutEscaped(first, room);
  const some = takeFitting(rest, room - start.length);
  return [start, ...some, `and ${formatCount(rest.length - some.length)} more`].join('\n');
}

/** The beginning of a long list that fits into `room`, with what is left counted: "and 37 more". */
export function fitLines(lines: readonly string[], room: number): readonly string[] {
  const shown = takeFitting(lines, room);
  return shown.length === lines.length ? lines : [...shown, `and ${formatCount(lines.length - shown.length)} more`];
}

/** The longest beginning of the lines that fits, each with its line feed. */
function takeFitting(lines: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += line.length + 1;
    return used > room;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

/** Cuts escaped text without leaving half an entity, half a link or half a character at its end. */
function cutEscaped(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/&[a-z]{0,4}$/, '').replace(/<[^>]*$/, '')}…`;
}
