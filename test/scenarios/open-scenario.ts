import { importClusters } from '../../src/app/clusters/import-clusters.ts';
import { readDocuments } from '../../src/app/polling/read-documents.ts';
import { refreshFindings } from '../../src/app/polling/refresh-findings.ts';
import type { SourceDocument } from '../../src/domain/source-document.ts';
import type { WritableStore } from '../../src/store/open-store.ts';
import { qfe, type VhdTextParts, vhdText } from '../notes/vhd-note/support/vhd-text.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { copyStore, openCopy } from '../support/open-test-store.ts';
import { createAzCluster, createAzPool } from '../support/sample-fleet.ts';
import { announceImage, createNote } from '../support/sample-notes.ts';

/** A release that announces images, in the form that AKS uses. */
export function createRelease(tag: string, publishedAt: string, images: readonly [string, string][]): SourceDocument {
  return {
    source: 'aks-releases',
    externalId: tag,
    title: tag,
    url: `https://github.com/Azure/AKS/releases/tag/${tag}`,
    publishedAt,
    body: createNote(images.map(([year, version]) => announceImage(year, version))),
  };
}

/** The notes file of a Windows Server 2022 image with this cumulative update, labelled a security update. */
export function createNotes(version: string, update: string, parts: VhdTextParts = {}): SourceDocument {
  const externalId = `vhd-notes/AKSWindows/2022/${version}.txt`;
  const [build, revision] = version.split('.');
  const body = vhdText({
    systemInfo: ['System Info', `\tOS Version     : ${build}.${revision}`],
    qfes: ['Installed QFEs', qfe('KB5049617', 'Update'), qfe(update, 'Security Update')],
    ...parts,
  });
  const url = `https://github.com/Azure/AKS/blob/master/${externalId}`;
  return { source: 'vhd-notes', externalId, title: version, url, publishedAt: null, body };
}

/** What a scenario begins with, by that: many tests begin with the same. */
const begun = new Map<string, Buffer>();

/** An application that has read these documents and knows this fleet (`az aks list`); nothing is posted of the past. */
export async function openScenario(
  documents: readonly SourceDocument[],
  fleet: object[],
  now: string,
  given: { store?: WritableStore } = {},
): Promise<TestApp> {
  const key = JSON.stringify([documents, fleet, now]);
  const content = given.store ? undefined : begun.get(key);
  const like = content ? { store: openCopy(content) } : given;
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now, ...like });
  if (content) return app;
  const { store, context } = app;
  addDocuments(app, documents);
  store.transaction(() => store.sources.markSucceeded('aks-releases', {}, now));
  await readDocuments(context, { quiet: true });
  reportFleet(app, fleet);
  refreshFindings(context);
  if (!given.store) begun.set(key, await copyStore(store));
  return app;
}

/** Publishes further documents. */
export function addDocuments({ store, clock }: TestApp, documents: readonly SourceDocument[]): void {
  store.transaction(() => {
    for (const document of documents) store.documents.save(document, clock.now().toISOString());
  });
}

/** Reports the fleet anew, as an import does. */
export function reportFleet({ context }: Pick<TestApp, 'context'>, fleet: object[]): void {
  importClusters(context, [{ name: 'clusters.json', content: new TextEncoder().encode(JSON.stringify(fleet)) }]);
}

/** A cluster of one team with pools `name` -> image version. */
export function createTeam(pools: Readonly<Record<string, string>>, channel = 'C0SHOPTEAM1'): object[] {
  const names: Record<string, [string, string]> = {
    '17763': ['Windows2019', 'AKSWindows-2019-containerd'],
    '20348': ['Windows2022', 'AKSWindows-2022-containerd'],
    '26100': ['Windows2025', 'AKSWindows-2025-gen2'],
  };
  const azPools = Object.entries(pools).map(([name, version]) => {
    const [osSku = '', definition = ''] = names[version.slice(0, 5)] ?? [];
    return createAzPool(name, osSku, `${definition}-${version}`);
  });
  const cluster = createAzCluster('shop', 'rg-shop', { 'vhdwatch-channel': channel }, azPools);
  // Young enough that only images are to be done.
  return [{ ...cluster, kubernetesVersion: '1.36.2', currentKubernetesVersion: '1.36.2' }];
}
