import { readMetrics } from '../../../app/operations/read-metrics.ts';
import { checkReadiness } from '../readiness.ts';
import type { WebDependencies } from '../web-dependencies.ts';
import { type Metric, renderExposition } from './exposition.ts';
import { describeProcess } from './process-metrics.ts';
import { describeService } from './service-metrics.ts';

/** Everything `/metrics` tells. Where the database does not answer, the process and `vhdwatch_ready 0` remain. */
export function renderMetrics(dependencies: WebDependencies): string {
  const ready: Metric = {
    name: 'vhdwatch_ready',
    help: 'Whether vhdwatch does its work, as /readyz says',
    type: 'gauge',
    samples: [{ value: checkReadiness(dependencies).problems.length === 0 ? 1 : 0 }],
  };
  return renderExposition([ready, ...describeStore(dependencies), ...describeProcess()]);
}

function describeStore({ context }: WebDependencies): readonly Metric[] {
  try {
    return describeService(readMetrics(context));
  } catch (error) {
    context.logger.error('The metrics cannot be read', { error });
    return [];
  }
}
