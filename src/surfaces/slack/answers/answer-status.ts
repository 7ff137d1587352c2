import type { AskedPart, AskedStatus } from '../../../app/fleet/asked-status.ts';
import { findLeading } from '../../../app/polling/list-sources.ts';
import type { ImageHold } from '../../../domain/image-hold.ts';
import type { SourceState } from '../../../domain/source-document.ts';
import { instant, type Line, plain } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf, formatCount, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';
import { spansOfFinding } from './describe-finding.ts';

const SHOWN = 12;

/** What the answer says besides how the pools stand. */
export interface StatusQuestion {
  readonly asked: AskedPart;
  /** The slash command. */
  readonly command: string;
  /** Findings that were shown before. */
  readonly offset: number;
  readonly holds: readonly ImageHold[];
  readonly sources: readonly SourceState[];
}

/** How a part of the fleet stands, worst first. */
export function answerStatus(
  status: AskedStatus | null,
  { asked, command, offset, holds, sources }: StatusQuestion,
): Answer {
  const { findings = [], pools = [], asOf = null } = status ?? {};
  const shown = findings.slice(offset, offset + SHOWN);
  const versions = new Set(pools.flatMap(({ assessment }) => [assessment.currentVersion, assessment.targetVersion]));
  const held = holds.filter(({ version }) => offset === 0 && versions.has(version));
  const names = held.map(({ version }) => toLiteral(version, 40));
  return answerList({
    headline: describeStatus(status, asked, command),
    items: [...(names.length > 0 ? [[plain(`On hold: ${joinWords(names, 5)}`)]] : []), ...shown.map(spansOfFinding)],
    left: Math.max(0, findings.length - offset - shown.length),
    next: offset + shown.length,
    foot: describeAsOf(asOf, sources),
  });
}

const WHOSE: Readonly<Record<AskedPart['kind'], string>> = {
  all: '',
  channel: 'This channel: ',
  owner: 'Yours: ',
  name: '',
};

function describeStatus(status: AskedStatus | null, asked: AskedPart, command: string): string {
  const whose = asked.kind === 'name' ? `${toLiteral(asked.name, 80)}: ` : WHOSE[asked.kind];
  if (status === null || status.clusters === 0) {
    if (asked.kind === 'owner')
      return `No registered cluster names you as its owner; ${command} status all shows every one.`;
    return 'No cluster is registered yet, so nothing can be compared.';
  }
  const { clusters, pools, counts } = status;
  if (pools.length === 0) return `${whose}${countOf(clusters, 'registered cluster')} without Windows node pools.`;
  const states = [
    `${formatCount(counts.unsupported)} out of support`,
    `${formatCount(counts.behind)} behind`,
    `${formatCount(counts.current)} up to date`,
    ...(counts.unknown > 0 ? [`${formatCount(counts.unknown)} not comparable`] : []),
  ];
  return `${whose}${countOf(pools.length, 'Windows node pool')} in ${countOf(clusters, 'cluster')}: ${joinWords(states)}.`;
}

/** `Clusters as of … · AKS releases as of …`: how old the facts of an answer are. */
function describeAsOf(fleetAsOf: string | null, sources: readonly SourceState[]): Line {
  const releases = findLeading(sources);
  return [
    ...(fleetAsOf ? [plain('Oldest cluster report '), instant(fleetAsOf), plain(' · ')] : []),
    ...(releases?.lastSuccessAt
      ? [plain('AKS releases read '), instant(releases.lastSuccessAt)]
      : [plain('AKS releases not read yet')]),
    ...(releases?.lastError ? [plain(` (failing since: ${toLiteral(releases.lastError, 200)})`)] : []),
  ];
}
