import { describe, expect, it } from 'vitest';
import { isChange } from '../../src/advice/advice.ts';
import { adviseOnCluster, type ClusterAdvice } from '../../src/advice/find-advice.ts';
import { endOfKubernetesSupport } from '../../src/advice/kubernetes-support.ts';
import { listStages } from '../../src/advice/plan/cluster-plan.ts';
import type { AdvisedFinding, Step } from '../../src/domain/finding.ts';
import { minorOf } from '../../src/domain/kubernetes-version.ts';
import { listRefused } from './support/referee.ts';
import { buildNovemberCatalogue, loadLifecycle, NOVEMBER_2026, SITUATIONS } from './support/situations.ts';

const lifecycle = loadLifecycle();

function adviseAt(name: string, now: Date = NOVEMBER_2026): ClusterAdvice {
  const cluster = SITUATIONS[name];
  if (!cluster) throw new Error(`no such situation: ${name}`);
  return adviseOnCluster({ cluster, catalogue: buildNovemberCatalogue(), lifecycle, now });
}

function wordsOf({ advised, parts }: ClusterAdvice): string {
  const actors = parts.map(({ by }) => `by ${by}`).join('\n');
  const told = advised
    .flatMap(({ rule, summary, steps }) => [
      `${rule}: ${summary}`,
      ...steps.flatMap(({ kind, title, commands }) => [`${kind}: ${title}`, ...commands]),
    ])
    .join('\n');
  return `${told}\n${actors}`;
}

/** The plan in short: `unblock win19`, `kubernetes`. What can wait for a quiet day is left out. */
function outlineOf({ parts }: ClusterAdvice): readonly string[] {
  return parts
    .filter(({ stage }) => stage !== 'later')
    .map(({ stage, nodePool }) => [stage, nodePool ?? ''].join(' ').trim());
}

interface Expected {
  readonly plan: readonly string[];
  /** What an engineer says. */
  readonly says?: readonly RegExp[];
  /** What must never be said. */
  readonly never?: readonly RegExp[];
}

