import type { Express, Request, Response } from 'express';
import { assessFleet } from '../../app/fleet/assess-fleet.ts';
import { refOf } from '../../app/fleet/find-clusters.ts';
import { describeImage, diffImages, readCatalogue, readEnds } from '../../app/images/read-catalogue.ts';
import { describeClusterPage, describePoolPage, findClusters } from '../../app/pages/describe-pool.ts';
import { listPools, POOL_ORDERS, type PoolQuery } from '../../app/pages/list-pools.ts';
import { readOperations, readOverview } from '../../app/pages/read-overview.ts';
import { readRegions } from '../../app/pages/read-regions.ts';
import { AppError } from '../../domain/app-error.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import { type Cluster, titleOf } from '../../domain/cluster.ts';
import { SEVERITIES } from '../../domain/finding.ts';
import { AGE_PARTS, POOL_STATUSES } from '../../domain/node-pool-assessment.ts';
import type { VhdNoteDiff } from '../../domain/vhd-note.ts';
import { createDrawTime, type DrawTime } from '../../html/html.ts';
import { addInbox } from './add-inbox.ts';
import { checkReadiness } from './add-probes.ts';
import { type Page, type PageFrame, renderDocument } from './layout.ts';
import { POOLS_PER_PAGE, renderFleetPage } from './pages/fleet-page.ts';
import { renderHealthPage } from './pages/health-page.ts';
import { renderComparePage, renderImagePage, renderImagesPage, renderRegionsPage } from './pages/images-page.ts';
import { renderOverviewPage } from './pages/overview-page.ts';
import { renderClusterChoice, renderClusterPage, renderPoolPage } from './pages/pool-page.ts';
import { renderRetirementsPage } from './pages/retirements-page.ts';
import { pageNumberOf, readOneOf, readParameter } from './read-query.ts';
import type { WebDependencies } from './web-dependencies.ts';

export function addPages(app: Express, dependencies: WebDependencies, frame: PageFrame, token: string): void {
  const { context } = dependencies;
  const drawTime = createDrawTime(context.timeZone);
  const add: AddPage = (path, render) => {
    app.get(path, (request: Request, response: Response) => {
      response.type('html').send(renderDocument(render(request), frame));
    });
  };
  add('/', () => renderOverviewPage(readOverview(context), frame.chat, drawTime));
  addInbox(app, dependencies, frame, drawTime, token);
  addFleetPages(add, dependencies, drawTime);
  addCataloguePages(add, dependencies);
  add('/health', () => renderHealthPage(readOperations(context), checkReadiness(dependencies), drawTime));
}

type AddPage = (path: string, render: (request: Request) => Page) => void;

/** The list of pools, and the pages of each cluster and pool. */
function addFleetPages(add: AddPage, { context }: WebDependencies, drawTime: DrawTime): void {
  add('/fleet', ({ query }) => {
    const wanted = readPoolQuery(query);
    return renderFleetPage(listPools(context, wanted), wanted, drawTime);
  });
  add('/clusters/:cluster', (request) =>
    withCluster(request, (cluster, ref) => renderClusterPage(describeClusterPage(context, cluster), ref, drawTime)),
  );
  add('/clusters/:cluster/:pool', (request) =>
    withCluster(request, (cluster, ref) => {
      const page = describePoolPage(context, cluster, String(request.params['pool']));
      if (!page) throw new AppError('not_found', `${titleOf(cluster)} has no such Windows node pool.`);
      return renderPoolPage(page, ref, drawTime);
    }),
  );

  function withCluster({ params }: Request, render: (cluster: Cluster, ref: string) => Page): Page {
    const ref = String(params['cluster']);
    const [first, ...others] = findClusters(context, ref);
    if (!first) throw new AppError('not_found', 'No cluster is registered under this name.');
    if (others.length === 0) return render(first, ref);
    const choices = [first, ...others].map((cluster) => ({ cluster, ref: refOf(cluster) }));
    return renderClusterChoice(ref, choices);
  }
}

function readPoolQuery(query: Request['query']): PoolQuery {
  return {
    text: readParameter(query, 'q'),
    owner: readParameter(query, 'owner'),
    region: readParameter(query, 'region'),
    osSku: readParameter(query, 'os'),
    status: readOneOf(query, 'status', POOL_STATUSES),
    severity: readOneOf(query, 'severity', SEVERITIES),
    age: readOneOf(query, 'age', AGE_PARTS),
    order: readOneOf(query, 'sort', POOL_ORDERS) ?? 'worst',
    offset: (pageNumberOf(query) - 1) * POOLS_PER_PAGE,
    limit: POOLS_PER_PAGE,
  };
}

function addCataloguePages(add: AddPage, { context }: WebDependencies): void {
  add('/images', ({ query }) => renderImagesPage(assessFleet(context), pageNumberOf(query)));
  add('/images/compare', ({ query }) => {
    const [older, newer] = [readParameter(query, 'old'), readParameter(query, 'new')];
    if (older === null || newer === null)
      throw new AppError('invalid_usage', 'Choose two images to compare, on the images page.');
    return renderComparePage(older, newer, compare(older, newer), readCatalogue(context).images);
  });
  add('/images/:version', ({ params }) =>
    renderImagePage(describeImage(context, String(params['version'])), readCatalogue(context).images),
  );
  add('/regions', () => renderRegionsPage(readRegions(context)));
  add('/retirements', () => {
    const { endsAhead, now } = assessFleet(context);
    return renderRetirementsPage({ ...readEnds(context), concerned: endsAhead(), today: dayOf(now) });
  });

  /** A file that was not read yet is no failure: the page says so. */
  function compare(older: string, newer: string): VhdNoteDiff | string {
    try {
      return diffImages(context, older, newer);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return error.message;
      throw error;
    }
  }
}
