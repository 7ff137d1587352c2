import { formatDate } from '../../../domain/calendar-date.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import type { RetirementPhase, RetirementSubject } from '../../../domain/retirement-statement.ts';
import { joinWords } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral } from './escape-text.ts';

const PHRASES: Readonly<Record<RetirementPhase, string>> = {
  retirement: 'retires',
  'no-new-node-pools': 'takes no new node pools',
  'no-new-images': 'gets no new images',
  'image-removal': 'has its images removed',
  'lts-only': 'is supported with LTS only',
  'platform-support': 'moves to platform support',
  removal: 'is removed',
  'date-changed': 'ends at a changed date',
};

/** How people say the subject: `Windows Server 2022`, `Kubernetes 1.30`, `Azure NPM on Windows` for a feature. */
function titleOfSubject(subject: RetirementSubject): string {
  if (/^Windows\w+$/.test(subject) && !subject.startsWith('WindowsFeature'))
    return titleOfOsSku(subject as `Windows${string}`);
  const text = subject.startsWith('WindowsFeature/')
    ? `${subject.slice('WindowsFeature/'.length).replace(/([a-z])([A-Z])/g, '$1 $2')} on Windows`
    : subject.replace('/', ' ');
  return toLiteral(text, 80);
}

/** `Windows Server 2022 retires: 15 Mar 2027 → 30 Jun 2028`, or `… retires on 30 Jun 2028`. Literal. */
export function describeRetirement(retirement: NewsRetirement): string {
  const what = `${titleOfSubject(retirement.subject)} ${PHRASES[retirement.phase] ?? 'changes'}`;
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
