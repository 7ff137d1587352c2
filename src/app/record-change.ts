import type { NewAuditEntry } from '../domain/audit-entry.ts';
import type { AppContext } from './app-context.ts';

/** What a change returned, with its number in the audit log. */
export interface RecordedChange<T> {
  readonly result: T;
  readonly auditId: number;
}

/** Makes a change and writes it into the audit log, both or neither. */
export function recordChange<T>(
  { store, clock }: AppContext,
  change: () => { readonly result: T; readonly entry: NewAuditEntry },
): RecordedChange<T> {
  return store.transaction(() => {
    const { result, entry } = change();
    return { result, auditId: store.audit.add(entry, clock.now().toISOString()) };
  });
}
