import { formatDate } from '../../../domain/calendar-date.ts';
import { phraseOfPhase, titleOfSubject } from '../../../domain/lifecycle.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import { joinWords } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral } from './escape-text.ts';

/** `Windows Server 2022 retires: 15 Mar 2027 → 30 Jun 2028`, or `… retires on 30 Jun 2028`. Literal. */
export function describeRetirement(retirement: NewsRetirement): string {
  const what = `${toLiteral(titleOfSubject(retirement.subject), 80)} ${phraseOfPhase(retirement.phase, retirement.subject)}`;
  const bound = retirement.fromKubernetes ? ` from Kubernetes ${toLiteral(retirement.fromKubernetes, 20)}` : '';
  const doubt = retirement.doubt ? ' (as the note says; probably mistyped, since that is past)' : '';
  return `${what}${bound}${describeDates(retirement)}${doubt}`;
}

/** `concerns prod/win1, prod/win2 and 7 more`, or nothing. */
export function describeConcerned(pools: NewsRetirement['pools'], limit = 5): string {
  return pools.length > 0 ? `concerns ${joinWords(pools.slice(0, limit).map(nameOfPool), limit, pools.length)}` : '';
}

function describeDates({ date, previousDate, fromKubernetes }: NewsRetirement): string {
  if (previousDate !== undefined) return `: ${sayDate(previousDate)} → ${sayDate(date)}`;
  if (date === null) return fromKubernetes ? '' : ', no date given';
  return ` ${date.length === 7 ? 'in' : 'on'} ${formatDate(date)}`;
}

function sayDate(date: string | null): string {
  return date === null ? 'no date' : formatDate(date);
}
