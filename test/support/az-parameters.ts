/** What a command of az takes. Every command also takes what `GLOBAL` lists. */
export interface AzCommand {
  readonly required: readonly string[];
  /** Options with a value, or several; `true` or its allowed words. */
  readonly options: Readonly<Record<string, true | readonly string[]>>;
  readonly flags: readonly string[];
  /** Not more than one of each list. */
  readonly exclusive?: readonly (readonly string[])[];
}

/*
 * Written by hand after azure-cli's own definitions (command module acs, `_params.py` and the signatures in `custom.py`) and
 * those of `vm list-usage` and `monitor activity-log list`. Compared with the module of az 2.45 (2023, what Debian has):
 * all that it knows of is named as here, and what it does not know came later, by the documentation. By that
 * `--os-sku Windows2025` of `nodepool add` wants 2.87 and `nodepool rollback` 2.88; `--os-sku Windows2025` of
 * `nodepool update` is the aks-preview extension's.
 */
const CLUSTER = { '-g': true, '--name': true } as const;
const CHILD = { '-g': true, '--cluster-name': true } as const;
const POOL = { ...CHILD, '--name': true } as const;
const UPGRADE_SETTINGS = {
  '--max-surge': true,
  '--max-unavailable': true,
  '--drain-timeout': true,
  '--node-soak-duration': true,
  '--undrainable-node-behavior': ['Cordon', 'Schedule'],
} as const;
const SCALER = { '--min-count': true, '--max-count': true } as const;
const WINDOW = {
  ...CHILD,
  '--name': true,
  '--config-file': true,
  '--schedule-type': ['Daily', 'Weekly', 'AbsoluteMonthly', 'RelativeMonthly'],
  '--day-of-week': true,
  '--interval-weeks': true,
  '--start-time': true,
  '--start-date': true,
  '--utc-offset': true,
  '--duration': true,
} as const;

export const GLOBAL: AzCommand = {
  required: [],
  options: { '--subscription': true, '--query': true, '-o': true },
  flags: [],
};

