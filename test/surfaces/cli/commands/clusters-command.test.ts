import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WritingContext } from '../../../../src/app/app-context.ts';
import { createAzureDiscovery } from '../../../../src/inventory/azure/create-azure-discovery.ts';
import { runCli } from '../../../../src/surfaces/cli/run-cli.ts';
import { azCluster, graphRow, SYSTEM, WIN22 } from '../../../inventory/fleet-builders.ts';
import { createTestApp } from '../../../support/create-test-app.ts';
import { azureError, type FakeAzure, startFakeAzure } from '../../../support/fake-azure.ts';

let azure: FakeAzure;
let context: WritingContext;

beforeEach(async () => {
  azure = await startFakeAzure();
  azure.rows = ['a', 'b'].map((name) => graphRow({ name, pools: [SYSTEM, WIN22] }));
  for (const name of ['a', 'b']) azure.offers.set(`${name}/win22`, 'AKSWindows-2022-containerd-20348.5386.260715');
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now: '2026-08-07T08:00:00Z' });
  context = { ...app.context, discovery: createAzureDiscovery({ ...azure.connection, maxRetries: 0 }) };
});

afterEach(async () => {
  vi.restoreAllMocks();
  await azure.close();
});

/** Everything takes long. */
function takeSeconds(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 2_000;
    return now;
  });
}

async function run(args: string, options: { isTerminal?: boolean; input?: unknown } = {}) {
  let stdout = '';
  let stderr = '';
  const code = await runCli(args.split(' '), {
    version: '0',
    openApp: async () => ({ context, close: async () => {} }),
    restore: async () => ({ file: null, kept: null, reason: null }),
    serve: async () => {},
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    ...(options.isTerminal === undefined ? {} : { isTerminal: options.isTerminal }),
    renderMessage: async ({ kind }) => kind,
    openStdin: () => Readable.from([Buffer.from(JSON.stringify(options.input ?? null))]),
  });
  return { code, stdout, stderr };
}

describe('clusters discover', () => {
  it('gives programs what import gives, with as of and problems, and nothing on stderr', async () => {
    const { code, stdout, stderr } = await run('clusters discover --json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      asOf: '2026-08-07T08:00:00.000Z',
      clusters: 2,
      nodePools: 4,
      windowsNodePools: 2,
      workloads: 0,
      complete: true,
      vanished: 0,
      rejected: [],
      notices: [],
      problems: [],
    });
  });

  it('draws how far it is on a terminal, and takes it away before it prints', async () => {
    takeSeconds();
    const { stdout, stderr } = await run('clusters discover', { isTerminal: true });
    expect(stderr).toContain('[############............] 1 of 2 Windows node pools asked for their newest image');
    expect(stderr).toMatch(/\r\u001b\[K$/);
    expect(stdout).toBe('Discovered 2 clusters with 4 node pools, 2 of them Windows.\n');
  });

  it('tells people what is gone and what could not be learned', async () => {
    await run('clusters discover');
    azure.rows.pop();
    azure.offers.clear();
    const { code, stdout, stderr } = await run('clusters discover');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'Discovered 1 cluster with 2 node pools, 1 of them Windows. Gone since the last time: 1 cluster.\n',
    );
    expect(stderr).toMatch(
      /^Upgrade profiles of a\/win22 in subscription \S+: it is no longer there \(ResourceNotFound\)\.\n$/,
    );
  });

  it('ends with 1 and what to do when Azure refuses, on a clean line', async () => {
    azure.intercept = () => azureError(403, 'AuthorizationFailed');
    const { code, stdout, stderr } = await run('clusters discover --json', { isTerminal: true });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ error: { code: expect.any(String), message: stderr.trim() } });
    expect(stderr).toMatch(/^Listing AKS clusters .* role Reader .*\n$/);
  });
});

