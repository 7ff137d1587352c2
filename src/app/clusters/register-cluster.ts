import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import type { UndoStep } from '../../domain/audit-entry.ts';
import { isChannelId } from '../../domain/channel-subscription.ts';
import { type Cluster, createUnknownCluster, listLivePools, type NodePool, titleOf } from '../../domain/cluster.ts';
import { type ClusterOwnership, listOwnershipFacts, mergeOwnership } from '../../domain/cluster-ownership.ts';
import { parseNodeImageName } from '../../domain/node-image-version.ts';
import { atOnce } from '../../domain/steps.ts';
import { countOf } from '../../domain/text.ts';
import { findConcerned, placeholderOf } from '../../inventory/identity.ts';
import { parseJsonFile } from '../../inventory/json-text.ts';
import { mergeTyped } from '../../inventory/merge-cluster.ts';
import { readClusterFiles } from '../../inventory/parse-cluster-file.ts';
import { clusterIdOf, ownershipOfTags } from '../../inventory/read-cluster.ts';
import { readNodePool } from '../../inventory/read-node-pool.ts';
import { type AppContext, type RecordedChange, recordChange, transact, type WritingContext } from '../app-context.ts';
import { findCluster, getCluster } from '../fleet/find-clusters.ts';
import { updateFindingsOf } from '../fleet/open-findings.ts';
import { importClusters } from './import-clusters.ts';
import { readTypedImages } from './import-workloads.ts';
import { type ImportReport, settle } from './save-fleet-import.ts';

export interface TypedOwnership {
  readonly channel?: string;
  readonly owner?: readonly string[];
  readonly environment?: string;
}

export interface TypedCluster extends TypedOwnership {
  readonly resourceGroup?: string;
  readonly subscription?: string;
  readonly location?: string;
  readonly kubernetesVersion?: string;
  /** `name=nodeImageVersion` of a Windows node pool. */
  readonly pool?: readonly string[];
  /** Container image whose tag tells the Windows version, or `pool=image`; replaces what was typed before. */
  readonly containerImage?: readonly string[];
}

/**
 * Registers a cluster by hand, or adds to a registered one. With resource group and subscription it gets its Azure ID,
 * so that a later import completes it. @throws AppError `invalid_usage`, `conflict`
 */
export function registerByHand(context: AppContext, name: string, typed: TypedCluster): Cluster {
  const ownership = readOwnership(typed);
  return transact(context, (writing) => {
    const registered = findRegistered(writing, name, typed);
    const asOf = writing.clock.now().toISOString();
    const before = registered ? settle(writing, registered, asOf) : createCluster(name, typed, asOf);
    const cluster = addTyped(before, typed, asOf);
    if (!registered || hasFacts(typed)) saveTyped(writing, cluster, asOf);
    saveImages(writing, cluster, typed.containerImage ?? [], asOf);
    return saveOwnership(writing, cluster.id, ownership);
  });
}

/** Says who hears about a registered cluster. @throws AppError `not_found`, `conflict`, `invalid_usage` */
export function tagCluster(context: AppContext, idOrName: string, typed: TypedOwnership): Cluster {
  const ownership = readOwnership(typed);
  return transact(context, (writing) => saveOwnership(writing, getCluster(writing, idOrName).id, ownership));
}

/** Forgets a cluster and its node pools; its findings are resolved. */
export function removeCluster(context: AppContext, idOrName: string): Cluster {
  return transact(context, (writing) => {
    const cluster = getCluster(writing, idOrName);
    writing.store.clusters.remove(cluster.id);
    updateFindingsOf(writing, [cluster.id]);
    return cluster;
  });
}

function findRegistered(context: AppContext, name: string, typed: TypedCluster): Cluster | null {
  const azureId = azureIdOf(name, typed);
  return azureId === null ? findCluster(context, name) : context.store.clusters.find(azureId);
}

function readOwnership({ channel, owner = [], environment }: TypedOwnership): ClusterOwnership {
  if (channel !== undefined && !isChannelId(channel)) {
    throw new AppError(
      'invalid_usage',
      'That is no channel ID such as C0123456789: the details of a channel show it.',
      { subject: { name: 'channel', value: channel } },
    );
  }
  return { channel: channel ?? null, owners: owner, environment: environment ?? null };
}

/** What was typed now, and what was typed before of what was not typed now. */
function saveOwnership(context: WritingContext, id: string, typed: ClusterOwnership): Cluster {
  const { store, clock } = context;
  const facts = listOwnershipFacts(typed);
  if (facts.length > 0) {
    const at = clock.now().toISOString();
    const now = { ...typed, typedAt: Object.fromEntries(facts.map((fact) => [fact, at])) };
    const before = store.clusters.findManualOwnership(id);
    store.clusters.saveOwnership(id, before ? mergeOwnership(now, before) : now);
  }
  updateFindingsOf(context, [id]);
  return getCluster(context, id);
}

function hasFacts({ location, kubernetesVersion, pool = [] }: TypedCluster): boolean {
  return location !== undefined || kubernetesVersion !== undefined || pool.length > 0;
}

function saveTyped({ store }: WritingContext, cluster: Cluster, asOf: string): void {
  // What tags say is kept as it was read: what was typed is laid over it, and can be taken away again.
  store.clusters.save({ ...cluster, ownership: ownershipOfTags(cluster.tags).ownership });
  store.nodePoolHistory.record([cluster], asOf);
}

function saveImages({ store }: WritingContext, cluster: Cluster, texts: readonly string[], asOf: string): void {
  if (texts.length > 0) store.workloads.replace(cluster.id, 'typed', readTypedImages(cluster, texts), asOf);
}

function azureIdOf(name: string, { subscription, resourceGroup }: TypedCluster): string | null {
  return subscription && resourceGroup ? clusterIdOf(subscription, resourceGroup, name) : null;
}