/** Situation x what an engineer says x what must never be said. */
const TABLE: Readonly<Record<string, Expected>> = {
  healthy: { plan: ['unblock win22'], never: [/node-image-/, /kubernetes-support/] },
  'stopped-cluster-old': {
    plan: ['start', 'unblock win19', 'kubernetes'],
    says: [/az aks start /, /12 months/, /kubectl .* drain -l kubernetes\.azure\.com\/agentpool=win19/],
    never: [/^now: (?!Start).*\n(?!az aks start)/m],
  },
  'stopped-long-ago': {
    plan: ['start'],
    says: [
      /stopped, since 20 Dec 2025 or before:.* deletes it for good 12 months after .* by 20 Dec 2026 at the latest/,
    ],
  },
  'stopped-npm-2019': {
    plan: ['start', 'unblock win19', 'kubernetes', 'network'],
    says: [/which no engine of AKS covers/],
    never: [/--network-policy calico/],
  },
  'stopped-without-counts': {
    plan: ['start', 'image win22', 'unblock win22'],
    says: [/nodepool add .*--node-count '<node-count>'/],
    never: [/system-pool-nodes/, /no nodes now/],
  },
  'stopped-pool-old': {
    plan: ['image win22', 'kubernetes'],
    says: [/it is stopped, so nothing that runs is touched/],
    never: [/gets no upgrades/, /node-image-behind.*drained/],
  },
  'stopped-pool-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/a stopped pool may never start again/],
    never: [/ drain /, /--control-plane-only/],
  },
  'zero-nodes': {
    plan: ['image win22', 'kubernetes'],
    says: [/no node runs it now, and scaling up starts new ones with it/, /nothing that runs is touched/],
    never: [/ drain /, /^high/m],
  },
  'failed-image': {
    plan: ['repair win22', 'image win22', 'kubernetes'],
    says: [
      /activity-log list --resource-id \S+\/agentPools\/win22 .*--subscription .*\n.*activity-log list --resource-id \S+\/failed-image /,
      /after-check: Repair first what failed or hangs.* Upgrade the node image/,
      /node-image-behind: .*; what failed or hangs is to be repaired first\.$/m,
    ],
    never: [/^now: Upgrade/m],
  },
  'failed-kubernetes': {
    plan: ['repair win22', 'image win22', 'kubernetes'],
    says: [
      /repeat the upgrade.*\n.*--kubernetes-version 1\.35\.6/,
      /node-image-behind: .*; the Kubernetes upgrade brings the newest image/,
    ],
    never: [/^now: Upgrade/m],
  },
  'failed-cluster-unsupported': {
    plan: ['repair', 'kubernetes'],
    says: [/Repair first what failed or hangs.* If 1\.34 is offered/],
  },
  upgrading: {
    plan: ['image win22', 'kubernetes'],
    says: [/Wait until the operation that runs is done/],
    never: [/^now: Upgrade/m],
  },
  creating: {
    plan: ['image win22', 'kubernetes'],
    says: [/Wait until the operation that runs is done/],
    never: [/^now: Upgrade/m, /rollback/],
  },
  'spot-2022': {
    plan: ['kubernetes', 'image spot22', 'image win22'],
    says: [
      /--control-plane-only --kubernetes-version 1\.35/,
      /--name system --kubernetes-version 1\.35.*\n.*--name win22 .*\n.*--name spot22 --kubernetes-version 1\.35/,
    ],
    never: [
      /aks upgrade -g \S+ --name \S+ --kubernetes-version/,
      /--max-surge \S+ --priority Spot/,
      /aks update .*--auto-upgrade-channel none/,
    ],
  },
  'spot-beside-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/--name spot22 --kubernetes-version 1\.36/],
    never: [/nodepool upgrade .*--name win19 --kubernetes-version/],
  },
  'spot-2019-far': {
    plan: ['unblock spot19', 'channel', 'kubernetes'],
    says: [
      /--control-plane-only --kubernetes-version 1\.35[\s\S]*--control-plane-only --kubernetes-version 1\.36/,
      /and in the same way what took the place of spot19/,
    ],
  },
  'spot-moves-twice': { plan: ['kubernetes', 'move win19', 'move annu'] },
  'pool-behind-and-ending': {
    plan: ['pool-kubernetes annu', 'unblock annu', 'channel', 'kubernetes'],
    says: [/upgrade to 1\.36/],
    never: [/--kubernetes-version 1\.33/],
  },
  'failed-plane': {
    plan: ['repair', 'image win22', 'kubernetes'],
    says: [
      /not-running: The upgrade of the cluster to Kubernetes 1\.36\.3 failed, and its control plane still runs 1\.35\.6: find the reason, then repeat it/,
      /When the reason is gone, repeat the upgrade: .*\n[^\n]*az aks upgrade .*--kubernetes-version 1\.36\.3/,
    ],
    never: [/stay on this version under long-term support/],
  },
  'failed-plane-with-pools': {
    plan: ['repair', 'kubernetes'],
    says: [/az aks upgrade .*--kubernetes-version 1\.36\.3/],
    never: [/nodepool upgrade/, /The last operation on the node pool/],
  },
  'failed-plane-spot': {
    plan: ['repair', 'kubernetes'],
    says: [/az aks upgrade .*--control-plane-only --kubernetes-version 1\.36\.3/],
  },
  'two-failures': { plan: ['repair wina', 'repair winb', 'kubernetes'] },
  'annual-old': {
    plan: ['unblock annu', 'kubernetes'],
    says: [/set up by hand: a snapshot of the new Windows version \(golden is of the old one\)/],
    never: [/pinned to the snapshot/],
  },
  'npm-2022-old': { plan: ['kubernetes', 'network'] },
  'going-behind': { plan: [], never: [/win22/] },
  'spot-autoupgraded': {
    plan: ['kubernetes'],
    says: [
      /aks update .*--auto-upgrade-channel none/,
      /turn the cluster auto-upgrade channel on again \(stable/,
      /--auto-upgrade-channel stable/,
      /--control-plane-only/,
    ],
  },
  'spot-unsupported': {
    plan: ['kubernetes'],
    says: [/Replace the Spot pools by regular ones first \(spot22/],
    never: [/--control-plane-only/],
  },
  pinned: {
    plan: ['image win22', 'kubernetes'],
    says: [
      /node-image-age: .*; the pool is pinned to a snapshot, and the upgrade ends that\.$/m,
      /ends the pin for good/,
      /win22 leaves its snapshot with it/,
      /leaves a pool alone that is pinned/,
    ],
    never: [/^now: Upgrade/m, /nodepool update .*--os-sku/],
  },
  'lts-132-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/upgrade to 1\.36/, /until then AKS refuses the upgrade to Kubernetes 1\.33 and above/],
    never: [/--kubernetes-version 1\.3[345]\b/, /--control-plane-only/, /AKSLongTermSupport/, /too far behind/],
  },
  'lts-131': {
    plan: ['kubernetes', 'channel'],
    says: [
      /--kubernetes-version 1\.36/,
      /maintenanceconfiguration add .*aksManagedAutoUpgradeSchedule[\s\S]*patch channel on: .*in that window/,
    ],
    never: [/too far behind/, /--kubernetes-version 1\.32/],
  },
  'failed-with-its-pool': {
    plan: ['repair win22', 'image win22', 'kubernetes'],
    says: [/The last operation on the node pool failed/],
    never: [/The last operation on the cluster failed/],
  },
  'failed-2019': {
    plan: ['repair win19', 'unblock win19', 'kubernetes'],
    says: [/an upgrade to Kubernetes 1\.34 is refused while the pool runs Windows Server 2019/],
    never: [/nodepool upgrade/],
  },
  'lts-131-2019': {
    plan: ['kubernetes', 'move win19', 'channel'],
    says: [/upgrade to 1\.32/],
    never: [/upgrade to 1\.37/],
  },
  deleting: { plan: [], never: [/./] },
  'stopped-and-failed': {
    plan: ['start', 'repair win22', 'kubernetes', 'image win22'],
    never: [/Repair first.*start it/],
  },
  'stopped-pool-in-the-way': {
    plan: ['unblock win19', 'kubernetes'],
    says: [/AKS refuses the upgrade/],
  },
  'lts-annual-old': { plan: ['kubernetes', 'move annu'], says: [/upgrade to 1\.33/], never: [/Kubernetes to 1\.32/] },
  'move-begun': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/win25 was not added for this, add a pool/, /--name win25b /],
  },
  'machines-of-two-sizes': {
    plan: ['image win22', 'unblock win22'],
    says: [
      /--vm-set-type VirtualMachines --vm-sizes Standard_D4s_v5 --node-count 3/,
      /nodepool manual-scale add .*--name win25 --vm-sizes Standard_D8s_v5 --node-count 2/,
    ],
    never: [/--node-vm-size/, /--max-surge/, /by hand/],
  },
  'lts-annual': { plan: ['unblock annu', 'channel'], says: [/container images run there unchanged/] },
  'behind-by-two': {
    plan: ['kubernetes', 'image win22'],
    says: [/upgrade to 1\.34 and on to 1\.35/, /channel stable does not act on a version out of support/],
    never: [/--kubernetes-version 1\.33\b/, /will be done in your window/, /--control-plane-only/],
  },
  '2019-unsupported': {
    plan: ['unblock win19', 'kubernetes'],
    says: [/AKS refuses the upgrade to Kubernetes 1\.33 and above/],
    never: [/os-sku-kubernetes/, /--kubernetes-version 1\.33\b/],
  },
  '2019-very-old': {
    plan: ['unblock win19', 'kubernetes', 'network'],
    says: [
      /move to a new pool of Windows Server 2022/,
      /below 1\.30/,
      /on win19 it enforces nothing, since it does not cover Windows Server 2019/,
      /AKS may refuse a new pool on a Kubernetes version that old/,
    ],
    never: [/--network-policy/, /too far behind/, /AKSLongTermSupport/, /Windows2025/],
  },
  'kubenet-calico': {
    plan: ['network', 'kubernetes'],
    says: [
      /Remove Calico[^\n]*\n[^\n]*--network-policy none[\s\S]*--network-plugin azure --network-plugin-mode overlay/,
    ],
    never: [/--network-policy calico/],
  },
  '2022-at-bound': {
    plan: ['image win22', 'unblock win22'],
    says: [/channel rapid would do it, and is held up/, /--os-sku Windows2025 --enable-fips-image/],
    never: [/in-place.*not/, /--kubernetes-version 1\.37/],
  },
  'gen1-at-bound': {
    plan: ['image win22', 'unblock win22'],
    says: [/VM size has to support generation 2/],
    never: [/nodepool update .*--os-sku/],
  },
  'private-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/az aks command invoke/],
    never: [/^kubectl/m],
  },
  'sealed-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/From inside its network: .*drain the old nodes.*\n.*get-credentials.*\nkubectl --context \S+ drain /],
    never: [/command invoke/],
  },
  'system-autoscaled-one': {
    plan: ['prepare system'],
    says: [/--update-cluster-autoscaler --min-count 3 --max-count 3/],
    never: [/nodepool scale/],
  },
  'system-single': { plan: ['prepare system'], says: [/nodepool scale .*--node-count 3/] },
  'legacy-channel': {
    plan: ['image win22', 'channel', 'kubernetes'],
    says: [
      /--node-os-upgrade-channel NodeImage --auto-upgrade-channel none/,
      /Back to the image before.*AKS upgrades them anew unless its channels are off/,
    ],
    never: [/from now on AKS replaces/],
  },
  'legacy-channel-lts': {
    plan: ['channel'],
    says: [/--auto-upgrade-channel patch --node-os-upgrade-channel NodeImage/],
    never: [/--auto-upgrade-channel none/],
  },
  'plane-past-bound': {
    plan: ['unblock win22'],
    says: [/upgrade to Kubernetes 1\.38 and above will be refused/, /Windows Server 2022 cannot follow/],
    never: [/Kubernetes 1\.37 and above/],
  },
  'channel-without-use': { plan: ['unblock win19', 'channel', 'kubernetes'], never: [/node-os-upgrade-channel:/] },
  'unset-channel': {
    plan: ['image win22', 'channel', 'kubernetes'],
    says: [/is not reported/],
    never: [/will be done in your window/],
  },
  'security-patch-linux': {
    plan: ['image win22', 'channel', 'kubernetes'],
    says: [/SecurityPatch skips Windows nodes/, /Linux nodes weekly/, /maintenanceconfiguration update/],
  },
  'surge-zero': { plan: ['prepare win22', 'kubernetes', 'image win22'], says: [/capacity drops/] },
  'surge-all': {
    plan: ['prepare win22', 'image win22', 'kubernetes'],
    says: [/drained at once/, /max surge 33% instead of 100%/],
    never: [/nodepool add .*--max-surge 100%/],
  },
  'node-subnet-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/3 more nodes and 51 addresses each in the node subnet/],
  },
  'pinned-behind': {
    plan: ['pool-kubernetes win22', 'kubernetes'],
    says: [/the newest node image with it; win22 leaves its snapshot with it\.\n.*--kubernetes-version 1\.35\.6/],
  },
  'pool-behind-three': {
    plan: ['pool-kubernetes win22', 'kubernetes'],
    says: [/--name win22 --kubernetes-version 1\.35\.6/, /See that win22, too far behind/],
  },
  'pool-2019-behind': {
    plan: ['unblock win19', 'kubernetes'],
    says: [/Windows Server 2019 cannot follow/],
    never: [/--name win19 --kubernetes-version/, /--control-plane-only/, /Bring win19/],
  },
  annual: {
    plan: ['unblock annu', 'kubernetes'],
    says: [/no engine of AKS covers Windows Server annual channel \(23H2\), where/],
    never: [/nodepool update .*--os-sku/, /covers Windows Server 2025/],
  },
  'calico-2025': {
    plan: ['image win25', 'network win25'],
    says: [/network security groups/],
    never: [/--network-policy/],
  },
  'calico-2022-at-bound': {
    plan: ['unblock win22'],
    says: [/irreversible: Or instead stay on this version under long-term support until 30 Jun 2028/],
  },
  automatic: { plan: ['kubernetes'], never: [/long-term support/i, /LongTermSupport/, /--auto-upgrade-channel/] },
  'npm-2022': {
    plan: ['network', 'kubernetes'],
    says: [/no policy is enforced/, /reimaged at once/, /but not Windows Server 2025, to which this plan moves them/],
    never: [/none.*\n.*--network-policy calico/],
  },
  'npm-2022-unsupported': { plan: ['kubernetes', 'image win22', 'network'] },
  'autoscaled-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [
      /its autoscaler turned off/,
      /--disable-cluster-autoscaler/,
      /--enable-cluster-autoscaler --min-count 2 --max-count 8/,
    ],
  },
  'spot-2019-unsupported': {
    plan: ['unblock spot19', 'kubernetes'],
    says: [/Replace the Spot pools by regular ones first \(spot19, or what took its place\)/],
  },
  'failed-linux': {
    plan: ['repair system', 'kubernetes'],
    says: [/not-running: The last operation on the node pool failed/, /Repair first what failed.*If 1\.35 is offered/],
    never: [/--name system --node-image-only/],
  },
  canceled: {
    plan: ['repair win25', 'image win25'],
    says: [/node pool was canceled/, /--max-events 50/, /waits for the repair/],
    never: [/activity-log list .*--status Failed/],
  },
  'two-moves': {
    plan: ['unblock wina', 'unblock winb'],
    says: [
      /--name win25 [\s\S]*--name win25b /,
      /Calico covers these pools, but not Windows Server 2025, to which this plan moves them/,
    ],
  },
  'node-subnet-image': {
    plan: ['image win25'],
    says: [
      /extra nodes cost and need quota and 51 addresses each in the node subnet/,
      /node-subnet: Every Windows node takes 51 addresses/,
    ],
  },
  'surge-zero-unavailable': {
    plan: ['prepare win25'],
    says: [
      /now: See whether.*quota.*\n.*list-usage.*\nafter-check: If there is room.*\n.*--max-surge 33% --max-unavailable 0/,
    ],
    never: [/at once/],
  },
  'all-unavailable': {
    plan: ['prepare win25', 'image win25'],
    says: [
      /max-surge: At the next upgrade all nodes of the pool are drained at once, without extra ones \(max surge 0, max unavailable 3\)/,
      /now: See which image Azure offers.*\n.*get-upgrades.*\nafter-check: When the pool may be away meanwhile, upgrade: all nodes are drained at once, without extra ones, unless the surge is set first\.\n.*--node-image-only/,
    ],
    never: [/now: Upgrade/],
  },
  'one-node-unavailable': {
    plan: ['prepare win25', 'image win25'],
    says: [
      /after-check: When the pool may be away meanwhile, upgrade: all nodes are drained at once, without extra ones/,
    ],
    never: [/now: Upgrade/],
  },
  'blue-green': {
    plan: ['image win22', 'unblock win22'],
    says: [
      /as many new nodes stand beside the old ones, which are drained in batches and removed \(blue-green\); .* quota/,
      /set up by hand: the blue-green upgrade strategy/,
    ],
    never: [/max-surge/, /drained at once/],
  },
  'surge-of-all-nodes': {
    plan: ['prepare win25', 'image win25'],
    says: [/all nodes of the pool are drained at once \(max surge 3\)/],
    never: [/now: Upgrade/],
  },
  'scaled-machines-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/set up by hand: the autoscaler of its machines \(Standard_D4s_v5, 1 to 6 nodes\)/],
  },
  'surge-of-some': { plan: ['image win25'], says: [/replaced in turn \(max surge 3\)/], never: [/at once/] },
  'single-machines-2019': {
    plan: ['unblock win19', 'channel', 'kubernetes'],
    says: [/--vm-set-type VirtualMachines --vm-sizes Standard_D4s_v5/],
  },
  'in-window': {
    plan: ['image win25'],
    says: [/alternative: Or do not wait for the window/, /by the node OS upgrade channel NodeImage in its window/],
    never: [/^now: Upgrade/m],
  },
  'auto-upgraded': {
    plan: ['kubernetes'],
    says: [/by the cluster auto-upgrade channel rapid in the maintenance window/],
    never: [/by you; the cluster auto-upgrade channel rapid does/],
  },
  'channel-with-window': {
    plan: ['channel'],
    says: [/yours for node images is weekly on Sunday/, /If those hours suit, turn the channel on/],
    never: [/maintenanceconfiguration (add|update)/],
  },
  'channel-without-window': {
    plan: ['channel'],
    says: [/maintenanceconfiguration add/],
    never: [/maintenanceconfiguration update/],
  },
  'window-known': {
    plan: ['image win25'],
    says: [/will be done in your window, weekly on Sunday from 22:00/],
  },
  'long-unsupported': {
    plan: ['kubernetes'],
    says: [
      /platform-upgrade: AKS upgrades this cluster by itself from 1 Jun 2027, .*: Kubernetes 1\.28 is out of support/,
    ],
  },
  'by-hand': {
    plan: ['kubernetes', 'image win22'],
    says: [/'<resource-group>'/],
    never: [/undefined|null/, /monitor activity-log/],
  },
};

