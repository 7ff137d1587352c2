import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { WritingContext } from '../../src/app/app-context.ts';
import type { SourceDocument, SourceName } from '../../src/domain/source-document.ts';
import { openScenario } from './open-scenario.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const CALENDAR = 'docs/articles/aks/supported-kubernetes-versions.md';

/** False where the labelled corpus is absent. */
export const hasCorpus = existsSync(new URL('releases.json', CORPUS));

const FOLDERS = {
  'vhd-notes': { in: '', folder: 'vhd-notes/AKSWindows/' },
  'agent-baker': { in: 'agent-baker/', folder: 'vhdbuilder/release-notes/AKSWindows/' },
} as const;

/**
 * An application that has read the corpus from a day on, with this fleet (`az aks list`), at `now`: the releases, and the
 * notes files of these sources.
 */
export async function openCorpusApp(
  fleet: object[],
  now: string,
  since = '',
  notes: readonly (keyof typeof FOLDERS)[] = ['vhd-notes'],
): Promise<WritingContext> {
  const files = notes.flatMap((source) =>
    listFiles(source)
      .filter((path) => builtOn(path) >= since)
      .map((path) => readFile(source, path)),
  );
  const releases = readReleases().filter(({ publishedAt }) => (publishedAt ?? '') >= since);
  const calendar = readFile('support-calendar', CALENDAR);
  // Of its page only the tables: it is read again on every day that brings a note.
  const tables = calendar.body.replace(/^[^|].*$/gm, '');
  const app = await openScenario([...releases, ...files, { ...calendar, body: tables }], fleet, now);
  return app.context;
}

function builtOn(path: string): string {
  return path.replace(/^.*\.(\d{2})(\d{2})(\d{2})\.txt$/, '20$1-$2-$3');
}

function readReleases(): SourceDocument[] {
  const releases = JSON.parse(readFileSync(new URL('releases.json', CORPUS), 'utf8')) as {
    tag_name: string;
    html_url: string;
    published_at: string;
    body: string;
  }[];
  return releases.map(({ tag_name: externalId, html_url: url, published_at: publishedAt, body }) => ({
    source: 'aks-releases',
    externalId,
    title: externalId,
    url,
    publishedAt,
    body,
  }));
}

function readFile(source: SourceName, path: string): SourceDocument {
  const body = readFileSync(new URL(`${source === 'agent-baker' ? FOLDERS[source].in : ''}${path}`, CORPUS), 'utf8');
  return {
    source,
    externalId: path,
    title: path,
    url: `https://github.com/Azure/AKS/blob/master/${path}`,
    publishedAt: null,
    body,
  };
}

function listFiles(source: keyof typeof FOLDERS): string[] {
  const { in: place, folder } = FOLDERS[source];
  return readdirSync(new URL(`${place}${folder}`, CORPUS), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .map((name) => `${folder}${name}`);
}