export function isClusterName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,62}$/u.test(text);
}

function createCluster(name: string, typed: TypedCluster, asOf: string): Cluster {
  // A line break or escape sequence in a name would end up in terminals and commands.
  if (!isClusterName(name)) {
    throw new AppError('invalid_usage', 'A cluster name has letters, digits, "-", "_" and "." only, 63 at most.');
  }
  return createUnknownCluster({
    id: azureIdOf(name, typed) ?? placeholderOf(name),
    name,
    subscriptionId: typed.subscription?.toLowerCase() ?? null,
    resourceGroup: typed.resourceGroup ?? null,
    origin: 'manual',
    asOf,
  });
}

function addTyped(cluster: Cluster, typed: TypedCluster, asOf: string): Cluster {
  const kubernetesVersion = readVersion(typed.kubernetesVersion);
  const version = kubernetesVersion ?? cluster.kubernetesVersion;
  const nodePools = (typed.pool ?? []).map((text) => readPool(text, version));
  const merged = mergeTyped(cluster, { asOf, location: typed.location ?? null, kubernetesVersion, nodePools });
  return { ...merged, nodePools: listLivePools(merged) };
}

export const VERSION_EXPECTED = 'Write it as 1.34 or 1.34.7.';

/** A Kubernetes version as it is typed, `1.34`, `v1.34.7`, without the `v`; `null` for anything else. */
export function parseTypedVersion(text: string): string | null {
  return /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(text)?.[1] ?? null;
}

/** `npwin=AKSWindows-2022-containerd-20348.5386.260715`: a pool and its image; `null` for anything else. */
export function parseTypedPool(text: string) {
  const [, name = '', image = ''] = /^([a-z][a-z0-9]{0,11})=(.+)$/i.exec(text) ?? [];
  const parsed = parseNodeImageName(image);
  return parsed && { name: name.toLowerCase(), image: parsed };
}

function readVersion(text: string | undefined): string | null {
  if (text === undefined) return null;
  const version = parseTypedVersion(text);
  if (version !== null) return version;
  throw new AppError('invalid_usage', VERSION_EXPECTED, { subject: { name: 'kubernetes-version', value: text } });
}

function readPool(text: string, kubernetesVersion: string | null): NodePool {
  const typed = parseTypedPool(text);
  const fields = { mode: 'User', ostype: 'Windows', currentorchestratorversion: kubernetesVersion };
  const read = readNodePool({ ...fields, name: typed?.name, nodeimageversion: typed?.image.text });
  if (!typed || 'refused' in read) {
    throw new AppError(
      'invalid_usage',
      'Write it as npwin=AKSWindows-2022-containerd-20348.5386.260715 (az aks nodepool show … --query nodeImageVersion).',
      { subject: { name: 'node-pool', value: text } },
    );
  }
  return read.pool;
}

/** Registers or edits a cluster for somebody, with an entry in the audit log. @throws AppError as `registerByHand` */
export function registerClusterFor(
  context: AppContext,
  actor: Actor,
  name: string,
  typed: TypedCluster,
): RecordedChange<Cluster> {
  return recordChange(context, (writing) => {
    const before = findCluster(writing, name);
    const undo = before ? [restoreOf(writing, before)] : null;
    const result = registerByHand(writing, name, typed);
    const detail = `${before ? 'Changed' : 'Registered'} cluster ${titleOf(result)} by hand`;
    const steps: readonly UndoStep[] = undo ?? [{ kind: 'remove-cluster', clusterId: result.id }];
    return { result, entry: { actor, action: 'register-cluster', subject: result.id, detail, undo: steps } };
  });
}

/** Forgets a cluster for somebody, with an entry in the audit log. @throws AppError `not_found`, `conflict` */
export function unregisterClusterFor(context: AppContext, actor: Actor, idOrName: string): RecordedChange<Cluster> {
  return recordChange(context, () => {
    const before = getCluster(context, idOrName);
    const undo = [restoreOf(context, before)];
    const result = removeCluster(context, before.id);
    const detail = `Unregistered cluster ${titleOf(result)} with ${countOf(result.nodePools.length, 'node pool')}`;
    return { result, entry: { actor, action: 'unregister-cluster', subject: result.id, detail, undo } };
  });
}

/** Imports pasted JSON for somebody, with an entry in the audit log. @throws AppError `invalid_input` */
export function importClustersFor(context: AppContext, actor: Actor, json: string): RecordedChange<ImportReport> {
  const { store, clock } = context;
  const file = { name: 'pasted', content: json };
  const read = atOnce(readClusterFiles([parseJsonFile(file)], { asOf: clock.now().toISOString() }));
  return recordChange(context, () => {
    const concerned = read.flatMap(({ imported }) => findConcerned(imported, store.clusters));
    const before = new Map(concerned.map((cluster) => [cluster.id, cluster]));
    const since = store.clusters.findNewest();
    const result = importClusters(context, [file]);
    const told = [...store.clusters.listChangedSince(since.change), ...store.clusters.listDatedSince(since.dating)];
    const undo = [...new Set(told.map(({ id }) => id))].map((clusterId): UndoStep => {
      const known = before.get(clusterId);
      return known ? restoreOf(context, known) : { kind: 'remove-cluster', clusterId };
    });
    const detail = `Imported ${countOf(result.clusters, 'cluster')} with ${countOf(result.nodePools, 'node pool')}`;
    return { result, entry: { actor, action: 'import-clusters', subject: 'pasted JSON', detail, undo } };
  });
}

function restoreOf({ store }: AppContext, cluster: Cluster): UndoStep {
  return { kind: 'restore-cluster', cluster, ownership: store.clusters.findManualOwnership(cluster.id) };
}