describe('what an AKS engineer says of each situation, and never says', () => {
  it('has a row for every situation', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(SITUATIONS).sort());
  });

  it.each(Object.entries(TABLE))('%s', (name, { plan, says = [], never = [] }) => {
    const advice = adviseAt(name);
    const words = wordsOf(advice);
    expect(outlineOf(advice)).toEqual(plan);
    for (const pattern of says) expect(words).toMatch(pattern);
    for (const pattern of never) expect(words).not.toMatch(pattern);
  });
});

describe('a Kubernetes version that only the second step of the way reaches', () => {
  const advice = adviseAt('behind-by-two', new Date('2027-05-01T09:00:00Z'));

  it('keeps nobody from the first step: the move comes after that', () => {
    expect(outlineOf(advice)).toEqual(['kubernetes', 'move win22', 'image win22']);
    expect(wordsOf(advice)).toMatch(
      /1\.37 and above will be refused .*; before it, upgrade Kubernetes to 1\.36 first, which still allows it, then move/,
    );
    expect(wordsOf(advice)).not.toMatch(/AKS may refuse a new pool/);
  });
});

describe('a cluster that no supported Kubernetes version takes with its Windows pools, wherever they move', () => {
  const day = new Date('2027-09-01T09:00:00Z');

  it.each(['npm-2022-old', '2019-very-old'])('is told that only a new cluster is left (%s)', (name) => {
    const advice = adviseAt(name, day);
    const words = wordsOf(advice);
    expect(words).toMatch(/kubernetes-support: .* the way is a new cluster/);
    expect(words).toMatch(/after-check: Build a new cluster on a supported version/);
    expect(words).not.toMatch(/--kubernetes-version 1\.37|to another OS SKU and then/);
    expect(words).toMatch(/(os-sku-kubernetes|os-sku-retirement): .*move the workloads to a new cluster/);
  });

  it('may be taken along under long-term support, where AKS lists a version that takes its pools as they are', () => {
    expect(wordsOf(adviseAt('npm-2022-old', day))).toMatch(/alternative: Or, if AKS lists 1\.36 .* long-term support/);
    expect(wordsOf(adviseAt('2019-very-old', day))).not.toMatch(/if AKS lists/);
  });

  it('is told ahead, while there is a version that takes them', () => {
    const words = wordsOf(adviseAt('npm-2022-old', new Date('2027-03-01T09:00:00Z')));
    expect(words).toMatch(/upgrade to 1\.35 .*; after 30 Jun 2027 only a new cluster is left/);
  });
});

