import type { Express } from 'express';
import { checkReadiness } from './readiness.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** What machines ask: is the process alive, does it do its work, how much of everything. */
export function addProbes(app: Express, dependencies: WebDependencies): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', (_request, response) => {
    const { problems, warnings } = checkReadiness(dependencies);
    const isReady = problems.length === 0;
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', reasons: problems, warnings });
  });
  app.get('/metrics', async (_request, response) => {
    const { metrics } = dependencies;
    const isReady = checkReadiness(dependencies).problems.length === 0;
    response.set('Content-Type', metrics.contentType).send(await metrics.render(isReady));
  });
}
