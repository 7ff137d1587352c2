import { describe, expect, it } from 'vitest';
import { parseClusterFile, parsePods } from '../support/parse-cluster-file.ts';

const ID =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-bakery/providers/Microsoft.ContainerService/managedClusters/bakery';
const POOL = { name: 'npwin', osType: 'Windows', osSku: 'Windows2022', mode: 'User', count: 2 };
const IMAGE = 'AKSWindows-2022-containerd-20348.5020.260415';
const CLUSTER = { id: ID, name: 'bakery', location: 'westeurope', agentPoolProfiles: [POOL] };

const read = (content: string | Uint8Array) =>
  parseClusterFile(content, { asOf: '2026-08-25T09:00:00Z', fileName: 'pasted.json' });
const namesOf = (content: string | Uint8Array) =>
  read(content).clusters.map(({ name, nodePools }) => `${name}: ${nodePools.map((pool) => pool.name).join(', ')}`);
const reasonsOf = (value: unknown) => read(JSON.stringify(value)).rejected.map(({ reason }) => reason);

describe('one whole document among other lines', () => {
  const json = JSON.stringify([CLUSTER], null, 2);

  it.each([
    ['before it', `WARNING: this command is in preview\n[note] it may change\n${json}`, '2 lines before'],
    ['after it', `${json}\nA new release of the tool is available\n`, '1 line after'],
    ['around it', `PS C:\\> az aks list -o json\n${json}\nPS C:\\>`, '1 line before and 1 line after'],
  ])('is read with lines %s, and they are named', (_where, text, notice) => {
    expect(namesOf(text)).toEqual(['bakery: npwin']);
    expect(read(text).notices).toEqual([expect.stringContaining(notice)]);
    expect(namesOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(['bakery: npwin']);
  });

  it.each([
    ['of containers', (line: string) => `lister-1  | ${line}`],
    ['of containers with instants', (line: string) => `lister-1  | 2026-08-25T09:00:00.123456789Z ${line}`],
    ['of a pipeline', (line: string) => `2026-08-25T09:00:00.1234567Z ${line}`],
    ['of pods', (line: string) => `[pod/lister/az] ${line}`],
    ['that was downloaded', (line: string) => `list\tRun az aks list\t2026-08-25T09:00:00.1234567Z ${line}`],
  ])('is read out of a log %s', (_what, write) => {
    const text = ['az aks list', ...json.split('\n')].map(write).join('\n');
    expect(namesOf(text)).toEqual(['bakery: npwin']);
    expect(read(text).notices).toEqual([
      expect.stringContaining('a log wrote'),
      expect.stringContaining('1 line before'),
    ]);
  });

  it('is refused beside the rest of another one, of which nobody knows what is missing', () => {
    expect(() => read(`[{"id": "cut off",\n${json}`)).toThrow(/pasted\.json is not JSON/);
  });
});

describe('other spellings of the same', () => {
  it.each([
    ['the pools', { ...CLUSTER, agentPoolProfiles: JSON.stringify([POOL]) }],
    ['each pool', { ...CLUSTER, agentPoolProfiles: [JSON.stringify(POOL)] }],
    ['the pools of properties', { id: ID, properties: { agentPoolProfiles: JSON.stringify([POOL]) } }],
    [
      'the pools of properties that are text',
      { id: ID, properties: JSON.stringify({ agentPoolProfiles: JSON.stringify([POOL]) }) },
    ],
  ])('are %s as JSON in a text', (_what, cluster) => {
    expect(namesOf(JSON.stringify([cluster]))).toEqual(['bakery: npwin']);
  });

  describe('are rows of somebody’s own, one a pool', () => {
    const row = { SubscriptionId: ID.split('/')[2], ClusterName: 'bakery', NodePoolName: 'npwin', OsType: 'Windows' };

    it('with the words of PowerShell, and counts that a spreadsheet wrote', () => {
      const rows = [{ ...row, ResourceGroupName: 'rg-bakery', OsSku: 'Windows2022', Count: '3.0' }];
      expect(read(JSON.stringify(rows)).parts).toMatchObject([
        { cluster: { id: ID.toLowerCase(), nodePools: [{ name: 'npwin', count: 3 }] } },
      ]);
    });

    it('but not without what tells which cluster that is', () => {
      expect(reasonsOf([row])).toEqual([expect.stringMatching(/^id: is missing, .*az aks list -o json/)]);
      expect(reasonsOf([{ ...row, id: '/subscriptions/x' }])).toEqual([
        expect.stringContaining('is not that of an AKS'),
      ]);
    });
  });

  it('are no lists that Python printed into a cell', () => {
    const agentPoolProfiles = "[{'name': 'npwin', 'osType': 'Windows'}]";
    expect(reasonsOf([{ ...CLUSTER, agentPoolProfiles }])).toEqual([
      expect.stringMatching(/^agentPoolProfiles: .*az aks list -o json/),
    ]);
  });

  it('are parts of properties as JSON in a text', () => {
    const networkProfile = JSON.stringify({ networkPlugin: 'azure', networkPolicy: 'calico' });
    const pool = { ...POOL, upgradeSettings: JSON.stringify({ maxSurge: '33%' }), powerState: '{"code":"Stopped"}' };
    const { clusters } = read(JSON.stringify([{ id: ID, properties: { networkProfile, agentPoolProfiles: [pool] } }]));
    expect(clusters).toMatchObject([
      { networkPolicy: 'calico', nodePools: [{ maxSurge: '33%', powerState: 'Stopped' }] },
    ]);
  });

  it('are Resource Graph tables', () => {
    const { agentPoolProfiles, ...row } = CLUSTER;
    const columns = [...Object.keys(row), 'properties'].map((name) => ({ name, type: 'string' }));
    const data = { columns, rows: [[...Object.values(row), { agentPoolProfiles }]] };
    expect(namesOf(JSON.stringify({ totalRecords: 1, count: 1, data }))).toEqual(['bakery: npwin']);
  });

  describe('are tables that the page of Resource Graph exports as CSV', () => {
    const { agentPoolProfiles, ...row } = CLUSTER;
    const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const csv = (mark: string, ...rows: (readonly string[])[]) =>
      `\uFEFF${rows.map((cells) => cells.map(quote).join(mark)).join('\r\n')}\r\n`;
    const names = [...Object.keys(row).map((name) => name.toUpperCase()), 'properties'];
    const cells = [...Object.values(row), JSON.stringify({ agentPoolProfiles }, null, 1)];

    it.each([',', ';', '\t'])('with %j', (mark) => {
      expect(namesOf(csv(mark, names, cells))).toEqual(['bakery: npwin']);
      expect(namesOf(`sep=${mark}\r\n${csv(mark, names, cells).slice(1)}`)).toEqual(['bakery: npwin']);
    });

    it('and of PowerShell, which says of which type its rows are', () => {
      const pool = {
        Id: `${ID}/agentPools/npwin`,
        Name: 'npwin',
        Count: '2',
        OsType: 'Windows',
        NodeImageVersion: IMAGE,
      };
      const text = csv(',', Object.keys(pool), Object.values(pool)).slice(1);
      expect(read(`#TYPE Microsoft.Azure.Commands.Aks.Models.PSNodePool\r\n${text}`).parts).toMatchObject([
        { cluster: { name: 'bakery', nodePools: [{ name: 'npwin', nodeImageVersion: IMAGE, count: 2 }] } },
      ]);
    });

    it('with JSON in some cells and nothing in others', () => {
      const columns = ['id', 'tags', 'location', 'sku', 'properties_agentPoolProfiles'];
      const values = [ID, '', '', '{"tier":"Premium"}', JSON.stringify(agentPoolProfiles)];
      expect(read(csv(',', columns, values)).clusters).toMatchObject([{ tier: 'Premium', location: null, tags: {} }]);
    });

    it('and texts with blanks and a line end around them', () => {
      const pool = { ...POOL, nodeImageVersion: ' AKSWindows-2022-containerd-20348.5020.260415\n' };
      expect(read(JSON.stringify([{ ...CLUSTER, agentPoolProfiles: [pool] }])).clusters[0]?.nodePools).toMatchObject([
        { nodeImageVersion: pool.nodeImageVersion.trim() },
      ]);
    });

    it('and rows of JSON whose query made texts of objects and lists', () => {
      const row = { id: ID, name: 'bakery', agentPoolProfiles: JSON.stringify(agentPoolProfiles), tags: '{"a":"b"}' };
      expect(read(JSON.stringify([row])).clusters).toMatchObject([
        { tags: { a: 'b' }, nodePools: [{ name: 'npwin' }] },
      ]);
    });

    it('with a row for each pool, and without quotes', () => {
      const pool = 'npwin,Windows,AKSWindows-2022-containerd-20348.5020.260415,3';
      const text = `id,name,pool_name,pool_osType,pool_nodeImageVersion,pool_count\n${ID},bakery,${pool}`;
      expect(read(text).parts[0]?.cluster.nodePools).toMatchObject([{ name: 'npwin', count: 3 }]);
    });

    it('with a row for each pool, and the parts of its ID in columns of their own', () => {
      const text = [
        'subscriptionId,resourceGroup,clusterName,name,osType,nodeImageVersion,count',
        '00000000-0000-4000-8000-000000000001,rg-bakery,bakery,npwin,Windows,AKSWindows-2022-containerd-20348.5020.260415,3',
      ].join('\n');
      const { cluster } = read(text).parts[0] ?? {};
      expect(cluster).toMatchObject({ id: ID.toLowerCase(), name: 'bakery', nodePools: [{ name: 'npwin', count: 3 }] });
    });

    it('without a cell that a spreadsheet cut, which is said', () => {
      const second = cells.map((cell) => cell.replaceAll('bakery', 'mill'));
      const cut = cells.with(-1, (cells.at(-1) ?? '').slice(0, 20));
      const { clusters, rejected } = read(csv(',', names, cut, second));
      expect(clusters.map(({ name }) => name)).toEqual(['mill']);
      expect(rejected).toEqual([{ item: 'bakery', reason: expect.stringContaining('properties: is cut off') }]);
    });

    it('of any size', () => {
      // A pattern that takes one character at a time has no room left for so many.
      const tags = JSON.stringify({ note: 'x'.repeat(10_000_000) });
      expect(read(csv(',', ['id', 'tags', names.at(-1) ?? ''], [ID, tags, cells.at(-1) ?? ''])).clusters).toHaveLength(
        1,
      );
    });

    it('but not where a row was cut off, or no column has the ID', () => {
      expect(() => read(csv(',', names, cells).replace(/npwin.*/s, ''))).toThrow(/CSV.*damaged/);
      expect(() => read(csv(',', names, cells.slice(1)))).toThrow(/CSV.*damaged/);
      expect(() => read('NAME,LOCATION\nbakery,westeurope')).toThrow(/CSV without the id.*az aks list -o json/);
    });
  });

  it('are keys with underscores, while those of labels and tags stay', () => {
    const pool = {
      name: 'npwin',
      os_type: 'Windows',
      os_sku: 'Windows2022',
      mode: 'User',
      tags: { my_key: 'x' },
    };
    const { clusters } = read(JSON.stringify([{ id: ID, name: 'bakery', agent_pool_profiles: [pool] }]));
    expect(clusters[0]?.nodePools[0]).toMatchObject({ osType: 'Windows', tags: { my_key: 'x' } });
  });

  it('are rows whose columns Resource Graph named by their path', () => {
    const { agentPoolProfiles: pools, ...row } = CLUSTER;
    const columns = { properties_powerState_code: 'Stopped', sku_tier: 'Premium', properties_agentPoolProfiles: pools };
    const { clusters } = read(JSON.stringify([{ ...row, ...columns }]));
    expect(clusters).toMatchObject([{ powerState: 'Stopped', tier: 'Premium', nodePools: [{ name: 'npwin' }] }]);
  });

  it('are such rows of one pool each', () => {
    const image = 'AKSWindows-2022-containerd-20348.5020.260415';
    const pool = { pool_name: 'npwin', pool_osType: 'Windows', pool_nodeImageVersion: image };
    const { parts } = read(JSON.stringify([{ id: ID, name: 'bakery', ...pool }]));
    expect(parts[0]?.cluster.nodePools).toMatchObject([{ name: 'npwin', osType: 'Windows', nodeImageVersion: image }]);
    const path = { properties_agentPoolProfiles: { name: 'npwin', osType: 'Windows', nodeImageVersion: image } };
    expect(read(JSON.stringify([{ id: ID, name: 'bakery', ...path }])).parts[0]?.cluster.nodePools).toHaveLength(1);
  });

  it.each([
    ['a list under a name of its own', { changed: false, aks: [CLUSTER] }],
    ['each cluster under its name', { bakery: CLUSTER }],
    ['a list of lists, as jq -s makes it', [[CLUSTER]]],
    ['a list of Ansible', { failed: false, azure_aks: [CLUSTER] }],
    ['an output of Terraform', { clusters: { sensitive: false, value: [CLUSTER] } }],
    [
      'the text of an answer beside its headers',
      { Headers: [{ Key: 'Vary', Value: ['Accept'] }], Content: JSON.stringify({ value: [CLUSTER] }) },
    ],
    ['the body of an HTTP action', { statusCode: 200, body: { value: [CLUSTER] } }],
    ['an answer of a batch', { responses: [{ httpStatusCode: 200, content: CLUSTER }] }],
    ['lists by subscription', { one: [CLUSTER], other: [CLUSTER] }],
    ['texts with a cluster each', [JSON.stringify(CLUSTER)]],
    ['what Get-AzResource calls an ID', [{ ...CLUSTER, id: undefined, ResourceId: ID }]],
    ['the address of an ID', [{ ...CLUSTER, id: `https://management.azure.com${ID}?api-version=2025-01-01` }]],
  ])('are %s', (_what, document) => {
    expect(namesOf(JSON.stringify(document))).toEqual(['bakery: npwin']);
  });

  it('are rows of one pool each with its facts as columns', () => {
    const row = { id: ID, name: 'bakery', type: 'microsoft.containerservice/managedclusters' };
    const rows = [
      {
        ...row,
        poolName: 'npwin',
        osType: 'Windows',
        nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415',
      },
    ];
    const [part] = read(JSON.stringify({ data: rows })).parts;
    expect(part?.cluster).toMatchObject({
      name: 'bakery',
      nodePools: [{ name: 'npwin', osSku: 'Windows2022', tags: {} }],
    });
  });

  it('are such rows with columns of somebody’s own names: an image and an ID are known by what they are', () => {
    const image = 'AKSWindows-2022-containerd-20348.5020.260415';
    const row = {
      clusterId: ID,
      cluster: 'bakery',
      nodePool: 'npwin',
      sku: 'Windows2022',
      image,
      latestImage: `${image}9`,
    };
    expect(read(JSON.stringify([row])).parts).toMatchObject([
      { cluster: { id: ID.toLowerCase(), nodePools: [{ name: 'npwin', osType: 'Windows', nodeImageVersion: image }] } },
    ]);
    expect(read(`aksId,pool,running\n${ID},npwin,${image}`).parts[0]?.cluster.nodePools).toMatchObject([
      { nodeImageVersion: image },
    ]);
    const two = { ...row, latestImage: undefined, currentImage: image };
    expect(read(JSON.stringify([two])).parts).toEqual([]);
    for (const column of ['recommendedImage', 'previousImage', 'imageBefore']) {
      const other = { ...row, image: undefined, osType: 'Windows', [column]: image };
      expect(read(JSON.stringify([other])).parts).toMatchObject([
        { cluster: { nodePools: [{ name: 'npwin', nodeImageVersion: null }] } },
      ]);
    }
  });

  it.each([
    ['agentPoolProfiles', { name: 'npwin', image: IMAGE }],
    ['pools', { pool: 'npwin', os: 'Windows', nodeImage: IMAGE }],
  ])('are pools in their list with names of somebody’s own (%s)', (key, pool) => {
    const { clusters } = read(JSON.stringify([{ id: ID, name: 'bakery', [key]: [pool] }]));
    expect(clusters).toMatchObject([{ nodePools: [{ name: 'npwin', osType: 'Windows', nodeImageVersion: IMAGE }] }]);
  });

  it('are lists that PowerShell counted', () => {
    const agentPoolProfiles = { value: [POOL], Count: 1 };
    expect(namesOf(JSON.stringify({ value: [{ ...CLUSTER, agentPoolProfiles }], Count: 1 }))).toEqual([
      'bakery: npwin',
    ]);
    expect(namesOf(JSON.stringify([{ id: ID, name: 'bakery', pools: agentPoolProfiles }]))).toEqual(['bakery: npwin']);
  });

  it('are texts in which a tool kept what a command printed', () => {
    const answer = { changed: true, cmd: 'az aks list', rc: 0, stdout: JSON.stringify([CLUSTER]), stdout_lines: ['['] };
    expect(namesOf(`ok: [localhost] => ${JSON.stringify(answer, null, 2)}`)).toEqual(['bakery: npwin']);
    expect(namesOf(JSON.stringify({ results: [answer] }))).toEqual(['bakery: npwin']);
  });

  it('are rows whose properties are written into a text', () => {
    const { agentPoolProfiles, ...row } = CLUSTER;
    const written = [{ ...row, properties: JSON.stringify({ agentPoolProfiles }) }];
    expect(namesOf(JSON.stringify(written))).toEqual(['bakery: npwin']);
  });

  it('are clusters without their name, or with the parts of their ID in its place', () => {
    const { id, name, ...rest } = CLUSTER;
    expect(namesOf(JSON.stringify([{ id, ...rest }]))).toEqual(['bakery: npwin']);
    const parts = { name, resourceGroup: 'rg-bakery', subscriptionId: '00000000-0000-4000-8000-000000000001', ...rest };
    expect(read(JSON.stringify([parts])).clusters).toMatchObject([{ id: ID.toLowerCase(), name }]);
  });

  it('are nodes of a list that names no kind at all', () => {
    const labels = {
      'kubernetes.azure.com/cluster': 'MC_rg_bakery_westeurope',
      'kubernetes.azure.com/agentpool': 'npwin',
      'kubernetes.io/os': 'windows',
    };
    const node = {
      metadata: { name: 'aksnpwin000000', labels },
      spec: {},
      status: { nodeInfo: { kubeletVersion: 'v1.34.6' } },
    };
    expect(read(JSON.stringify({ items: [node] })).parts).toMatchObject([{ cluster: { name: 'bakery' } }]);
  });

  it('are pool names in another case: Azure answers with the one that was typed', () => {
    const show = { ...POOL, name: 'NPWin', id: `${ID}/agentPools/NPWin`, type: 'x/managedClusters/agentPools' };
    expect(read(JSON.stringify(show)).parts[0]?.cluster.nodePools).toMatchObject([{ name: 'npwin' }]);
    const twice = read(JSON.stringify([{ ...CLUSTER, agentPoolProfiles: [POOL, { ...POOL, name: 'NPWIN' }] }]));
    expect(twice.clusters[0]?.nodePools).toHaveLength(1);
  });

  it('are lists of the API server, which name the kind of their items once', () => {
    const pod = {
      metadata: { name: 'web-1', namespace: 'shop' },
      spec: {
        nodeSelector: { 'kubernetes.io/os': 'windows' },
        containers: [{ name: 'web', image: 'registry.example/web:1.0-ltsc2022' }],
      },
    };
    const content = JSON.stringify({ kind: 'PodList', items: [pod] });
    expect(parsePods(content)?.workloads).toHaveLength(1);
  });
});

describe('what is refused, with the true reason', () => {
  it.each([
    [
      "ERROR: (AuthorizationFailed) The client 'x' may not read that.\nCode: y",
      /an error .*\(AuthorizationFailed\) The client/,
    ],
    ["ERROR: Please run 'az login' to setup account.", /an error .*az login.*once that is mended/],
    ['Error from server (Forbidden): nodes is forbidden', /nodes is forbidden/],
    ['WARNING: in preview\nand no answer', /without 2>&1/],
    ['apiVersion: v1\nitems: []', /YAML; use: kubectl get nodes -o json/],
    ['- name: bakery\n', /YAML; use: az aks list -o json/],
  ])('%s', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });

  it.each([
    [
      'objects that PowerShell cut',
      [{ ...CLUSTER, agentPoolProfiles: ['@{name=npwin; count=2}'] }],
      /ConvertTo-Json -Depth 10/,
    ],
    [
      'a cluster that PowerShell cut early',
      [{ ...CLUSTER, sku: '@{name=Base; tier=Standard}' }],
      /ConvertTo-Json -Depth 10/,
    ],
    [
      'a type that PowerShell cut',
      [{ ...CLUSTER, networkProfile: 'Microsoft.Azure.Commands.Aks.Models.PSNetworkProfile' }],
      /ConvertTo-Json -Depth 10/,
    ],
    ['a list that PowerShell cut', [{ ...CLUSTER, agentPoolProfiles: 'System.Object[]' }], /ConvertTo-Json -Depth 10/],
    ['a state of Terraform', { version: 4, terraform_version: '1.9.0', resources: [] }, /Terraform.*az aks list/],
    [
      'an ARM template',
      { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', resources: [] },
      /ARM template.*az aks list/,
    ],
    ['a plan of Terraform', [{ address: 'x', type: 'azurerm_kubernetes_cluster', values: {} }], /Terraform/],
    [
      'a resource of a template',
      [{ type: 'x/managedClusters', apiVersion: '2024-05-01', name: 'bakery' }],
      /ARM template/,
    ],
    [
      'an error of Kubernetes',
      { kind: 'Status', status: 'Failure', message: 'nodes is forbidden' },
      /nodes is forbidden/,
    ],
    [
      'Kubernetes versions',
      { id: `${ID}/upgradeprofiles/default`, name: 'default', agentPoolProfiles: null },
      /Kubernetes versions/,
    ],
    [
      'a list of resources',
      [{ id: ID, name: 'bakery', type: 'x/managedClusters', properties: null }],
      /az resource list/,
    ],
    [
      'a scale set',
      [{ id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/v', name: 'v' }],
      /"Microsoft.Compute\/virtualMachineScaleSets"/,
    ],
    ['an answer of a batch that was refused', { responses: [{ content: { error: { code: 'Denied' } } }] }, /Denied/],
    ['a state of Pulumi', { version: 3, deployment: { resources: [{ id: ID, outputs: CLUSTER }] } }, /Pulumi/],
    [
      'the machines of a pool',
      [{ id: `${ID}/agentPools/npwin/machines/aksnpwin000000`, name: 'aksnpwin000000' }],
      /managedClusters/,
    ],
    ['a namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: {} }, /"Namespace".*az aks list -o json/],
    ['a subscription', [{ id: 's', name: 'Production', tenantId: 't' }], /no whole AKS cluster/],
    ['a cluster without its subscription', [{ ...CLUSTER, id: undefined }], /id: is missing.*az aks list/],
  ])('%s', (_what, value, reason) => {
    expect(reasonsOf(value)).toEqual([expect.stringMatching(reason)]);
    expect(read(JSON.stringify(value)).clusters).toEqual([]);
  });

  it('pools that PowerShell cut: their cluster is not one without pools', () => {
    const pools = [{ ...POOL, upgradeSettings: '@{maxSurge=10%}' }];
    expect(reasonsOf([{ ...CLUSTER, agentPoolProfiles: pools }])[0]).toMatch(/ConvertTo-Json -Depth 10/);
  });

  it.each([
    ['names and images', [{ name: 'bakery', image: ['AKSWindows-2022-containerd-20348.5020.260415'] }]],
    ['rows of texts', [['npwin', 'Windows']]],
    ['texts', ['npwin']],
    ["names of one's own", [{ n: 'bakery', rg: 'rg-bakery', k8s: '1.35.6' }]],
    ['pools without their cluster', [POOL]],
    ['a cluster without its pools', [{ id: ID, name: 'bakery', location: 'westeurope' }]],
  ])('what --query left: %s', (_what, value) => {
    expect(reasonsOf(value)).toEqual([
      expect.stringMatching(/--query.*az aks list -o json|az aks list -o json.*--query/),
    ]);
  });

  it('in a hundred thousand items: counted, not listed', () => {
    const { rejected } = read(`[${'7,'.repeat(99_999)}7]`);
    expect(rejected).toHaveLength(21);
    expect(rejected.at(-1)).toEqual({ item: '99980 more', reason: 'is no JSON object' });
  });

  it('a cluster of which no pool could be read: it is not one without pools', () => {
    const { clusters, rejected } = read(JSON.stringify([{ ...CLUSTER, agentPoolProfiles: [{ count: 2 }] }]));
    expect(clusters).toEqual([]);
    expect(rejected.at(-1)).toEqual({ item: 'bakery', reason: 'none of its node pools could be read' });
  });
});

describe('what kubectl prints while it watches', () => {
  const node = (name: string) => ({
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.azure.com/cluster': 'MC_rg-bakery_bakery_westeurope',
        'kubernetes.azure.com/agentpool': 'npwin',
        'kubernetes.io/os': 'windows',
        'kubernetes.azure.com/node-image-version': 'AKSWindows-2022-containerd-20348.5386.260715',
      },
    },
  });
  const write = (...events: readonly (readonly [string, object])[]) =>
    events.map(([type, object]) => JSON.stringify({ type, object })).join('\n');
  const nodesOf = (text: string) =>
    read(text).parts.flatMap(({ cluster }) => cluster.nodePools.map(({ count }) => count));

  it('has no pods that went meanwhile, each counted once, and those that came back', () => {
    const pod = (name: string, tag: string) => ({
      kind: 'Pod',
      metadata: { name, namespace: 'shop' },
      spec: { nodeName: 'aksnpwin000000', containers: [{ image: `mcr.microsoft.com/windows/servercore:${tag}` }] },
    });
    const text = write(
      ['ADDED', pod('a', 'ltsc2019')],
      ['ADDED', pod('b', 'ltsc2022')],
      ['MODIFIED', pod('b', 'ltsc2022')],
      ['DELETED', pod('a', 'ltsc2019')],
    );
    const told = parsePods(text);
    expect(told?.rejected).toEqual([]);
    expect(told?.workloads.map(({ images, pods }) => [images[0]?.image, pods])).toEqual([
      ['mcr.microsoft.com/windows/servercore:ltsc2022', 1],
    ]);
    expect(read(text).rejected).toEqual([]);
  });

  it('has no nodes that went meanwhile, and those that came back', () => {
    const came = [
      ['ADDED', node('aksnpwin000000')],
      ['ADDED', node('aksnpwin000001')],
      ['MODIFIED', node('aksnpwin000001')],
      ['DELETED', node('aksnpwin000000')],
      ['BOOKMARK', { kind: 'Node', metadata: { resourceVersion: '12' } }],
    ] as const;
    expect(nodesOf(write(...came))).toEqual([1]);
    expect(nodesOf(write(...came, ['ADDED', node('aksnpwin000000')]))).toEqual([2]);
    expect(read(write(...came)).rejected).toEqual([]);
  });
});

it('sends what an operator keeps in a cluster back to Azure, not to the nodes of that cluster', () => {
  const kept = {
    apiVersion: 'containerservice.azure.com/v1api20240901',
    kind: 'ManagedCluster',
    metadata: { name: 'a' },
  };
  expect(reasonsOf({ kind: 'List', items: [{ ...kept, status: { id: ID } }] })).toEqual([
    expect.stringContaining('import what "az aks list -o json" prints'),
  ]);
});
