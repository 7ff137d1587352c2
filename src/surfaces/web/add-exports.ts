import type { Express } from 'express';
import { assessFleet } from '../../app/fleet/assess-fleet.ts';
import { getStatusReport } from '../../app/fleet/fleet-status.ts';
import { renderIcs } from './render-ics.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** What other programs read: the dates of the fleet as a calendar, and its findings as JSON. */
export function addExports(app: Express, { context }: WebDependencies): void {
  app.get('/calendar.ics', (_request, response) => {
    response.type('text/calendar').send(renderIcs(assessFleet(context).dates(), context.clock.now()));
  });
  app.get('/findings.json', (_request, response) => {
    response.json(getStatusReport(context));
  });
}