it('looks for the window of a channel that should have acted, also where no newer image is known', () => {
  expect(wordsOf(adviseAt('healthy', new Date('2027-03-01T09:00:00Z')))).toMatch(
    /no newer one is known[\s\S]*maintenanceconfiguration list[\s\S]*should have done it by now/,
  );
});

describe('the plan of a stopped cluster', () => {
  it.each(['stopped-cluster-old', 'stopped-pool-2019'])(
    'says before the start what may not come back, once its images are removed (%s)',
    (name) => {
      expect(wordsOf(adviseAt(name))).not.toMatch(/may not start/);
      expect(wordsOf(adviseAt(name, new Date('2027-04-05T09:00:00Z')))).toMatch(
        /start it: its nodes cost again; those of Windows Server 2019 may not start, since their images are removed/,
      );
    },
  );

  it('says of a stopped pool that it can be upgraded only while its images are there', () => {
    const isUpgradable = (day: string) =>
      /not-running: .*it can be upgraded all the same/.test(
        wordsOf(adviseAt('stopped-pool-2019', new Date(`${day}T09:00:00Z`))),
      );
    expect(['2027-03-31', '2027-04-01'].map(isUpgradable)).toEqual([true, false]);
  });

  it('has nothing to paste that does not begin with its start, also where an operation failed', () => {
    const stopped = SITUATIONS['stopped-and-failed'];
    if (!stopped) throw new Error('no such situation');
    const cluster = { ...stopped, tier: 'Premium', supportPlan: 'AKSLongTermSupport' } as const;
    const { advised } = adviseOnCluster({
      cluster,
      catalogue: buildNovemberCatalogue(),
      lifecycle,
      now: NOVEMBER_2026,
    });
    expect(advised.map(({ rule }) => rule)).toContain('lts-patches');
    for (const { commands, subject } of advised)
      if (!subject.startsWith('ProvisioningState/')) expect(commands[0] ?? 'az aks start').toMatch(/^az aks start/);
  });

  it('changes nothing before its start, and takes it for running after that', () => {
    for (const name of ['stopped-cluster-old', 'stopped-and-failed']) {
      const steps = adviseAt(name).parts.flatMap((part) => part.steps);
      expect(
        steps.filter(({ kind, commands }) => kind === 'now' && / (upgrade|update|add) /.test(commands.join())),
      ).toEqual([]);
      expect(steps.map(({ title }) => title).join()).not.toContain('it is stopped, so nothing');
    }
  });
});

