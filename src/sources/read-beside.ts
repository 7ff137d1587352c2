import type { StoredDocument } from '../domain/source-document.ts';
import { createIdleProcess, type IdleProcessOptions, programBeside } from '../workers/idle-process.ts';
import type { DocumentReading } from './source-kit.ts';

export interface DocumentReader {
  /** What a document announces. @throws Error when it cannot be read, or takes too long */
  read(document: StoredDocument): Promise<DocumentReading>;
  close(): Promise<void>;
}

/** A note takes some hundredths of a second, one that is made to be slow a second or two on a busy machine. */
const PROCESS: IdleProcessOptions = {
  program: programBeside(import.meta.url, 'read-worker'),
  idleMs: 10_000,
  timeoutMs: 60_000,
};

export function createDocumentReader(options: Partial<IdleProcessOptions> = {}): DocumentReader {
  const { ask, close } = createIdleProcess<StoredDocument, DocumentReading>({ ...PROCESS, ...options });
  return { read: ask, close };
}
