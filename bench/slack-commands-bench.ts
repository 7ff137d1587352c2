import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { WritingContext } from '../src/app/app-context.ts';
import { refreshFindings } from '../src/app/polling/refresh-findings.ts';
import type { NodeImage } from '../src/domain/catalogue.ts';
import type { Cluster, NodePool } from '../src/domain/cluster.ts';
import { DEFAULT_REMINDERS } from '../src/domain/reminder-settings.ts';
import { openStore } from '../src/store/open-store.ts';
import { COMMANDS } from '../src/surfaces/slack/listeners/registry.ts';
import { createSlackSurface } from '../src/surfaces/slack/open-slack-surface.ts';
import { createMetrics } from '../src/surfaces/web/create-metrics.ts';
import { createWebApp } from '../src/surfaces/web/create-web-app.ts';
import { startWebServer } from '../src/surfaces/web/start-web-server.ts';
import { CONTEXT_DEFAULTS } from '../test/support/context-defaults.ts';
import { startFakeSlack } from '../test/support/fake-slack.ts';
import { createSlackCaller, type SlackCaller } from '../test/support/slack-caller.ts';
import { WEB_ALONE } from '../test/support/web-alone.ts';
import { costOf } from './figure.ts';
import type { CallersData, Questions } from './slack-callers.ts';

/** How much to measure. */
export interface SlackBenchOptions {
  readonly clusters?: number;
  readonly callers?: number;
  /** Calls of each command. */
  readonly calls?: number;
}

/** The figures, in milliseconds. */
export interface SlackBenchReport {
  readonly clusters: number;
  readonly callers: number;
  /** Until the first acknowledgement, of all commands together, while all callers ask. */
  readonly p99: number;
  /** Longest hold of the event loop while one command is answered and nobody else asks. */
  readonly holdMs: number;
  readonly slowest: string;
  /** The same of the Home tab. */
  readonly homeHoldMs: number;
}

const SECRET = 'bench-signing-secret';
const NOW = new Date('2026-08-10T09:00:00Z');
const VERSIONS = ['20348.5020.260415', '20348.5256.260610', '20348.5386.260715'] as const;

/**
 * Measures the first acknowledgement of every subcommand over HTTP, with a large fleet and callers that each ask again
 * as soon as they are answered. Changes really change: each of them makes the next question look at the fleet again.
 */
