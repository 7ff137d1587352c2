import { dayOf, formatDate } from '../../domain/calendar-date.ts';
import { type Catalogue, groupSilences, type ImageSilence } from '../../domain/catalogue.ts';
import { joinWords } from '../../messages/words.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { tellOperators } from '../delivery/tell-operators.ts';
import { type AdviceBasis, readAdviceBasis } from '../fleet/assess-fleet.ts';
import { listImageSilences } from '../fleet/fleet-status.ts';

/** The setting that keeps which silences are known. */
const STATE = 'image-silences';
/** The setting that keeps what the last look at them rested on. */
const LOOKED_AT = 'image-silences-looked-at';

/** A silence as it is kept; one that was there when the first look was taken is news to nobody, nor is its end. */
interface KnownSilence extends ImageSilence {
  readonly isOld?: boolean;
}

/** Looks once for each day, catalogue and program: images get old by themselves, without any news. */
export function tellImageSilence(context: AppContext): void {
  const { store, clock, version } = context;
  const basis = JSON.stringify([version, store.catalogue.getVersion(), dayOf(clock.now())]);
  if (store.settings.find(LOOKED_AT) === basis) return;
  transact(context, (writing) => {
    tellChanges(writing, readAdviceBasis(writing));
    writing.store.settings.save(LOOKED_AT, basis);
  });
}

function tellChanges(context: WritingContext, basis: AdviceBasis): void {
  const { store } = context;
  const known = store.settings.findStates<KnownSilence>(STATE, { osSku: 'text', version: 'text', since: 'text' });
  const silences = listImageSilences(basis);
  if (known === null) {
    store.settings.saveState(
      STATE,
      silences.map((silence) => ({ ...silence, isOld: true })),
    );
    return;
  }
  const silent = new Map(silences.map((silence) => [silence.osSku, silence]));
  const begun = silences.filter(({ osSku }) => !known.some((one) => one.osSku === osSku));
  // A new image that is old itself, read from a late note, ends no silence.
  const ended = known.filter((one) => !silent.has(one.osSku) && hasNewer(one, basis.catalogue));
  for (const group of groupSilences(begun)) tellOperators(context, describeSilences(group));
  for (const group of groupSilences(ended.filter(({ isOld }) => isOld !== true)))
    tellOperators(context, describeEnd(group, basis.catalogue));
  const kept = known.filter((one) => !ended.includes(one)).map((one) => ({ ...one, ...silent.get(one.osSku) }));
  store.settings.saveState(STATE, [...kept, ...begun]);
}

function hasNewer({ osSku, version }: ImageSilence, { images }: Catalogue): boolean {
  return images.some((image) => image.osSku === osSku && image.state === 'newest' && image.version !== version);
}

type SilenceGroup = ReturnType<typeof groupSilences<ImageSilence>>[number];

function keyOf(event: string, { own }: SilenceGroup): string {
  return [event, ...own.map(({ osSku, version }) => `${osSku}/${version}`)].join('/');
}

function sayVersions({ own }: SilenceGroup): string {
  return joinWords(own.map(({ version }) => version));
}

function describeSilences(group: SilenceGroup) {
  const { titles, own, since } = group;
  return {
    key: keyOf('image-silence', group),
    title: `No ${titles.join(' or ')} node image is known since ${formatDate(since)}; Patch Tuesday has passed`,
    lines: [
      `The newest that ${own.length > 1 ? 'are known are' : 'is known is'} ${sayVersions(group)}. Windows images are monthly: that none is known says nothing about there being none.`,
      'Pools are reminded by the age of their image all the same. What Azure offers: az aks nodepool get-upgrades. What was read: "vhdwatch doctor".',
    ],
  };
}

function describeEnd(group: SilenceGroup, { images }: Catalogue) {
  const { titles, own, since } = group;
  const newest = own.flatMap(
    ({ osSku }) => images.find((image) => image.osSku === osSku && image.state === 'newest')?.version ?? [],
  );
  return {
    key: keyOf('image-silence-over', group),
    title: `New ${joinWords(titles)} node images are known again: ${joinWords(newest)}`,
    lines: [`Before it the newest ${own.length > 1 ? 'were' : 'was'} ${sayVersions(group)} of ${formatDate(since)}.`],
  };
}
