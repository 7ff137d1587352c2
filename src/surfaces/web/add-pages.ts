import type { Express, Request, Response } from 'express';
import { readOperations } from '../../app/pages/read-operations.ts';
import { readOverview } from '../../app/pages/read-overview.ts';
import { addCataloguePages } from './add-catalogue-pages.ts';
import { type AddPage, addFleetPages } from './add-fleet-pages.ts';
import { addInbox } from './add-inbox.ts';
import { type PageFrame, renderDocument } from './layout.ts';
import { renderHealthPage } from './pages/health-page.ts';
import { renderOverviewPage } from './pages/overview-page.ts';
import { checkReadiness } from './readiness.ts';
import { createDrawTime } from './time.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** The pages for people. */
export function addPages(app: Express, dependencies: WebDependencies, frame: PageFrame, token: string): void {
  const { context } = dependencies;
  const drawTime = createDrawTime(context.timeZone);
  const add: AddPage = (path, render) => {
    app.get(path, (request: Request, response: Response) => {
      response.type('html').send(renderDocument(render(request), frame));
    });
  };
  add('/', () => renderOverviewPage({ overview: readOverview(context), postsToSlack: frame.postsToSlack, drawTime }));
  addInbox(app, dependencies, frame, drawTime, token);
  addFleetPages(add, dependencies, drawTime);
  addCataloguePages(add, dependencies);
  add('/health', () =>
    renderHealthPage({ operations: readOperations(context), ...checkReadiness(dependencies), drawTime }),
  );
}
