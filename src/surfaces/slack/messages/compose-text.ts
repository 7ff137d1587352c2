import { formatCount } from './count-words.ts';

/** Slack splits longer texts into several messages and refuses to update them; below that with room to spare. */
export const LONGEST_TEXT = 3_000;

/**
 * Joins lines into a top-level text of at most `LONGEST_TEXT` characters. What does not fit is counted in a last
 * line, "and 37 more"; the first line always stands, cut if it must be.
 */
export function composeText(lines: readonly string[], max = LONGEST_TEXT): string {
  const whole = lines.join('\n');
  if (whole.length <= max) return whole;
  const room = max - 'and 1,000,000 more'.length - 1;
  const [first = '', ...rest] = lines;
  const shown = [cutEscaped(first, room)];
  let used = shown[0]?.length ?? 0;
  for (const line of rest) {
    if (used + line.length + 1 > room) break;
    shown.push(line);
    used += line.length + 1;
  }
  return [...shown, `and ${formatCount(Math.max(lines.length - shown.length, 1))} more`].join('\n');
}

/** Cuts escaped text without leaving half an entity, half a link or half a character at its end. */
function cutEscaped(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/&[a-z]{0,4}$/, '').replace(/<[^>]*$/, '')}…`;
}
