import type { ClusterDescription } from '../../../app/fleet/describe-cluster.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { Snooze } from '../../../domain/snooze.ts';
import { instant, plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';
import { button } from './button.ts';
import { describeAssessedPool } from './describe-assessed-pool.ts';
import { spansOfFinding } from './describe-finding.ts';

/** One cluster: each Windows pool, why it matters, what to run, who hears of it. */
export function answerCluster({ cluster, pools, findings, snoozes }: ClusterDescription): Answer {
  const { owners, channel } = cluster.ownership;
  const late = pools.filter(({ assessment }) => assessment.status !== 'current').length;
  const state =
    pools.length === 0
      ? 'no Windows node pools'
      : `${countOf(pools.length, 'Windows node pool')}, ${late === 0 ? 'all up to date' : `${late} to look at`}`;
  const version = cluster.kubernetesVersion ? `, Kubernetes ${toLiteral(cluster.kubernetesVersion, 20)}` : '';
  const hears = [
    owners.length > 0
      ? `Owners: ${joinWords(
          owners.map((owner) => toLiteral(owner, 60)),
          8,
        )}`
      : 'Nobody is named as owner',
    channel === null ? 'messages go to the default channel' : `messages go to ${toLiteral(channel, 30)}`,
  ];
  return answerList({
    headline: `${toLiteral(cluster.name, 80)}: ${state}${version}${cluster.vanishedAt ? '; not seen any more' : ''}.`,
    items: [
      ...pools.map((pool): Span[] => [plain(describeAssessedPool(pool))]),
      ...findings.map(spansOfFinding),
      ...snoozes.map((snooze): Span[] => [plain(describeSnooze(snooze))]),
      [plain(hears.join('; '))],
    ],
    commands: pools
      .filter(({ assessment }) => assessment.status === 'behind')
      .map(({ nodePool, commands }) => ({ name: nodePool.name, commands })),
    foot: [
      plain('Reported '),
      instant(cluster.asOf),
      plain(` by ${toLiteral(cluster.origin, 30)} · ${toLiteral(cluster.id, 200)}`),
    ],
    buttons: [button('cluster.edit', 'Edit', cluster.id), button('cluster.snooze', 'Snooze', cluster.id)],
  });
}

/** `Reminders of npwin wait until 3 Sep 2026: change freeze (Ann)`. Literal. */
export function describeSnooze({ nodePool, untilOn, reason, actor }: Snooze): string {
  const what = nodePool === null ? '' : ` of ${toLiteral(nodePool, 40)}`;
  return `Reminders${what} wait until ${formatDate(untilOn)}: ${toLiteral(reason, 200)} (${toLiteral(actor.name, 60)})`;
}