export async function benchSlackCommands(options: SlackBenchOptions = {}): Promise<SlackBenchReport> {
  const { clusters = 10_000, callers = 10, calls = 40 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-bench-'));
  const store = openStore({
    path: join(folder, 'bench.db'),
    migrations: new URL('../migrations/', import.meta.url),
    now: NOW,
  });
  const slack = await startFakeSlack({ paceMs: 0, channels: [], methods: createMethods() });
  const context = createContext(store);
  seed(context, clusters);
  const surface = await createSlackSurface({
    context,
    botToken: slack.token,
    apiUrl: slack.apiUrl,
    signingSecret: SECRET,
    appToken: undefined,
    command: '/vhdwatch',
    admins: [],
    adminGroup: null,
  });
  const { slackListener } = surface;
  const app = createWebApp({
    ...WEB_ALONE,
    context,
    desk: null,
    chat: 'Slack',
    metrics: createMetrics({ ...WEB_ALONE, context }),
    slackListener: slackListener ?? null,
  });
  const server = await startWebServer({ app, host: '127.0.0.1', port: 0 });
  const endpoint: CallersData = { url: `${server.url}/slack/events`, secret: SECRET };
  const thread = new Worker(new URL('slack-callers.ts', import.meta.url), { workerData: endpoint });
  try {
    // One round to load and compile what every process loads and compiles once.
    await measure(thread, { clusters, callers: 1, calls: 2 });
    const times = await measure(thread, { clusters, callers, calls });
    const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
    const call = createSlackCaller(endpoint.url, SECRET);
    return { clusters, callers, p99, ...(await measureHolds(call, clusters)) };
  } finally {
    await thread.terminate();
    await surface.stop();
    await server.close();
    await slack.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  thread: Worker,
  { clusters, callers, calls }: Required<SlackBenchOptions>,
): Promise<readonly number[]> {
  const texts = Array.from({ length: calls }, (_, round) =>
    COMMANDS.map(({ name }) => textOf(name, (round * 7919) % clusters, round)),
  ).flat();
  thread.postMessage({ callers, texts } satisfies Questions);
  // What is thrown there, is thrown here.
  const [times] = (await once(thread, 'message')) as [readonly number[]];
  return times;
}

/** Each command and the Home tab alone, some times: the median of how long nothing else was answered. */
async function measureHolds(
  call: SlackCaller,
  clusters: number,
): Promise<Pick<SlackBenchReport, 'holdMs' | 'slowest' | 'homeHoldMs'>> {
  const holdOf = async (ask: (round: number) => Promise<unknown>): Promise<number> => {
    const holds: number[] = [];
    for (let round = 0; round < 5; round += 1) holds.push((await costOf(() => ask(round))).holdMs);
    return holds.sort((a, b) => a - b)[2] ?? 0;
  };
  const holds: { name: string; holdMs: number }[] = [];
  for (const { name } of COMMANDS) {
    const ask = (round: number) => call.command(textOf(name, (round * 7919 + 13) % clusters, round + 10_000));
    holds.push({ name, holdMs: await holdOf(ask) });
  }
  const [slowest] = holds.sort((a, b) => b.holdMs - a.holdMs);
  const homeHoldMs = await holdOf(async () => {
    await call.event({ type: 'app_home_opened', user: 'U0ANN', channel: 'D0ANN', tab: 'home' });
    // The tab is published after the acknowledgement.
    await setTimeout(50);
  });
  return { holdMs: slowest?.holdMs ?? 0, slowest: slowest?.name ?? '', homeHoldMs };
}

/** What is typed; a change names another cluster in every round. */
function textOf(name: string, cluster: number, round: number): string {
  const named = `cluster-${cluster}`;
  const typed: Readonly<Record<string, string>> = {
    images: 'images 2022',
    image: `image ${VERSIONS[2]}`,
    diff: `diff ${VERSIONS[1]} ${VERSIONS[2]}`,
    release: 'release 2026-07-17',
    cluster: `cluster ${named}`,
    why: `why ${named}`,
    register: `register extra-${round} npwin=AKSWindows-2022-containerd-${VERSIONS[0]}`,
    unregister: `unregister extra-${round - 5}`,
    subscribe: `subscribe ${named}`,
    snooze: `snooze ${named} 14d change freeze`,
    hold: `hold ${VERSIONS[1]} nodes do not join`,
  };
  return typed[name] ?? name;
}

function createMethods() {
  const ok = () => ({ ok: true, view: { id: 'V0' } });
  return {
    'users.info': () => ({ ok: true, user: { id: 'U0ANN', name: 'ann' } }),
    'views.open': ok,
    'views.publish': ok,
  };
}

function createContext(store: WritingContext['store']): WritingContext {
  const silent = () => undefined;
  const sent = async () => ({ kind: 'delivered' as const, ts: '1.1' });
  return {
    ...CONTEXT_DEFAULTS,
    version: 'bench',
    store,
    sources: [],
    sender: { post: sent, update: sent, find: async () => ({ kind: 'absent' }) },
    clock: { now: () => NOW },
    wallClock: { now: () => NOW, uptimeMs: () => 0 },
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    defaultChannel: 'C0NEWS',
    operatorsChannel: 'C0NEWS',
    timeZone: 'UTC',
    reminders: DEFAULT_REMINDERS,
    random: () => 0.5,
  };
}

function seed(context: WritingContext, clusters: number): void {
  const { store } = context;
  store.transaction(() => {
    store.catalogue.replace({ images: VERSIONS.map(createImage).reverse(), retirements: [], kubernetesVersions: [] });
    for (let index = 0; index < clusters; index += 1) store.clusters.save(createCluster(index));
  });
  refreshFindings(context);
}

function createImage(version: string, index: number): NodeImage {
  const day = version.slice(-6);
  return {
    osSku: 'Windows2022',
    version,
    builtOn: `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`,
    announcedIn: '2026-07-17',
    announcedAt: '2026-07-17T20:00:00Z',
    announcementUrl: 'https://github.com/Azure/AKS/releases/tag/2026-07-17',
    announcedAs: null,
    notesUrl: null,
    sources: ['2026-07-17'],
    life: [],
    state: index === VERSIONS.length - 1 ? 'newest' : 'superseded',
    security: null,
  };
}

function createCluster(index: number): Cluster {
  const name = `cluster-${index}`;
  const id = `/subscriptions/00000000-0000-4000-8000-000000000001/resourcegroups/rg-${index % 500}/providers/microsoft.containerservice/managedclusters/${name}`;
  return {
    id,
    name,
    subscriptionId: '00000000-0000-4000-8000-000000000001',
    resourceGroup: `rg-${index % 500}`,
    location: 'westeurope',
    kubernetesVersion: '1.34.7',
    tier: 'Standard',
    supportPlan: 'KubernetesOfficial',
    powerState: 'Running',
    provisioningState: 'Succeeded',
    networkPlugin: 'azure',
    networkPluginMode: 'overlay',
    networkPolicy: 'calico',
    networkDataplane: 'azure',
    upgradeChannel: 'none',
    nodeOsUpgradeChannel: 'None',
    tags: {},
    ownership: { channel: null, owners: [`team-${index % 200}`], environment: null },
    nodePools: [
      createPool('npwin', VERSIONS[index % 3] ?? VERSIONS[0]),
      createPool('npbig', VERSIONS[(index + 1) % 3] ?? VERSIONS[0]),
    ],
    origin: 'az',
    asOf: '2026-08-10T08:00:00.000Z',
    vanishedAt: null,
  };
}

function createPool(name: string, version: string): NodePool {
  return {
    name,
    mode: 'User',
    osType: 'Windows',
    osSku: 'Windows2022',
    nodeImageVersion: `AKSWindows-2022-containerd-${version}`,
    latestNodeImageVersion: null,
    count: 3,
    vmSize: 'Standard_D4s_v5',
    kubernetesVersion: '1.34.7',
    provisioningState: 'Succeeded',
    powerState: 'Running',
    type: 'VirtualMachineScaleSets',
    fipsEnabled: false,
    podSubnetId: null,
    maxSurge: '33%',
    nodeImages: {},
    tags: {},
    vanishedAt: null,
  };
}
