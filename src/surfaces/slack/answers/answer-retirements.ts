import { daysBetween, formatDate, lastDayOf } from '../../../domain/calendar-date.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import { bold, link, plain, type Span } from '../../../messages/card.ts';
import { describeRetirement } from '../../../messages/end-words.ts';
import { nameOfPool } from '../../../messages/pool-words.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';

const SHOWN = 12;
const NAMED = 3;

/** What ends on Windows from today on, soonest first, with the days left and the registered pools it concerns. */
export function answerRetirements(ahead: readonly NewsRetirement[], today: string, offset = 0): Answer {
  const [next] = ahead;
  const point = next
    ? `${countOf(ahead.length, 'retirement')} ahead; next: ${describeRetirement(next)}`
    : 'No retirement ahead is known';
  return answerList({
    headline: `${point}.`,
    items: ahead.slice(offset, offset + SHOWN).map((one) => spansOfRetirement(one, today)),
    left: Math.max(0, ahead.length - offset - SHOWN),
    next: offset + SHOWN,
    foot: [plain(`As of ${formatDate(today)}.`)],
  });
}

/** `Windows Server 2022 retires on 30 Jun 2028 (586 days) · concerns a/b and 3 more pools · source`. */
export function spansOfRetirement(retirement: NewsRetirement, today: string): Span[] {
  const { date, pools, url } = retirement;
  const left = date === null ? '' : ` (${countOf(Math.max(0, daysBetween(today, lastDayOf(date))), 'day')})`;
  const names = pools.slice(0, NAMED).map(nameOfPool);
  if (pools.length > NAMED) names.push(countOf(pools.length - NAMED, 'more pool'));
  const concerned = names.length > 0 ? ` · concerns ${joinWords(names)}` : ' · concerns no registered pool';
  return [bold(describeRetirement(retirement)), plain(`${left}${concerned} · `), link(url, 'source')];
}
