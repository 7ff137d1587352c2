import { isOutOfSupport } from '../../../src/advice/kubernetes-support.ts';
import type { Cluster } from '../../../src/domain/cluster.ts';
import { hasLongTermSupport } from '../../../src/domain/cluster.ts';
import type { PlannedStage } from '../../../src/domain/cluster-plan.ts';
import type { Step } from '../../../src/domain/finding.ts';
import { minorOf, minorsBetween } from '../../../src/domain/kubernetes-version.ts';
import type { Lifecycle } from '../../../src/domain/lifecycle.ts';

interface Pool {
  osSku: string | null;
  minor: string;
  spot: boolean;
  failed: boolean;
  /** The version that it was to have when its upgrade failed. */
  wanted: string | null;
  /** True for one that the plan added. */
  added: boolean;
}

const isWindows = ({ osSku }: Pool): boolean => osSku?.startsWith('Windows') === true;
const CHANNELS = ['patch', 'stable', 'rapid'];
const FIRST_MINOR_TO_CHANGE_THE_ENGINE = '1.30';

/** AKS as far as it refuses things: takes the commands of a whole plan one after the other, and says which it would refuse. */
class Referee {
  readonly refused: string[] = [];
  readonly #pools = new Map<string, Pool>();
  #minor: string;
  #channel: string;
  #isStopped: boolean;
  readonly #cluster: Cluster;
  readonly #lifecycle: Lifecycle;
  readonly #today: string;

  constructor(cluster: Cluster, lifecycle: Lifecycle, today: string) {
    this.#cluster = cluster;
    this.#lifecycle = lifecycle;
    this.#today = today;
    this.#minor = minorOf(cluster.kubernetesVersion ?? '') ?? '';
    this.#channel = cluster.upgradeChannel?.toLowerCase() ?? 'none';
    this.#isStopped = cluster.powerState === 'Stopped';
    for (const {
      name,
      osType,
      osSku,
      nodeImageVersion,
      kubernetesVersion,
      spot,
      provisioningState,
      wantedKubernetesVersion: wanted = null,
    } of cluster.nodePools) {
      if (provisioningState === 'Deleting') continue;
      const [, year = ''] = /^AKSWindows-(\w+)-/.exec(nodeImageVersion ?? '') ?? [];
      const sku = osType === 'Windows' ? `Windows${year === '23H2' ? 'Annual' : year}` : osSku;
      const minor = minorOf(kubernetesVersion ?? '') ?? this.#minor;
      const failed = /^(failed|canceled)$/i.test(provisioningState ?? '');
      this.#pools.set(name, { osSku: sku, minor, spot: spot !== undefined, failed, wanted, added: false });
    }
  }

  take({ title, commands }: Step): void {
    const all = [...this.#pools.values()];
    if (title.includes('Replace the Spot pools by regular ones')) for (const pool of all) pool.spot = false;
    // Its steps are in another part, which is done in between.
    const moved = /move the pools of (.*), as the finding/.exec(title)?.[1];
    if (moved !== undefined) for (const pool of all) if (isWindows(pool)) pool.osSku = 'Windows2025';
    for (const command of commands) this.#run(command);
    if (title.includes('in the same way what took the place of'))
      for (const pool of all) if (pool.added) pool.minor = this.#minor;
  }

  #refuse(why: string, command: string): void {
    this.refused.push(`${why}: ${command}`);
  }

  #run(command: string): void {
    const [, verb = ''] = /^(?:az )?([\w ]*[\w-]+)(?= -)/.exec(command) ?? [];
    const option = (name: string) => new RegExp(`--${name}[ =]'?([^\\s']+)`).exec(command)?.[1];
    if (this.#isStopped && (verb.startsWith('kubectl') || !/(list|show|get-upgrades|list-usage|start)$/.test(verb)))
      this.#refuse('the cluster is stopped', command);
    if (verb === 'aks start') this.#isStopped = false;
    else if (verb === 'aks upgrade') this.#upgrade(command, option('kubernetes-version') ?? '');
    else if (verb === 'aks update') this.#update(command, option('auto-upgrade-channel'), option('network-policy'));
    else if (verb === 'aks nodepool add') this.#add(command, option('name') ?? '', option('os-sku') ?? '');
    else if (verb === 'aks nodepool delete') this.#pools.delete(option('name') ?? '');
    else if (verb === 'aks nodepool start' && !this.#pools.has(option('name') ?? ''))
      this.#refuse('no such pool', command);
    else if (verb === 'aks nodepool upgrade' && option('kubernetes-version'))
      this.#upgradePool(command, option('name') ?? '', option('kubernetes-version') ?? '');
  }

  #allows(osSku: string | null, minor: string): boolean {
    const entry = this.#lifecycle.osSkus.find((one) => one.osSku === osSku);
    if (!entry) return true;
    const isOld = entry.minKubernetes !== null && minorsBetween(entry.minKubernetes, minor) < 0;
    return !isOld && (entry.maxKubernetes === null || minorsBetween(minor, entry.maxKubernetes) >= 0);
  }

