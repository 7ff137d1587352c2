import express, { type Express } from 'express';
import { addAssets } from './add-assets.ts';
import { addExports } from './add-exports.ts';
import { addInboxActions, makeFormToken } from './add-inbox.ts';
import { addPages } from './add-pages.ts';
import { addPictures } from './add-pictures.ts';
import { addProbes } from './add-probes.ts';
import { createErrorHandler, type SendMessage } from './handle-error.ts';
import { type PageFrame, renderDocument } from './layout.ts';
import { addPageAccess } from './page-access.ts';
import { renderMessagePage } from './pages/message-page.ts';
import { refuseLargeBody, refuseOtherThanReading } from './refuse-requests.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** Probes and metrics alone, for a port of their own. */
export function createProbesApp(dependencies: WebDependencies): Express {
  const app = createBareApp();
  app.use(refuseOtherThanReading);
  addProbes(app, dependencies);
  return app;
}

/** The pages, the probes, the metrics, and Slack's requests.  */
export function createWebApp(dependencies: WebDependencies): Express {
  const app = createBareApp();
  const frame: PageFrame = {
    ...addAssets(app, dependencies.messageStyles),
    postsToSlack: dependencies.postsToSlack,
    prefix: '',
  };
  const sendMessage: SendMessage = (response, status, sentence) => {
    const title = status === 404 ? 'Not found' : 'That did not work';
    response
      .status(status)
      .type('html')
      .send(renderDocument(renderMessagePage(title, sentence), frame));
  };
  addSlack(app, dependencies, sendMessage);
  if (dependencies.access) addPageAccess(app, dependencies.access, frame);
  const token = makeFormToken();
  addInboxActions(app, dependencies, frame, token);
  app.use(refuseOtherThanReading);
  addProbes(app, dependencies);
  addExports(app, dependencies);
  addPictures(app, dependencies);
  addPages(app, dependencies, frame, token);
  app.use((_request, response) => sendMessage(response, 404, 'There is no such page.'));
  app.use(createErrorHandler(dependencies.context.logger, sendMessage));
  return app;
}

function createBareApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(sendSecurityHeaders);
  return app;
}

/** Before anything that reads bodies: the signature is of the bytes as they were sent. */
function addSlack(app: Express, { slackListener }: WebDependencies, sendMessage: SendMessage): void {
  app.post('/slack/events', refuseLargeBody, async (request, response) => {
    if (slackListener) await slackListener(request, response);
    else sendMessage(response, 404, 'Requests of Slack are not taken: SLACK_SIGNING_SECRET is not set.');
  });
}
