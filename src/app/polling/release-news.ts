import type { CatalogueChange } from '../../domain/catalogue.ts';
import type { ReleaseNews, ReleaseReference } from '../../domain/notification.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';

/** A release as it is kept, and the news that channels got of it. */
export interface KnownRelease {
  readonly release: ReleaseReference;
  readonly edited: boolean;
  readonly vanished: boolean;
  readonly earlier: ReadonlyMap<string, readonly ReleaseNews[]>;
}

/** The release that a change came with; `null` for one that no release tells of. */
export function tagOfChange(change: CatalogueChange): string | null {
  return 'image' in change ? change.image.announcedIn : change.retirement.statedIn;
}

/** What is known of a release by its tag. */
export function findReleaseNews({ store }: AppContext, tag: string): KnownRelease | null {
  const document = store.documents.find(LEADING.name, tag);
  if (!document) return null;
  const { title, url, publishedAt, version, vanishedAt } = document;
  const sent = Map.groupBy(
    store.outbox.listReleaseNews(tag).filter(({ state }) => state !== 'dead' && state !== 'dropped'),
    ({ channel }) => channel,
  );
  return {
    release: { tag, title, url, publishedAt },
    edited: version > 1,
    vanished: vanishedAt !== null,
    earlier: new Map([...sent].map(([channel, rows]) => [channel, rows.map(({ content }) => content).filter(isNews)])),
  };
}

function isNews(content: { readonly kind: string }): content is ReleaseNews {
  return content.kind === 'release-news' && 'images' in content;
}
