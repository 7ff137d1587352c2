import type { Metric } from './exposition.ts';

/** What the process itself tells: memory, processor time, start and uptime. */
export function describeProcess(): readonly Metric[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const uptime = process.uptime();
  const one = (name: string, help: string, value: number, type: Metric['type'] = 'gauge'): Metric => ({
    name,
    help,
    type,
    samples: [{ value }],
  });
  return [
    one('process_resident_memory_bytes', 'Resident memory', rss),
    one('nodejs_heap_size_used_bytes', 'Heap in use', heapUsed),
    one('process_cpu_seconds_total', 'Processor time used', (user + system) / 1e6, 'counter'),
    one('process_start_time_seconds', 'When the process started', Math.round(Date.now() / 1000 - uptime)),
    one('process_uptime_seconds', 'How long the process has been running', uptime),
  ];
}
