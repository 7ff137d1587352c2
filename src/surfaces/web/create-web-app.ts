import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Express, RequestHandler, Response } from 'express';
import express from 'express';
import { readFleetInSteps } from '../../app/fleet/fleet-status.ts';
import { inTurns } from '../../app/in-turns.ts';
import { AppError, type AppErrorCode } from '../../domain/app-error.ts';
import type { Logger } from '../../domain/logger.ts';
import { redactSecrets } from '../../domain/secrets.ts';
import { addAssets } from './add-assets.ts';
import { addExports } from './add-exports.ts';
import { addInboxActions, makeFormToken } from './add-inbox.ts';
import { addPages } from './add-pages.ts';
import { addProbes } from './add-probes.ts';
import { readPublicPlace, refuseLargeBody, refuseOtherThanReading, sendSecurityHeaders } from './guard-requests.ts';
import { type PageFrame, renderDocument, renderMessagePage } from './layout.ts';
import { addPageAccess } from './page-access.ts';
import type { WebDependencies } from './web-dependencies.ts';

export function createProbesApp(dependencies: WebDependencies): Express {
  const app = createBareApp();
  app.use(refuseOtherThanReading);
  addProbes(app, dependencies);
  return app;
}

export function createWebApp(dependencies: WebDependencies): Express {
  const app = createBareApp();
  const frame: PageFrame = {
    ...addAssets(app),
    chat: dependencies.chat,
    isInstalled: dependencies.isInstalled,
    place: readPublicPlace(dependencies.publicUrl),
  };
  const sendMessage: SendMessage = (response, status, sentence) => {
    const title = status === 404 ? 'Not found' : 'That did not work';
    response
      .status(status)
      .type('html')
      .send(renderDocument(renderMessagePage(title, sentence, response.req.path), frame));
  };
  addSlack(app, dependencies, sendMessage);
  if (dependencies.access) addPageAccess(app, dependencies.access, frame);
  const token = makeFormToken();
  addInboxActions(app, dependencies, frame, token);
  app.use(refuseOtherThanReading);
  addProbes(app, dependencies);
  app.use(createFleetReading(dependencies));
  addExports(app, dependencies);
  addPages(app, dependencies, frame, token);
  app.use((_request, response) => sendMessage(response, 404, 'There is no such page.'));
  app.use(createErrorHandler(dependencies.context.logger, sendMessage));
  return app;
}

/** The first to ask after a change reads the fleet in turns; who asks meanwhile waits for that, and reads none of its own. */
function createFleetReading({ context }: WebDependencies): RequestHandler {
  let reading: Promise<unknown> | null = null;
  return async (_request, _response, next) => {
    reading ??= inTurns(readFleetInSteps(context)).finally(() => {
      reading = null;
    });
    await reading;
    next();
  };
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

const STATUS_OF_CODE: Partial<Record<AppErrorCode, number>> = {
  not_found: 404,
  invalid_input: 400,
  invalid_usage: 400,
  storage: 503,
  unavailable: 503,
};

type SendMessage = (response: Response, status: number, sentence: string) => void;

/** True for what Express says of a request that nobody can read: a body too large, a path that is no text. */
function isFaultOfSender(error: unknown): error is Error & { readonly status: number } {
  return error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500;
}

/**
 * Answers what was thrown: an AppError with its sentence, anything else with a reference that is in the log. No stack.
 */
function createErrorHandler(logger: Logger, send: SendMessage): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      logger.error('A web request failed half-way', { path: request.path, error });
      response.destroy();
    } else if (error instanceof AppError) {
      logger.warn('A web request was refused', { path: request.path, code: error.code, reason: error.message });
      send(response, STATUS_OF_CODE[error.code] ?? 500, redactSecrets(error.message));
    } else if (isFaultOfSender(error)) {
      send(response, error.status, 'That request cannot be read.');
    } else {
      const reference = randomUUID().slice(0, 8);
      logger.error('A web request failed', { reference, path: request.path, error });
      send(response, 500, `Something went wrong here. The log says more under the reference ${reference}.`);
    }
  };
}