describe('clusters import', () => {
  it('shows on a terminal how much is read, where that takes more than a second', async () => {
    const input = [azCluster({ name: 'shop', pools: [SYSTEM, WIN22] })];
    expect((await run('clusters import -', { isTerminal: true, input })).stderr).toBe('');
    takeSeconds();
    expect((await run('clusters import -', { input })).stderr).toBe('');
    const { stderr } = await run('clusters import -', { isTerminal: true, input });
    expect(stderr).toBe('\r\u001b[K[########################] 1 of 1 MB read\r\u001b[K');
  });

  const pods = {
    kind: 'List',
    items: [
      {
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'shop' },
        spec: { nodeName: 'akswin22000001', containers: [{ image: 'mcr.microsoft.com/windows/nanoserver:1809' }] },
      },
    ],
  };

  it('takes pods from standard input when told whose they are', async () => {
    await run('clusters import -', { input: [azCluster({ name: 'shop', pools: [SYSTEM, WIN22] })] });
    const refused = await run('clusters import -', { input: pods });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^- lists pods and does not say of which cluster\. Add --cluster NAME/);
    const { code, stdout, stderr } = await run('clusters import - --cluster shop', { input: pods });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'Imported 1 workload on Windows.\n', stderr: '' });
    expect((await run('status --all')).stdout).toContain('nanoserver:1809');
  });

  it.each(['name: shop\npools: []\n', 'Name,Version\nshop,1.34\n', '[{"id": "/subscr'])(
    'says to programs why a file is no JSON as it says it of an item: %j',
    async (text) => {
      const { code, stdout, stderr } = await run('clusters import - --json', { input: text });
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ clusters: 0, rejected: [{ item: '-', reason: expect.any(String) }] });
      expect(stderr).toContain('Nothing was imported');
    },
  );

  it('tells a pipeline that something was refused, by its word or where asked by its exit code', async () => {
    const shop = azCluster({ name: 'shop', pools: [SYSTEM, WIN22] });
    const part = [shop, { ...azCluster({ name: 'mill', pools: [] }), agentPoolProfiles: 'cut' }];
    const { code, stdout } = await run('clusters import - --json', { input: part });
    expect([code, JSON.parse(stdout).complete]).toEqual([0, false]);
    const strict = await run('clusters import - --strict', { input: part });
    expect(strict).toMatchObject({ code: 1, stderr: 'Not all of it was imported: see the reasons above.\n' });
    expect(await run('clusters import - --strict', { input: [shop] })).toMatchObject({ code: 0 });
  });

  it('counts the pools of a file that is older than what is known, too', async () => {
    const input = [azCluster({ name: 'shop', pools: [SYSTEM, WIN22] })];
    await run('clusters import -', { input });
    const { stdout } = await run('clusters import - --as-of 2026-02-01', { input });
    expect(stdout).toMatch(/^Imported 1 cluster with 2 node pools, 1 of them Windows\./);
  });

  it('says of maintenance windows that it has them, and counts no node pools that nobody told of', async () => {
    const shop = azCluster({ name: 'shop', pools: [SYSTEM, WIN22] });
    const window = { id: `${shop['id']}/maintenanceConfigurations/default`, name: 'default', maintenanceWindow: null };
    const both = await run('clusters import -', { input: [shop, [window]] });
    expect(both.stdout).toMatch(
      /^Imported 1 cluster with 2 node pools, 1 of them Windows, and the maintenance windows of 1 cluster\./,
    );
    const { code, stdout } = await run('clusters import - --as-of 2026-02-01', { input: [window] });
    expect([code, stdout]).toEqual([0, 'Imported the maintenance windows of 1 cluster.\n']);
  });

  it('offers options that may be repeated without a default', async () => {
    for (const command of ['add', 'tag'])
      expect((await run(`clusters ${command} --help`)).stdout).not.toContain('default');
  });

  it('takes a file as of the day that is said, so that what is newer stays', async () => {
    const older = { ...WIN22, image: 'AKSWindows-2022-containerd-20348.4648.260111' };
    const of = (pool: typeof WIN22) => ({ input: [azCluster({ name: 'shop', pools: [SYSTEM, pool] })] });
    await run('clusters import -', of(WIN22));
    expect(await run('clusters import - --as-of 2026-02-01', of(older))).toMatchObject({ code: 0 });
    expect((await run('clusters list')).stdout).toContain(String(WIN22.image));
    expect(await run('clusters import - --as-of 2126-02-01', of(older))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--as-of 2126-02-01 lies ahead'),
    });
    expect(await run('clusters import - --as-of yesterday', of(older))).toMatchObject({ code: 2 });
  });

  it('fails when nothing of a file could be taken', async () => {
    const { code, stdout, stderr } = await run('clusters import -', {
      input: [{ name: 'vm', type: 'Microsoft.Compute/x' }],
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/Refused or not taken as written:\nITEM +REASON\nvm /);
    expect(stderr).toBe('Nothing was imported: see the reasons above.\n');
  });
});

describe('clusters tag', () => {
  it('says who hears about it from now on', async () => {
    await run('clusters import -', { input: [azCluster({ name: 'shop', pools: [WIN22], tags: { team: 'x' } })] });
    expect((await run('clusters tag shop --channel C0BYHAND1 --environment prod')).stdout).toBe(
      'shop: channel C0BYHAND1, owners x, environment prod.\n',
    );
    expect(await run('clusters tag shpo --owner y')).toMatchObject({ code: 1, stdout: '' });
  });
});
