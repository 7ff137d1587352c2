import type { OpenPlace } from '../../../app/fleet/asked-status.ts';
import { assessFleet, type FleetOverview } from '../../../app/fleet/assess-fleet.ts';
import { type ClusterDescription, describeCluster } from '../../../app/fleet/find-clusters.ts';
import { readPlan } from '../../../app/messages/posted-message.ts';
import { AppError } from '../../../domain/app-error.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { titleOf } from '../../../domain/cluster.ts';
import type { PlanForPool } from '../../../domain/cluster-plan.ts';
import type { Finding } from '../../../domain/finding.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { type AssessedPool, countPools, sayPoolCounts } from '../../../domain/node-pool-assessment.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { keyOfPool, referToPool } from '../../../domain/pool-reference.ts';
import type { Snooze } from '../../../domain/suppression.ts';
import { countOf } from '../../../domain/text.ts';
import { bold, type CardButton, channelLink, instant, type Line, plain, type Span } from '../../../messages/card.ts';
import { composeCard } from '../../../messages/message-kinds.ts';
import { listPoolsBefore } from '../../../messages/plan-card.ts';
import { nameOfPool, sayDue, sayWhatToDo, symbolOf } from '../../../messages/pool-words.ts';
import { joinLiteral } from '../../../messages/words.ts';
import { type Answer, answerList, button, pageOf } from '../answer.ts';
import type { ClickHandler, Query, Request } from './handlers.ts';

export const clustersCommand: Query = {
  name: 'clusters',
  usage: '[text]',
  does: 'registered clusters, worst first; or those whose name or owner has the text',
  example: 'clusters payments',
  run: ({ context, words, offset }) => answerClusters(assessFleet(context).overview(), words.join(' '), offset),
};

export const clusterCommand: Query = {
  name: 'cluster',
  usage: 'CLUSTER[/POOL]',
  does: 'one cluster, or one pool: how it stands and what to run',
  example: 'cluster shop',
  run: ({ context, words: [name = ''], offset }) => answerCluster(describeCluster(context, name), offset),
};

export const showCluster: ClickHandler = ({ context, value }) => answerCluster(describeCluster(context, value));

export const showClusterPlan: ClickHandler = (click) => {
  const { context, value } = click;
  const [, id = '', name = ''] = /^(.*) (\S+)$/s.exec(value) ?? [];
  const { cluster, pools } = describeCluster(context, id);
  const index = pools.findIndex(({ nodePool }) => nodePool.name === name);
  const [own, next] = [pools[index], pools[index + 1]];
  if (!own) throw new AppError('not_found', 'This node pool is gone, so no plan is shown.');
  const plan = readPlan(context, { ...referToPool(own), isSettled: false });
  const buttons = [
    ...buttonsBefore(plan, cluster.id),
    ...(next ? [planButton(`Next: ${toLiteral(next.nodePool.name, 40)}`, referToPool(next))] : []),
  ];
  const all = `${countOf(pools.length, 'node pool')} of ${toLiteral(titleOf(cluster), 200)}`;
  const which = pools.length > 1 ? `${index + 1} of ${all}.` : '';
  return answerOnePlan(click, plan, which, buttons);
};

/** `which`: its place among others, literal; empty where it is the only one. */
export function answerOnePlan(
  { place }: Request,
  plan: PlanForPool,
  which: string,
  buttons: readonly CardButton[],
): Answer {
  const card = composeCard({ kind: 'commands', pools: [plan] }, place);
  return { ...card, foot: [...(card.foot ?? []), ...(which === '' ? [] : [[plain(which)]])], buttons };
}

type RankedCluster = FleetOverview['ranked'][number];

/** The registered clusters, worst first; with a `filter`, those whose name or owner contains it. */
export function answerClusters({ clusters, ranked }: FleetOverview, filter: string, offset: number): Answer {
  const wanted = filter.toLowerCase();
  const matching = wanted === '' ? ranked : ranked.filter((one) => matches(one, wanted));
  const linux = clusters - ranked.length;
  const others = linux > 0 ? `; ${countOf(linux, 'other cluster')} without Windows` : '';
  const which = wanted === '' ? '' : ` that match ${toLiteral(filter, 60)}`;
  return answerList({
    headline: `${countOf(matching.length, 'cluster')} with Windows node pools${which}, worst first${others}.`,
    ...pageOf(matching, offset, spansOfCluster),
  });
}

function matches({ cluster }: RankedCluster, wanted: string): boolean {
  return [titleOf(cluster), ...cluster.ownership.owners].some((text) => text.toLowerCase().includes(wanted));
}

function spansOfCluster({ cluster, pools }: RankedCluster): Span[] {
  const owners = cluster.ownership.owners.length > 0 ? ` · ${joinLiteral(cluster.ownership.owners, 40, 3)}` : '';
  const where = cluster.location ? ` (${toLiteral(cluster.location, 40)})` : '';
  return [
    bold(toLiteral(titleOf(cluster), 200)),
    plain(`${where}: ${countOf(pools.length, 'Windows node pool')}, ${sayPoolCounts(countPools(pools))}${owners}`),
  ];
}

