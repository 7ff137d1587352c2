/** Measures a large fleet: importing it, holding it against the catalogue, and keeping its findings. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WritingContext } from '../src/app/app-context.ts';
import { importClusters } from '../src/app/clusters/import-clusters.ts';
import { assessFleet, findFleetAdvice } from '../src/app/fleet/assess-fleet.ts';
import { refreshFindings } from '../src/app/polling/refresh-findings.ts';
import type { NodeImage } from '../src/domain/catalogue.ts';
import { DEFAULT_REMINDERS } from '../src/domain/reminder-settings.ts';
import { openStore } from '../src/store/open-store.ts';
import { createInboxSender } from '../src/surfaces/inbox/create-inbox-sender.ts';
import { CONTEXT_DEFAULTS } from '../test/support/context-defaults.ts';

/** One measured step. */
export interface FleetFigure {
  readonly step: string;
  readonly ms: number;
  /** Memory of the process after the step. */
  readonly rssMb: number;
}

const NOW = new Date('2026-08-20T09:00:00Z');
const IMAGES_OF_A_YEAR = ['260715', '260610', '260513', '260415', '260311', '260210', '260113', '251210', '251112'];

function createImages(): readonly NodeImage[] {
  return IMAGES_OF_A_YEAR.map((day, index) => ({
    osSku: 'Windows2022',
    version: `20348.${5386 - 130 * index}.${day}`,
    builtOn: `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`,
    announcedIn: `release-${day}`,
    announcedAt: `20${day.slice(0, 2)}-${day.slice(2, 4)}-28T18:00:00.000Z`,
    announcementUrl: null,
    announcedAs: null,
    notesUrl: null,
    sources: [`release-${day}`],
    state: index === 0 ? 'newest' : 'superseded',
    security: null,
  }));
}

function createPool(name: string, index: number): object {
  const isWindows = name !== 'system';
  const day = index % IMAGES_OF_A_YEAR.length;
  return {
    name,
    mode: isWindows ? 'User' : 'System',
    osType: isWindows ? 'Windows' : 'Linux',
    osSku: isWindows ? 'Windows2022' : 'Ubuntu',
    nodeImageVersion: isWindows
      ? `AKSWindows-2022-containerd-gen2-20348.${5386 - 130 * day}.${IMAGES_OF_A_YEAR[day]}`
      : 'AKSUbuntu-2204gen2containerd-202607.09.0',
    count: 3,
    vmSize: 'Standard_D4s_v5',
    type: 'VirtualMachineScaleSets',
    currentOrchestratorVersion: '1.34.7',
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
  };
}

/** `az aks list` of an invented fleet: three pools a cluster, two of them Windows. */
function createFleetJson(clusters: number): string {
  const all = Array.from({ length: clusters }, (_, index) => ({
    id: `/subscriptions/00000000-0000-4000-8000-${String(index % 40).padStart(12, '0')}/resourcegroups/rg-${index}/providers/Microsoft.ContainerService/managedClusters/team-${index}-prod`,
    name: `team-${index}-prod`,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: 'westeurope',
    tags: { team: `team-${index % 500}`, environment: 'prod' },
    currentKubernetesVersion: '1.34.7',
    sku: { name: 'Base', tier: 'Standard' },
    supportPlan: 'KubernetesOfficial',
    powerState: { code: 'Running' },
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkPolicy: 'calico' },
    autoUpgradeProfile: { upgradeChannel: null, nodeOsUpgradeChannel: index % 3 === 0 ? 'None' : 'NodeImage' },
    agentPoolProfiles: ['system', 'win22a', 'win22b'].map((name) => createPool(name, index)),
  }));
  return JSON.stringify(all);
}

function createContext(folder: string): WritingContext {
  const store = openStore({
    path: join(folder, 'bench.db'),
    migrations: new URL('../migrations/', import.meta.url),
    now: NOW,
  });
  const clock = { now: () => NOW };
  const silent = () => {};
  return {
    ...CONTEXT_DEFAULTS,
    store,
    sources: [],
    sender: createInboxSender({ store: store.inbox, clock }),
    clock,
    wallClock: clock,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    defaultChannel: null,
    timeZone: 'UTC',
    reminders: DEFAULT_REMINDERS,
    version: 'bench',
    random: Math.random,
  };
}

/** Runs every step on a fresh database file with so many clusters, and gives what each took. */
export function runFleetBench(clusters = 10_000): readonly FleetFigure[] {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-bench-'));
  const context = createContext(folder);
  const figures: FleetFigure[] = [];
  const measure = (step: string, work: () => unknown): void => {
    const from = performance.now();
    work();
    figures.push({
      step,
      ms: Math.round(performance.now() - from),
      rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    });
  };
  try {
    context.store.catalogue.replace({ images: createImages(), retirements: [], kubernetesVersions: [] });
    const importAll = () => {
      importClusters(context, [{ name: 'fleet.json', content: Buffer.from(createFleetJson(clusters)) }]);
    };
    const one = Buffer.from(createFleetJson(1));
    measure(`import of ${clusters} clusters`, importAll);
    measure('the same import again', importAll);
    measure('import of one cluster into it', () => importClusters(context, [{ name: 'one.json', content: one }]));
    measure('assessment of every Windows pool', () => assessFleet(context));
    measure('assessment when nothing changed', () => assessFleet(context));
    measure('advice on every cluster', () => findFleetAdvice(assessFleet(context)));
    measure('findings brought up to date', () => refreshFindings(context));
    return figures;
  } finally {
    context.store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
