import type { FleetStatus } from '../../../app/fleet/fleet-status.ts';
import type { ImageHold } from '../../../domain/image-hold.ts';
import type { SourceState } from '../../../domain/source-document.ts';
import { plain } from '../messages/block-elements.ts';
import { countOf, formatCount, joinWords } from '../messages/count-words.ts';
import { toLiteral } from '../messages/escape-text.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';
import { describeAsOf } from './describe-as-of.ts';
import { spansOfFinding } from './describe-finding.ts';

const WORST_SHOWN = 12;

/** How the whole fleet stands, worst first. */
export function answerStatus(fleet: FleetStatus, holds: readonly ImageHold[], sources: readonly SourceState[]): Answer {
  const total = Object.values(fleet.findings.count()).reduce((sum, count) => sum + count, 0);
  const worst = fleet.findings.listWorst(WORST_SHOWN);
  const held =
    holds.length > 0
      ? [
          [
            plain(
              `On hold: ${joinWords(
                holds.map(({ version }) => toLiteral(version, 40)),
                5,
              )}`,
            ),
          ],
        ]
      : [];
  return answerList({
    headline: describeFleet(fleet),
    items: [...held, ...worst.map(spansOfFinding)],
    left: total - worst.length,
    foot: describeAsOf(fleet.asOf, sources),
  });
}

function describeFleet({ clusters, windowsNodePools, counts }: FleetStatus): string {
  if (clusters === 0) return 'No cluster is registered yet, so nothing can be compared.';
  if (windowsNodePools === 0) return `${countOf(clusters, 'registered cluster')} without Windows node pools.`;
  const states = [
    `${formatCount(counts.unsupported)} out of support`,
    `${formatCount(counts.behind)} behind`,
    `${formatCount(counts.current)} up to date`,
    ...(counts.unknown > 0 ? [`${formatCount(counts.unknown)} not comparable`] : []),
  ];
  return `${countOf(windowsNodePools, 'Windows node pool')} in ${countOf(clusters, 'cluster')}: ${joinWords(states)}.`;
}
