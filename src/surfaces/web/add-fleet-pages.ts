import type { Request } from 'express';
import { refOf } from '../../app/fleet/list-choices.ts';
import { describeClusterPage, describePoolPage, findClusters } from '../../app/pages/describe-pool.ts';
import { listPools, POOL_ORDERS, type PoolQuery } from '../../app/pages/list-pools.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Cluster } from '../../domain/cluster.ts';
import { SEVERITIES } from '../../domain/finding.ts';
import { AGE_PARTS } from '../../domain/node-pool-assessment.ts';
import type { Page } from './layout.ts';
import { renderClusterChoice, renderClusterPage } from './pages/cluster-page.ts';
import { POOLS_PER_PAGE, renderFleetPage } from './pages/fleet-page.ts';
import { renderPoolPage } from './pages/pool-page.ts';
import { POOL_STATUSES } from './parts/badges.ts';
import { pageOf, readOneOf, readText } from './read-query.ts';
import type { DrawTime } from './time.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** Adds a page to the application. */
export type AddPage = (path: string, render: (request: Request) => Page) => void;

/** The list of pools, and the pages of each cluster and pool. */
export function addFleetPages(add: AddPage, { context }: WebDependencies, drawTime: DrawTime): void {
  add('/fleet', ({ query }) => {
    const wanted = readPoolQuery(query);
    return renderFleetPage({ list: listPools(context, wanted), query: wanted, drawTime });
  });
  add('/clusters/:cluster', (request) =>
    withCluster(request, (cluster, ref) => renderClusterPage(describeClusterPage(context, cluster), ref, drawTime)),
  );
  add('/clusters/:cluster/:pool', (request) =>
    withCluster(request, (cluster, ref) => {
      const page = describePoolPage(context, cluster, String(request.params['pool']));
      if (!page) throw new AppError('not_found', `${cluster.name} has no such Windows node pool.`);
      return renderPoolPage(page, ref, drawTime);
    }),
  );

  function withCluster({ params }: Request, render: (cluster: Cluster, ref: string) => Page): Page {
    const ref = String(params['cluster']);
    const [first, ...others] = findClusters(context, ref);
    if (!first) throw new AppError('not_found', 'No cluster is registered under this name.');
    if (others.length === 0) return render(first, ref);
    return renderClusterChoice(
      ref,
      [first, ...others].map((cluster) => ({ cluster, ref: refOf(cluster.id) })),
    );
  }
}

function readPoolQuery(query: Request['query']): PoolQuery {
  return {
    text: readText(query, 'q'),
    owner: readText(query, 'owner'),
    region: readText(query, 'region'),
    osSku: readText(query, 'os'),
    status: readOneOf(query, 'status', POOL_STATUSES),
    severity: readOneOf(query, 'severity', SEVERITIES),
    age: readOneOf(query, 'age', AGE_PARTS),
    order: readOneOf(query, 'sort', POOL_ORDERS) ?? 'worst',
    offset: (pageOf(query) - 1) * POOLS_PER_PAGE,
    limit: POOLS_PER_PAGE,
  };
}
