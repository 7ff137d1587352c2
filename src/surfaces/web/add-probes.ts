import type { Express } from 'express';
import { type Health, readHealth } from '../../app/operations/read-health.ts';
import { isStandby } from '../../app/work-lease.ts';
import { AppError } from '../../domain/app-error.ts';
import { redactSecrets } from '../../domain/secrets.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** What machines ask: is the process alive, does it do its work, how much of everything. */
export function addProbes(app: Express, dependencies: WebDependencies): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', (_request, response) => {
    const { problems, warnings } = checkReadiness(dependencies);
    const isReady = problems.length === 0;
    // A standby answers people as well as the one at work, from the same database: it is as ready.
    const readyAs = isStandby(dependencies.context) ? 'standby' : 'ready';
    const status = isReady ? readyAs : 'not ready';
    response.status(isReady ? 200 : 503).json({ status, reasons: problems, warnings });
  });
  app.get('/metrics', async (_request, response) => {
    const { metrics } = dependencies;
    const isReady = checkReadiness(dependencies).problems.length === 0;
    response.set('Content-Type', metrics.contentType).send(await metrics.render(isReady));
  });
}

/** Whether vhdwatch does its work, with reasons that may be shown to anyone. Never throws. */
export function checkReadiness({ context, socket }: WebDependencies): Health {
  const { problems, warnings } = askDatabase(context);
  // It comes back by itself, and messages still go out.
  const closed = socket === null || socket.isOpen() ? [] : [socket.whileClosed];
  const redact = (texts: readonly string[]) => texts.map((text) => redactSecrets(text));
  return { problems: redact(problems), warnings: redact([...warnings, ...closed]) };
}

function askDatabase(context: WebDependencies['context']): Health {
  try {
    return readHealth(context);
  } catch (error) {
    context.logger.error('The database does not answer', { error });
    const reason = error instanceof AppError ? error.message : 'the log says why';
    return { problems: [`the database does not answer: ${reason}`], warnings: [] };
  }
}
