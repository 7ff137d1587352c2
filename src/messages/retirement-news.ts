import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { CatalogueChange } from '../domain/catalogue.ts';
import type { Cluster, NodePool } from '../domain/cluster.ts';
import { compareMinors, minorOf } from '../domain/kubernetes-version.ts';
import type { NewsRetirement } from '../domain/notification.ts';
import { usesWindowsFeature } from '../domain/windows-feature.ts';

type RetirementChange = Extract<CatalogueChange, { kind: 'retirement-added' | 'retirement-moved' }>;

/** True for a change that tells of a new or moved date. */
export function isRetirementChange(change: CatalogueChange): change is RetirementChange {
  return change.kind === 'retirement-added' || change.kind === 'retirement-moved';
}

/** A retirement with the registered pools it concerns. */
export function toRetirementNews(change: RetirementChange, pools: readonly AssessedPool[]): NewsRetirement {
  const news = describeRetirement(change.retirement, pools);
  return change.kind === 'retirement-moved' ? { ...news, previousDate: change.from } : news;
}

/** A retirement as messages show it. */
export function describeRetirement(
  retirement: Omit<NewsRetirement, 'pools' | 'previousDate'>,
  pools: readonly AssessedPool[],
): NewsRetirement {
  const { subject, phase, date, fromKubernetes, quote, url, doubt } = retirement;
  return {
    subject,
    phase,
    date,
    fromKubernetes,
    quote,
    url,
    doubt,
    pools: pools
      .filter((pool) => isConcerned(subject, pool))
      .map(({ cluster, nodePool }) => ({ clusterId: cluster.id, cluster: cluster.name, nodePool: nodePool.name })),
  };
}

function isConcerned(subject: string, { cluster, nodePool, assessment }: AssessedPool): boolean {
  if (subject.startsWith('Kubernetes/')) return runsAtMost(subject.slice('Kubernetes/'.length), cluster, nodePool);
  if (subject.startsWith('WindowsFeature/')) return usesWindowsFeature(subject, cluster, nodePool);
  return assessment.osSku === subject;
}

/** A pool on the ending minor, or on one that ended before it. */
function runsAtMost(minor: string, cluster: Cluster, nodePool: NodePool): boolean {
  const version = minorOf(nodePool.kubernetesVersion ?? cluster.kubernetesVersion ?? '');
  return version !== null && compareMinors(version, minor) <= 0;
}
