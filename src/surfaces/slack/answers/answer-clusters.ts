import type { FleetOverview, RankedCluster } from '../../../app/fleet/fleet-overview.ts';
import { bold, plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';

const SHOWN = 12;

/** The registered clusters, worst first; with a `filter`, those whose name or owner contains it. */
export function answerClusters({ clusters, ranked }: FleetOverview, filter: string, offset = 0): Answer {
  const wanted = filter.toLowerCase();
  const matching = wanted === '' ? ranked : ranked.filter((one) => matches(one, wanted));
  const linux = clusters - ranked.length;
  const others = linux > 0 ? `; ${countOf(linux, 'other cluster')} without Windows` : '';
  const which = wanted === '' ? '' : ` that match ${toLiteral(filter, 60)}`;
  return answerList({
    headline: `${countOf(matching.length, 'cluster')} with Windows node pools${which}, worst first${others}.`,
    items: matching.slice(offset, offset + SHOWN).map(spansOfCluster),
    left: Math.max(0, matching.length - offset - SHOWN),
    next: offset + SHOWN,
  });
}

function matches({ cluster }: RankedCluster, wanted: string): boolean {
  return [cluster.name, ...cluster.ownership.owners].some((text) => text.toLowerCase().includes(wanted));
}

function spansOfCluster({ cluster, pools }: RankedCluster): Span[] {
  const count = (status: string) => pools.filter(({ assessment }) => assessment.status === status).length;
  const states = [
    { n: count('unsupported'), words: 'out of support' },
    { n: count('behind'), words: 'behind' },
    { n: count('current'), words: 'up to date' },
    { n: count('unknown'), words: 'not comparable' },
  ].filter(({ n }) => n > 0);
  const owners =
    cluster.ownership.owners.length > 0
      ? ` · ${joinWords(
          cluster.ownership.owners.map((one) => toLiteral(one, 40)),
          3,
        )}`
      : '';
  const where = cluster.location ? ` (${toLiteral(cluster.location, 40)})` : '';
  return [
    bold(toLiteral(cluster.name, 80)),
    plain(
      `${where}: ${joinWords(states.map(({ n, words }) => `${n} ${words}`))} of ${countOf(pools.length, 'Windows node pool')}${owners}`,
    ),
  ];
}
