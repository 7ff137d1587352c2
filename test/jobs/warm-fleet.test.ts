import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { importClusters } from '../../src/app/clusters/import-clusters.ts';
import { assessFleet, assessInSteps, isFleetRead } from '../../src/app/fleet/assess-fleet.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { azCluster, SYSTEM, WIN22 } from '../inventory/fleet-builders.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { openTestStore } from '../support/open-test-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-warm-'));
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same database in a service and in another process. */
function openTwice() {
  const open = () => {
    const store = openTestStore(join(folder, 'fleet.db'));
    closers.push(store.close);
    return createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-25T09:00:00Z', store }).context;
  };
  return { service: { ...open(), sources: [] }, other: open() };
}

function fleetOf(from: number, to: number): readonly { name: string; content: Buffer }[] {
  const clusters = Array.from({ length: to - from }, (_, index) =>
    azCluster({ name: `shop-${String(from + index).padStart(4, '0')}`, pools: [SYSTEM, WIN22] }),
  );
  return [{ name: 'az.json', content: Buffer.from(JSON.stringify(clusters)) }];
}

test('what another process imports is read before anybody asks a service for it', async () => {
  const { service, other } = openTwice();
  const jobs = startJobs(service, { poll: '0 0 1 1 *', discovery: null, timeZone: 'UTC' }, () => undefined, null);
  closers.push(jobs.stop);
  await vi.waitFor(() => expect(isFleetRead(service)).toBe(true), 5_000);
  importClusters(other, fleetOf(0, 300));
  expect(isFleetRead(service)).toBe(false);
  await vi.waitFor(() => expect(isFleetRead(service)).toBe(true), 5_000);
  const listOf = vi.spyOn(service.store.clusters, 'listOf');
  expect(assessFleet(service).clusters()).toHaveLength(300);
  expect(listOf).not.toHaveBeenCalled();
});

test('who cannot wait goes on with what is being read, and misses nothing that came meanwhile', () => {
  const { service, other } = openTwice();
  importClusters(other, fleetOf(0, 300));
  const listOf = vi.spyOn(service.store.clusters, 'listOf');
  const reading = assessInSteps(service);
  while (listOf.mock.calls.length < 4) reading.next();
  importClusters(other, fleetOf(290, 310));
  expect(assessFleet(service).clusters()).toHaveLength(310);
  const asked = listOf.mock.calls.flatMap(([ids]) => ids);
  expect(asked).toHaveLength(310);
  for (let step = reading.next(); !step.done; step = reading.next());
  expect(listOf.mock.calls.flatMap(([ids]) => ids)).toHaveLength(310);
});

test('a reading that fails is begun anew by whoever asks next', () => {
  const { service, other } = openTwice();
  importClusters(other, fleetOf(0, 120));
  vi.spyOn(service.store.clusters, 'listOf').mockImplementationOnce(() => {
    throw new Error('busy');
  });
  expect(() => assessFleet(service)).toThrow('busy');
  expect(assessFleet(service).clusters()).toHaveLength(120);
});