export const AZ_COMMANDS: Readonly<Record<string, AzCommand>> = {
  'extension add': { required: ['--name'], options: { '--name': true }, flags: ['--upgrade'] },
  'aks show': { required: ['-g', '--name'], options: CLUSTER, flags: [] },
  'aks operation-abort': { required: ['-g', '--name'], options: CLUSTER, flags: ['--no-wait'] },
  'aks start': { required: ['-g', '--name'], options: CLUSTER, flags: ['--no-wait'] },
  'aks get-upgrades': { required: ['-g', '--name'], options: CLUSTER, flags: [] },
  'aks get-credentials': {
    required: ['-g', '--name'],
    options: { ...CLUSTER, '--context': true, '--file': true, '--format': ['azure', 'exec'] },
    flags: ['--overwrite-existing', '--admin', '--public-fqdn'],
  },
  'aks command invoke': {
    required: ['-g', '--name', '--command'],
    options: { ...CLUSTER, '--command': true, '--file': true },
    flags: [],
  },
  'aks upgrade': {
    required: ['-g', '--name'],
    options: {
      ...CLUSTER,
      '--kubernetes-version': true,
      '--tier': ['free', 'standard', 'premium'],
      '--k8s-support-plan': ['KubernetesOfficial', 'AKSLongTermSupport'],
    },
    flags: ['--control-plane-only', '--node-image-only', '--yes', '--no-wait'],
    exclusive: [
      ['--control-plane-only', '--node-image-only'],
      ['--kubernetes-version', '--node-image-only'],
    ],
  },
  'aks update': {
    required: ['-g', '--name'],
    options: {
      ...CLUSTER,
      '--tier': ['free', 'standard', 'premium'],
      '--k8s-support-plan': ['KubernetesOfficial', 'AKSLongTermSupport'],
      '--auto-upgrade-channel': ['none', 'patch', 'stable', 'rapid', 'node-image'],
      '--node-os-upgrade-channel': ['None', 'Unmanaged', 'SecurityPatch', 'NodeImage'],
      '--network-policy': ['none', 'azure', 'calico', 'cilium'],
      '--network-plugin': ['azure', 'none'],
      '--network-plugin-mode': ['overlay'],
    },
    flags: ['--yes', '--no-wait'],
  },
  'aks maintenanceconfiguration list': { required: ['-g', '--cluster-name'], options: CHILD, flags: [] },
  'aks maintenanceconfiguration add': { required: ['-g', '--cluster-name', '--name'], options: WINDOW, flags: [] },
  'aks maintenanceconfiguration update': { required: ['-g', '--cluster-name', '--name'], options: WINDOW, flags: [] },
  'aks nodepool show': { required: ['-g', '--cluster-name', '--name'], options: POOL, flags: [] },
  'aks nodepool get-upgrades': {
    required: ['-g', '--cluster-name', '--nodepool-name'],
    options: { ...CHILD, '--nodepool-name': true },
    flags: [],
  },
  'aks nodepool start': { required: ['-g', '--cluster-name', '--name'], options: POOL, flags: ['--no-wait'] },
  'aks nodepool delete': {
    required: ['-g', '--cluster-name', '--name'],
    options: POOL,
    flags: ['--no-wait', '--ignore-pdb'],
  },
  'aks nodepool rollback': { required: ['-g', '--cluster-name', '--name'], options: POOL, flags: ['--no-wait'] },
  'aks nodepool operation-abort': { required: ['-g', '--cluster-name', '--name'], options: POOL, flags: ['--no-wait'] },
  'aks nodepool scale': {
    required: ['-g', '--cluster-name', '--name', '--node-count'],
    options: { ...POOL, '--node-count': true },
    flags: ['--no-wait'],
  },
  'aks nodepool upgrade': {
    required: ['-g', '--cluster-name', '--name'],
    options: { ...POOL, ...UPGRADE_SETTINGS, '--kubernetes-version': true, '--snapshot-id': true },
    flags: ['--node-image-only', '--yes', '--no-wait'],
    exclusive: [['--kubernetes-version', '--node-image-only']],
  },
  'aks nodepool update': {
    required: ['-g', '--cluster-name', '--name'],
    options: {
      ...POOL,
      ...UPGRADE_SETTINGS,
      ...SCALER,
      '--os-sku': ['Ubuntu', 'AzureLinux', 'Ubuntu2204', 'Ubuntu2404', 'AzureLinux3', 'Windows2025'],
      '--labels': true,
      '--tags': true,
      '--node-taints': true,
    },
    flags: [
      '--update-cluster-autoscaler',
      '--enable-cluster-autoscaler',
      '--disable-cluster-autoscaler',
      '--enable-fips-image',
      '--no-wait',
    ],
    exclusive: [['--update-cluster-autoscaler', '--enable-cluster-autoscaler', '--disable-cluster-autoscaler']],
  },
  'aks nodepool add': {
    required: ['-g', '--cluster-name', '--name'],
    options: {
      ...POOL,
      ...UPGRADE_SETTINGS,
      ...SCALER,
      '--os-type': ['Windows', 'Linux'],
      '--os-sku': ['Windows2019', 'Windows2022', 'Windows2025', 'WindowsAnnual'],
      '--node-count': true,
      '--node-vm-size': true,
      '--vm-set-type': ['VirtualMachineScaleSets', 'VirtualMachines', 'AvailabilitySet'],
      '--vm-sizes': true,
      '--aks-custom-headers': ['UseWindowsGen2VM=true'],
      '--labels': true,
      '--tags': true,
      '--node-taints': true,
      '--zones': true,
      '--vnet-subnet-id': true,
      '--pod-subnet-id': true,
      '--max-pods': true,
      '--pod-ip-allocation-mode': ['DynamicIndividual', 'StaticBlock'],
      '--mode': ['System', 'User'],
      '--priority': ['Regular', 'Spot'],
      '--eviction-policy': ['Delete', 'Deallocate'],
      '--spot-max-price': true,
      '--node-osdisk-type': ['Ephemeral', 'Managed'],
      '--node-osdisk-size': true,
      '--crg-id': true,
      '--node-public-ip-prefix-id': true,
      '--ppg': true,
      '--host-group-id': true,
      '--gpu-driver': ['Install', 'None'],
      '--gpu-instance-profile': ['MIG1g', 'MIG2g', 'MIG3g', 'MIG4g', 'MIG7g'],
      '--kubelet-config': true,
      '--scale-down-mode': ['Delete', 'Deallocate'],
    },
    flags: [
      '--enable-cluster-autoscaler',
      '--enable-fips-image',
      '--enable-encryption-at-host',
      '--enable-ultra-ssd',
      '--enable-node-public-ip',
      '--enable-vtpm',
      '--enable-secure-boot',
      '--disable-windows-outbound-nat',
      '--no-wait',
    ],
  },
  'aks nodepool manual-scale add': {
    required: ['-g', '--cluster-name', '--name', '--vm-sizes', '--node-count'],
    options: { ...POOL, '--vm-sizes': true, '--node-count': true },
    flags: ['--no-wait'],
  },
  'vm list-usage': { required: ['--location'], options: { '--location': true }, flags: [] },
  'monitor activity-log list': {
    required: [],
    options: { '--resource-id': true, '--status': true, '--offset': true, '--max-events': true },
    flags: [],
  },
};
