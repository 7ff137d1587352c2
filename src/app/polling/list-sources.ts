import type { SourceName, SourceState } from '../../domain/source-document.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';

/** How polling each source has been going. */
export function listSources({ store }: AppContext): readonly SourceState[] {
  return store.sources.list();
}

/** What concerns the source whose failure makes a poll fail; `undefined` where it is not among them. */
export function findLeading<T extends { readonly name: SourceName }>(sources: readonly T[]): T | undefined {
  return sources.find(({ name }) => name === LEADING.name);
}