export function answerCluster({ cluster, pools, held, findings, snoozes }: ClusterDescription, offset = 0): Answer {
  const { owners, channel } = cluster.ownership;
  const { current, leftToAks } = countPools(pools);
  const late = pools.length - current - leftToAks;
  const state =
    pools.length === 0
      ? 'no Windows node pools'
      : `${countOf(pools.length, 'Windows node pool')}, ${late === 0 ? 'nothing to do' : `${late} to look at`}`;
  const version = cluster.kubernetesVersion ? `, Kubernetes ${toLiteral(cluster.kubernetesVersion, 20)}` : '';
  const hears: Line = [
    plain(owners.length > 0 ? `Owners: ${joinLiteral(owners, 60, 8)}` : 'Nobody is named as owner'),
    plain('; messages go to '),
    channel === null ? plain('the default channel') : channelLink(channel),
  ];
  return answerList({
    headline: `${toLiteral(titleOf(cluster), 200)}: ${state}${version}${cluster.vanishedAt ? '; not seen any more' : ''}.`,
    ...pageOf(
      [
        ...pools.map((pool): Line => [plain(describeAssessedPool(pool, held))]),
        ...outlinePlaces(findings, ({ nodePool }) => toLiteral(nodePool ?? 'The cluster', 40)),
        ...snoozes.map((snooze): Line => [plain(describeSnooze(snooze))]),
      ],
      offset,
      (one) => one,
    ),
    foot: [
      ...hears,
      plain(' · Reported '),
      instant(cluster.asOf),
      plain(` by ${toLiteral(cluster.origin, 30)} · ${toLiteral(cluster.resourceGroup ?? cluster.id, 200)}`),
    ],
    buttons: [
      ...pools.slice(0, 1).map((first) => planButton('Show commands', referToPool(first))),
      button('cluster.edit', 'Edit', cluster.id),
      button('cluster.snooze', 'Snooze', cluster.id),
    ],
  });
}

function planButton(label: string, { clusterId, nodePool }: Pick<Finding, 'clusterId' | 'nodePool'>): CardButton {
  return button('cluster.plan', label, `${clusterId} ${nodePool}`);
}

/** The plans that have what comes before this one. */
export function buttonsBefore(plan: PlanForPool, clusterId: string): readonly CardButton[] {
  return listPoolsBefore(plan)
    .slice(0, 2)
    .map((nodePool) => planButton(`First: ${toLiteral(nodePool, 40)}`, { clusterId, nodePool }));
}

/** `Reminders of shop/npwin wait until 3 Sep 2026: change freeze (Ann)`; where the cluster is not told, of `npwin`. Literal. */
export function describeSnooze(
  { scope: { nodePool }, untilOn, reason, actor }: Snooze,
  cluster: string | null = null,
): string {
  const name = [cluster, nodePool].filter((part) => part !== null).join('/');
  const what = name === '' ? '' : ` of ${toLiteral(name, 200)}`;
  return `Reminders${what} wait until ${formatDate(untilOn)}: ${toLiteral(reason, 200)} (${toLiteral(actor.name, 60)})`;
}

/** `npwin (Windows Server 2022) is behind: runs A, upgrade to B (3 images, 91 days)`. Literal. */
export function describeAssessedPool(
  { nodePool, assessment, isLeftToAks }: AssessedPool,
  held: readonly string[],
): string {
  const { status, osSku, currentVersion, targetVersion, pendingVersion, imagesBehind, daysBehind } = assessment;
  const title = osSku === null ? 'Windows' : titleOfOsSku(osSku);
  const runs = currentVersion ? `runs ${toLiteral(currentVersion, 60)}` : 'has no reported image';
  const lag = imagesBehind > 0 ? ` (${countOf(imagesBehind, 'image')}, ${countOf(daysBehind, 'day')})` : '';
  const target =
    targetVersion && targetVersion !== currentVersion
      ? `, ${sayTarget(toLiteral(targetVersion, 60), isLeftToAks, held.includes(targetVersion))}${lag}`
      : '';
  const pending = pendingVersion ? `; ${toLiteral(pendingVersion, 60)} has not reached its region yet` : '';
  return `${toLiteral(nodePool.name, 40)} (${toLiteral(title, 60)}) is ${status}: ${runs}${target}${pending}`;
}

function sayTarget(target: string, isLeftToAks: boolean, isHeld: boolean): string {
  if (isLeftToAks) return `AKS brings ${target}${isHeld ? ', which is on hold' : ''}`;
  return isHeld ? `wait for the next image: ${target} is on hold` : `upgrade to ${target}`;
}

/** The worst of each pool, or of what concerns its whole cluster, in the order of all findings that they have. */
export function outlinePlaces(
  findings: readonly Finding[],
  nameOf: (finding: Finding) => string = nameOfPool,
): readonly Line[] {
  const places = Map.groupBy(findings, keyOfPool);
  return [...places.values()].flatMap(([worst, ...others]) =>
    worst ? [outlineOfPlace({ worst, others: others.length }, nameOf)] : [],
  );
}

/** `shop (high): Kubernetes 1.32 left support on 31 Mar 2026; upgrade to 1.34. 2 more findings on it.` */
export function outlineOfPlace({ worst, others }: OpenPlace, nameOf: (finding: Finding) => string = nameOfPool): Line {
  const words = sayWhatToDo(worst);
  return [
    symbolOf(worst.severity),
    bold(nameOf(worst)),
    plain(` (${worst.severity}): ${words}.${sayDue(worst, words)}`),
    plain(others > 0 ? ` ${countOf(others, 'more finding')} on it.` : ''),
  ];
}