const DAYS = ['2026-11-27', '2026-12-15', '2027-03-01', '2027-04-02', '2027-06-02', '2028-07-01'];
/** Every other day, and the days between with the next one; `npm run soak` takes each on all of them. */
const daysOf = (place: number) => DAYS.filter((_, day) => process.env['SOAK'] || (day + place) % 2 === 0);
const all = Object.keys(SITUATIONS).flatMap((name, place) =>
  daysOf(place).map((day) => {
    // Steps are worked out whenever they are asked for, and each test asks for all.
    const { findings, advised, parts } = adviseAt(name, new Date(`${day}T09:00:00Z`));
    return { name, day, advice: { findings, advised, parts } };
  }),
);

function eachStep(look: (step: Step, finding: AdvisedFinding, day: string, name: string) => void): void {
  for (const { name, day, advice } of all)
    for (const finding of advice.advised) for (const step of finding.steps) look(step, finding, day, name);
}

const ONE_WAY = /nodepool delete|--network-|--k8s-support-plan/;

describe('every step of every situation, on six days in turn', () => {
  it('deletes, binds or reimages everything only as what cannot be undone, alone in its block', () => {
    eachStep(({ kind, commands }) => {
      const oneWay = commands.filter((command) => ONE_WAY.test(command));
      if (oneWay.length === 0) return;
      expect(kind).toBe('irreversible');
      expect(commands.filter((command) => !command.startsWith('az aks start'))).toEqual(oneWay.slice(0, 1));
    });
  });

  it('asks nobody to do what cannot be undone for the sake of information', () => {
    eachStep(({ kind }, { severity }) => {
      if (severity === 'info') expect(kind).not.toBe('irreversible');
    });
  });

  it('upgrades Kubernetes only to a minor that is supported on the day, for the plan of the cluster', () => {
    eachStep(({ commands }, _, day, name) => {
      const cluster = SITUATIONS[name];
      for (const [, version = ''] of commands.join('\n').matchAll(/--kubernetes-version (\S+)/g)) {
        if (!cluster || version === cluster.kubernetesVersion) continue;
        const endOn = endOfKubernetesSupport({ cluster, lifecycle, today: day }, minorOf(version) ?? '');
        expect({ name, day, version, isOver: (endOn ?? '') < day }).toMatchObject({ isOver: false });
      }
    });
  });

  it('says what it does to what runs, or what it costs, wherever a command changes something', () => {
    const effect =
      /touched|drain|replaced|reimaged|cost|gone for good|capacity|evicted|no way back|window|keep what they have|answer y|same steps|refuses|come back/;
    eachStep(({ title, commands }) => {
      const changing = commands.filter((line) =>
        /az aks (\S+ )?(upgrade|update|add|delete|scale|start|rollback|operation-abort)/.test(line),
      );
      if (changing.length > 0) expect(title).toMatch(effect);
    });
  });

  it('never upgrades, moves and deletes in one block', () => {
    eachStep(({ commands }) => {
      const kinds = [
        'nodepool add',
        'nodepool delete',
        'aks upgrade',
        ' drain ',
        '--tier premium',
        '--node-image-only',
      ];
      expect(kinds.filter((kind) => commands.some((line) => line.includes(kind))).length).toBeLessThan(2);
    });
  });

  it('tells one cause once: no two findings of a pool have the same plan, but for an image that is old and behind', () => {
    for (const { advice } of all) {
      const plans = advice.advised
        .filter(({ steps, traits }) => steps.length > 1 && traits?.settledBy === null)
        .map(({ nodePool, steps }) => JSON.stringify([nodePool, steps]));
      expect(new Set(plans).size).toBe(plans.length);
    }
  });

  it('leaves no step in a plan that hangs on a look which is not there', () => {
    for (const { advice } of all) {
      for (const { steps } of listStages(advice.parts)) {
        expect(steps[0]?.title ?? '').not.toMatch(/^(If there is room|When the workloads|Then)/);
      }
    }
  });

  it('looks before it changes anything: no part ends with a look', () => {
    for (const { advice } of all) {
      for (const { steps } of advice.parts.filter((part) => part.steps.some(isChange))) {
        expect(steps.at(-1)?.kind === 'now' && !isChange(steps.at(-1) as Step)).toBe(false);
      }
    }
  });

  it('has titles that Slack shows whole', () => {
    eachStep(({ title }) => expect(title.length).toBeLessThan(400));
  });

  it('names one day on which AKS upgrades a cluster out of support by itself', () => {
    for (const { advice } of all) {
      const told = wordsOf(advice).match(/AKS (may )?upgrades? (the|this) cluster by itself/g) ?? [];
      expect(told.length).toBeLessThan(2);
    }
  });

  it('has no part for a quiet day in which nothing is to be done', () => {
    for (const { advice } of all)
      for (const { stage, steps } of advice.parts) expect(stage === 'later' && steps.length === 0).toBe(false);
  });

  it('starts a stopped cluster once in its plan', () => {
    for (const { advice } of all) {
      const lines = listStages(advice.parts).flatMap(({ steps }) => steps.flatMap(({ commands }) => commands));
      expect(lines.filter((line) => line.startsWith('az aks start')).length).toBeLessThan(2);
    }
  });

  it('makes a plan that AKS takes, step by step', () => {
    // Two years on, of some clusters nothing is known that takes them further.
    const soon = all.filter(({ day }) => day < '2028');
    const refused = soon.flatMap(({ name, day, advice }) => {
      const cluster = SITUATIONS[name];
      return cluster
        ? listRefused(cluster, listStages(advice.parts), lifecycle, day).map((why) => `${day} ${why}`)
        : [];
    });
    expect(refused).toEqual([]);
  });

  it('links only pages that are known to exist', () => {
    const pages = new Set(
      all.flatMap(({ advice }) => advice.findings.flatMap(({ evidence }) => evidence.map(({ url }) => url))),
    );
    for (const page of pages) {
      if (page.startsWith('https://example.test/')) continue;
      expect(KNOWN_PAGES.some((known) => page === known || page.startsWith(`${known}#`))).toBe(true);
    }
  });
});

/** Pages of the documentation as its repository has them. */
const AKS_PAGES = [
  'upgrade-windows-os',
  'windows-best-practices',
  'windows-annual-channel',
  'use-network-policies',
  'configure-kubenet',
  'supported-kubernetes-versions',
  'platform-initiated-upgrades',
  'support-policies',
  'auto-upgrade-node-os-image',
  'azure-cni-overlay',
  'node-pool-snapshot',
  'upgrade-aks-node-pools-rolling',
  'update-azure-cni',
  'use-system-pools',
  'start-stop-cluster',
  'node-images',
  'long-term-support',
  'upgrade-aks-control-plane',
  'upgrade-options',
];
const KNOWN_PAGES = [
  ...AKS_PAGES.map((page) => `https://learn.microsoft.com/azure/aks/${page}`),
  'https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility',
  'https://github.com/Azure/AKS/issues/5904',
  'https://github.com/Azure/AKS/releases/tag/2026-02-08',
  'https://github.com/Azure/AKS/releases/tag/2026-05-29',
];
