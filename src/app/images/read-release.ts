import { AppError } from '../../domain/app-error.ts';
import type { NodeImage, Retirement } from '../../domain/catalogue.ts';
import type { ReleaseReference } from '../../domain/notification.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';

/** The Windows part of one AKS release. */
export interface ReleaseDescription {
  readonly release: ReleaseReference;
  /** True when its note was edited after it was first read. */
  readonly edited: boolean;
  /** True when GitHub lists it no more. */
  readonly vanished: boolean;
  readonly images: readonly NodeImage[];
  /** What it stated about ends, where that is still the newest word. */
  readonly retirements: readonly Retirement[];
}

/** A release by its tag, or the latest one. @throws AppError `not_found` */
export function readRelease(context: AppContext, tag: string | null): ReleaseDescription {
  const { documents } = context.store;
  const document = tag === null ? documents.findLatest(LEADING.name) : findTagged(context, tag);
  if (!document) {
    const what = tag === null ? 'No AKS release has been read yet' : `No AKS release is tagged ${tag}`;
    throw new AppError('not_found', `${what}: the first poll reads them all; tags look like 2026-07-17.`);
  }
  const { images, retirements } = assessFleet(context).catalogue;
  const { externalId, title, url, publishedAt, version, vanishedAt } = document;
  return {
    release: { tag: externalId, title, url, publishedAt },
    edited: version > 1,
    vanished: vanishedAt !== null,
    images: images.filter(({ announcedIn, sources }) => announcedIn === externalId || sources.includes(externalId)),
    retirements: retirements.filter(({ statedIn }) => statedIn === externalId),
  };
}

/** As typed, or with the `v` that tags of some years have. */
function findTagged({ store }: AppContext, tag: string) {
  return (
    store.documents.find(LEADING.name, tag) ?? store.documents.findEndingWith(LEADING.name, tag.replace(/^v/i, ''))
  );
}
