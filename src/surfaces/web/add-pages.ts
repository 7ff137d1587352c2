import type { Express, Request, Response } from 'express';
import { listInbox } from '../../app/delivery/list-inbox.ts';
import { assessFleet } from '../../app/fleet/assess-fleet.ts';
import { readFleetPart } from '../../app/fleet/fleet-status.ts';
import { readCatalogue } from '../../app/images/read-catalogue.ts';
import { readOverview } from '../../app/pages/read-overview.ts';
import { readFleetPicture } from '../../app/reminders/read-fleet-picture.ts';
import { type Page, type PageFrame, renderDocument } from './layout.ts';
import { CLUSTERS_PER_PAGE, POOL_STATUSES, renderFleetPage } from './pages/fleet-page.ts';
import { renderImagesPage } from './pages/images-page.ts';
import { INBOX_LIMIT, renderInboxPage } from './pages/inbox-page.ts';
import { renderOverviewPage } from './pages/overview-page.ts';
import { renderRetirementsPage } from './pages/retirements-page.ts';
import { checkReadiness } from './readiness.ts';
import { createDrawTime } from './time.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** The pages for people. */
export function addPages(app: Express, dependencies: WebDependencies, frame: PageFrame): void {
  const { context, drawMessage } = dependencies;
  const drawTime = createDrawTime(context.timeZone);
  const add = (path: string, render: (request: Request) => Page) => {
    app.get(path, (request: Request, response: Response) => {
      response.type('html').send(renderDocument(render(request), frame));
    });
  };
  add('/', () => renderOverviewPage({ overview: readOverview(context), postsToSlack: frame.postsToSlack, drawTime }));
  add('/inbox', () =>
    renderInboxPage({
      messages: listInbox(context, INBOX_LIMIT),
      postsToSlack: frame.postsToSlack,
      problems: checkReadiness(dependencies).problems,
      drawMessage,
      drawTime,
    }),
  );
  add('/fleet', ({ query }) => {
    const status = POOL_STATUSES.find((one) => one === query['status']) ?? null;
    const page = pageOf(query);
    const fleet = readFleetPart(context, { status, offset: (page - 1) * CLUSTERS_PER_PAGE, limit: CLUSTERS_PER_PAGE });
    const picture = page === 1 && status === null ? { picture: readFleetPicture(context) } : {};
    return renderFleetPage({ fleet, status, page, drawTime, ...picture });
  });
  add('/images', ({ query }) => {
    const { catalogue, pools } = assessFleet(context);
    return renderImagesPage({ images: catalogue.images, pools, page: pageOf(query) });
  });
  add('/retirements', () => renderRetirementsPage(readCatalogue(context).retirements, context.clock.now()));
}

/** `?page=3`; anything else is the first page. */
function pageOf(query: Request['query']): number {
  const text = query['page'];
  return typeof text === 'string' && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
}
