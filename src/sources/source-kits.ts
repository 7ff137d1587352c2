import type { SourceName, StoredDocument } from '../domain/source-document.ts';
import { aksReleases } from './aks-releases/aks-releases-kit.ts';
import { agentBaker, vhdNotes } from './git-tree/git-tree-kit.ts';
import { releaseTracker } from './release-tracker/release-tracker-kit.ts';
import type { DocumentReading, SourceContent, SourceKit } from './source-kit.ts';
import { supportCalendar } from './support-calendar/support-calendar-kit.ts';

export const SOURCE_KITS: readonly SourceKit[] = [aksReleases, supportCalendar, vhdNotes, agentBaker, releaseTracker];

/** The source that leads: its failure makes a poll fail. */
export const LEADING: SourceKit = aksReleases;

export function findKit(name: SourceName): SourceKit | undefined {
  return SOURCE_KITS.find((kit) => kit.name === name);
}

export function listKits(content: SourceContent): readonly SourceKit[] {
  return SOURCE_KITS.filter((kit) => kit.content === content);
}

/** What a document announces; nothing where its source is not there any more. @throws Error when it cannot be read */
export async function announce(document: StoredDocument): Promise<DocumentReading> {
  return findKit(document.source)?.announce(document) ?? { announcements: [], passages: [] };
}
