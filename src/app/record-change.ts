import type { NewAuditEntry } from '../domain/audit-entry.ts';
import { type AppContext, transact, type WritingContext } from './app-context.ts';

/** What a change returned, with its number in the audit log. */
export interface RecordedChange<T> {
  readonly result: T;
  readonly auditId: number;
}

/** Makes a change and writes it into the audit log, both or neither. */
export function recordChange<T>(
  context: AppContext,
  change: (context: WritingContext) => { readonly result: T; readonly entry: NewAuditEntry },
): RecordedChange<T> {
  return transact(context, (writing) => {
    const { result, entry } = change(writing);
    return { result, auditId: writing.store.audit.add(entry, writing.clock.now().toISOString()) };
  });
}
