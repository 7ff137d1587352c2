import type { SourceState } from '../../domain/source-state.ts';
import type { AppContext } from '../app-context.ts';

/** How polling each source has been going. */
export function listSources({ store }: AppContext): readonly SourceState[] {
  return store.sources.list();
}
