import type { Express, Request, Response } from 'express';
import { listInbox } from '../../app/delivery/read-inbox.ts';
import { readOperations } from '../../app/pages/read-operations.ts';
import { readOverview } from '../../app/pages/read-overview.ts';
import { addCataloguePages } from './add-catalogue-pages.ts';
import { type AddPage, addFleetPages } from './add-fleet-pages.ts';
import { type PageFrame, renderDocument } from './layout.ts';
import { renderHealthPage } from './pages/health-page.ts';
import { INBOX_LIMIT, renderInboxPage } from './pages/inbox-page.ts';
import { renderOverviewPage } from './pages/overview-page.ts';
import { checkReadiness } from './readiness.ts';
import { createDrawTime } from './time.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** The pages for people. */
export function addPages(app: Express, dependencies: WebDependencies, frame: PageFrame): void {
  const { context, drawMessage } = dependencies;
  const drawTime = createDrawTime(context.timeZone);
  const add: AddPage = (path, render) => {
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
  addFleetPages(add, dependencies, drawTime);
  addCataloguePages(add, dependencies);
  add('/health', () =>
    renderHealthPage({ operations: readOperations(context), ...checkReadiness(dependencies), drawTime }),
  );
}
