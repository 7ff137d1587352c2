import type { Announcement, AnnouncementOrigin } from '../../../src/domain/announcement.ts';
import type { Catalogue } from '../../../src/domain/catalogue.ts';
import { osSkuOfBuild } from '../../../src/domain/os-sku.ts';

type Image = Extract<Announcement, { kind: 'image' }>;
type Statement = Extract<Announcement, { kind: 'retirement' }>;

/** A release that was published on the day of its tag; its document ID is made from the tag. */
export function release(tag: string): AnnouncementOrigin {
  return {
    documentId: Number(tag.replaceAll('-', '')),
    externalId: tag,
    url: `https://example.test/releases/${tag}`,
    publishedAt: `${tag}T08:00:00Z`,
  };
}

export function image(version: string, tag: string, more: Partial<Image> = {}): Image {
  return {
    kind: 'image',
    osSku: osSkuOfBuild(Number.parseInt(version, 10)),
    version,
    linkedVersion: null,
    link: null,
    quote: `image ${version}`,
    origin: release(tag),
    ...more,
  };
}

export function statement(subject: string, date: string | null, tag: string, more: Partial<Statement> = {}): Statement {
  return {
    kind: 'retirement',
    subject,
    phase: 'retirement',
    date,
    quote: `${subject} ends ${date} (${tag})`,
    fromKubernetes: null,
    doubt: null,
    origin: release(tag),
    ...more,
  };
}

export const EMPTY_CATALOGUE: Catalogue = { images: [], retirements: [], kubernetesVersions: [] };

/** What a catalogue is made of besides announcements, where there is nothing else. */
export const NOTHING_ELSE_READ = {
  knownNotesFiles: new Set<string>(),
  notesUrlOf: () => null,
  traces: [],
  withdrawnDocumentIds: new Set<number>(),
  kubernetesVersions: [],
  regions: null,
};