  #upgrade(command: string, version: string): void {
    const to = minorOf(version) ?? '';
    const facts = { cluster: this.#cluster, lifecycle: this.#lifecycle, today: this.#today };
    const isAlone = command.includes('--control-plane-only');
    const isRecovery = isOutOfSupport(facts, this.#minor);
    const steps = minorsBetween(this.#minor, to);
    if ([...this.#pools.values()].some(({ failed, wanted }) => failed && wanted !== version))
      this.#refuse('a pool failed', command);
    if (isOutOfSupport(facts, to)) this.#refuse('out of support', command);
    if (!isRecovery && !hasLongTermSupport(this.#cluster) && steps !== 1) this.#refuse('not the next minor', command);
    if (isAlone && CHANNELS.includes(this.#channel)) this.#refuse('a channel is on', command);
    for (const [name, pool] of this.#pools) {
      const isLagging = isAlone || minorsBetween(pool.minor, this.#minor) > 0;
      if (isLagging && minorsBetween(pool.minor, to) > 3) this.#refuse(`${name} is too far behind`, command);
      if (isAlone) continue;
      if (pool.spot) this.#refuse(`${name} is a Spot pool`, command);
      if (!this.#allows(pool.osSku, to)) this.#refuse(`${name} runs ${pool.osSku}`, command);
      Object.assign(pool, { minor: to, failed: false });
    }
    this.#minor = to;
  }

  #upgradePool(command: string, name: string, version: string): void {
    const pool = this.#pools.get(name);
    const to = minorOf(version) ?? '';
    if (!pool) this.#refuse('no such pool', command);
    else if (minorsBetween(to, this.#minor) < 0) this.#refuse('above the control plane', command);
    else if (!this.#allows(pool.osSku, to)) this.#refuse(`runs ${pool.osSku}`, command);
    else Object.assign(pool, { minor: to, failed: false });
  }

  #update(command: string, channel: string | undefined, engine: string | undefined): void {
    const pools = [...this.#pools.values()];
    if (!/--(?!name|subscription)/.test(command)) for (const pool of pools) pool.failed = false;
    this.#channel = channel ?? this.#channel;
    if (engine === undefined) return;
    if (minorsBetween(FIRST_MINOR_TO_CHANGE_THE_ENGINE, this.#minor) < 0) this.#refuse('below 1.30', command);
    const covered = this.#lifecycle.networkEngines?.find((one) => one.engine === engine)?.osSkus;
    const isBare = pools.some((pool) => isWindows(pool) && !covered?.some((osSku) => osSku === pool.osSku));
    if (covered && isBare) this.#refuse('does not cover a pool', command);
  }

  #add(command: string, name: string, osSku: string): void {
    if (this.#pools.has(name)) this.#refuse('the name is taken', command);
    if (!this.#allows(osSku, this.#minor)) this.#refuse(`not on ${this.#minor}`, command);
    const spot = command.includes('--priority Spot');
    this.#pools.set(name, { osSku, minor: this.#minor, spot, failed: false, wanted: null, added: true });
  }
}

/** What AKS refuses of a plan that is followed from the first step to the last; other ways are left out. */
export function listRefused(
  cluster: Cluster,
  plan: readonly PlannedStage[],
  lifecycle: Lifecycle,
  today: string,
): readonly string[] {
  const referee = new Referee(cluster, lifecycle, today);
  const isOtherWay = ({ kind, title }: Step) => kind === 'alternative' || title.startsWith('Or ');
  for (const { steps } of plan) for (const step of steps) if (!isOtherWay(step)) referee.take(step);
  return referee.refused;
}
