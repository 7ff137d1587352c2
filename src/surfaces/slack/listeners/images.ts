import { listHolds } from '../../../app/app-context.ts';
import { assessFleet } from '../../../app/fleet/assess-fleet.ts';
import {
  describeImage,
  diffImages,
  type ImageDescription,
  listImagesOf,
  type ReleaseDescription,
  readRelease,
} from '../../../app/images/read-catalogue.ts';
import { ensureNotHeld, holdImage } from '../../../app/suppressions/suppress.ts';
import { dayOf, daysBetween, formatDate, lastDayOf } from '../../../domain/calendar-date.ts';
import type { ImageSpread, NodeImage } from '../../../domain/catalogue.ts';
import { titleOf } from '../../../domain/cluster.ts';
import { toLiteral } from '../../../domain/literal.ts';
import type { NewsRetirement } from '../../../domain/notification.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import type { Hold } from '../../../domain/suppression.ts';
import { countOf, sayDaysLeft } from '../../../domain/text.ts';
import {
  type ImageDifference,
  listDifferences,
  sayUncompared,
  type VhdNote,
  type VhdNoteDiff,
} from '../../../domain/vhd-note.ts';
import { bold, code, instant, line, link, plain, type Span } from '../../../messages/card.ts';
import { describeConcerned, sayRetirement } from '../../../messages/end-words.ts';
import { spansOfImage } from '../../../messages/news-image.ts';
import { nameOfPool } from '../../../messages/pool-words.ts';
import { withoutForeignMinors } from '../../../messages/retirement-news.ts';
import { joinLiteral, joinWords } from '../../../messages/words.ts';
import { type Answer, answerChange, answerList, pageOf } from '../answer.ts';
import { readText } from '../read-payload.ts';
import { textField } from '../screens.ts';
import type { Change, FormHandler, Query } from './handlers.ts';

export const imagesCommand: Query = {
  name: 'images',
  usage: '[os]',
  does: 'the newest Windows node images, or all of one OS (2019, 2022, 2025, annual)',
  run: ({ context, words, offset }) => {
    const { images } = assessFleet(context).catalogue;
    const wanted = words.join(' ').trim();
    const newest = images.filter(({ state }) => state === 'newest');
    return wanted === ''
      ? answerImages(newest, false, listHolds(context), offset)
      : answerImages(listImagesOf(images, wanted), true, listHolds(context), offset);
  },
};

export const imageCommand: Query = {
  name: 'image',
  usage: 'VERSION',
  does: 'one image: what is in it, who runs it',
  example: 'image 20348.5386.260715',
  run: ({ context, words: [version = ''] }) => answerImage(describeImage(context, version)),
};

export const diffCommand: Query = {
  name: 'diff',
  usage: 'OLD NEW',
  does: 'what changed between two images: updates, container runtime, base images',
  example: 'diff 20348.5256.260610 20348.5386.260715',
  run: ({ context, words: [older = '', newer = ''] }) => answerDiff(diffImages(context, older, newer)),
};

export const releaseCommand: Query = {
  name: 'release',
  usage: '[tag]',
  does: 'what the latest AKS release, or one, says about Windows',
  example: 'release 2026-07-17',
  run: ({ context, words: [tag = null] }) => answerRelease(readRelease(context, tag)),
};

export const retirementsCommand: Query = {
  name: 'retirements',
  does: 'what ends on Windows, when, and which of your pools it concerns',
  run: ({ context, offset }) => answerRetirements(assessFleet(context).endsAhead(), dayOf(context.clock.now()), offset),
};

export const holdCommand: Change = {
  name: 'hold',
  usage: 'VERSION [why]',
  does: 'put a known bad image on hold: nobody is reminded to take it',
  example: 'hold 20348.5386.260715',
  run: async (request) => {
    const { context, access, actor, words } = request;
    const [wanted = '', ...why] = words;
    const described = describeImage(context, wanted);
    const { image, pools } = described;
    await access.ensureMayChange(actor, []);
    ensureNotHeld(described);
    const reason = why.join(' ').trim();
    if (reason === '')
      return {
        id: 'image.hold',
        title: 'Hold an image',
        submit: 'Hold',
        metadata: { version: image.version },
        parts: [
          line(plain(`Nobody is reminded to take ${toLiteral(image.version, 60)} until the next image of its OS SKU.`)),
          textField('reason', 'What is wrong with it', { multiline: true, most: 500 }),
          textField('url', 'Link', {
            hint: 'An issue or an incident.',
            optional: true,
            placeholder: 'https://',
            most: 1000,
          }),
        ],
      };
    const url = why.map((word) => word.replace(/^<|>$|\|.*$/g, '')).find((word) => /^https?:\/\//.test(word)) ?? null;
    const { auditId } = holdImage(context, actor, { version: image.version, reason, url });
    const runs = `Run by ${countOf(pools.length, 'registered node pool')}.`;
    return answerChange(auditId, `${image.version} is on hold: nobody is reminded to take it. ${runs}`);
  },
};

export const holdImageView: FormHandler = async ({ context, access, actor, state, metadata }) => {
  const reason = state.text('reason');
  const url = state.text('url');
  const isLink = url === '' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  if (reason === '' || !isLink) {
    return {
      problems: {
        ...(reason === '' ? { reason: 'Say what is wrong with it.' } : {}),
        ...(isLink ? {} : { url: 'A link starts with https:// or http://.' }),
      },
    };
  }
  const { image } = describeImage(context, readText(metadata, 'version'));
  await access.ensureMayChange(actor, []);
  return {
    change: () => {
      const { auditId } = holdImage(context, actor, { version: image.version, reason, url: url || null });
      return answerChange(auditId, `${image.version} is on hold: nobody is reminded to take it.`);
    },
  };
};

/** The newest image of every OS SKU, or the images of one, newest first. */
export function answerImages(
  images: readonly NodeImage[],
  isOfOneSku: boolean,
  holds: readonly Hold[],
  offset: number,
): Answer {
  const held = new Set(holds.map(({ scope }) => scope.version));
  const [first] = images;
  const what =
    first && isOfOneSku
      ? `${titleOfOsSku(first.osSku)}: ${countOf(images.length, 'image')}, newest first`
      : 'The newest Windows node images';
  return answerList({
    headline: first ? `${what}.` : 'No Windows node image is known yet.',
    ...pageOf(images, offset, (image) => spansOfNodeImage(image, held.has(image.version))),
  });
}

/** `Windows Server 2022 20348.5386.260715 built 15 Jul 2026, announced in release 2026-07-17 · security update KB5065432 · what is in it`. */
function spansOfNodeImage(image: NodeImage, isHeld: boolean): Span[] {
  const { announcedIn, announcementUrl, state } = image;
  return spansOfImage(
    image,
    plain(`${state === 'withdrawn' ? ', withdrawn' : ''}${isHeld ? ', ON HOLD' : ''}`),
    ...(announcedIn ? [plain(', announced in release '), link(announcementUrl, announcedIn)] : []),
  );
}

const POOLS_NAMED = 6;

export function answerImage({ image, note, hold, spread, pools }: ImageDescription): Answer {
  const names = pools
    .slice(0, POOLS_NAMED)
    .map(({ cluster, nodePool }) => nameOfPool({ cluster: titleOf(cluster), nodePool: nodePool.name }));
  const runs =
    pools.length > 0
      ? `${countOf(pools.length, 'node pool')} ${pools.length === 1 ? 'runs' : 'run'} it: ${joinWords(names, POOLS_NAMED, pools.length)}`
      : 'No registered node pool runs it';
  const state = { newest: 'the newest of its OS SKU', superseded: 'superseded by a newer one', withdrawn: 'withdrawn' };
  return answerList({
    headline: `${toLiteral(image.version, 60)} is ${state[image.state]}${hold ? ' and on hold' : ''}. ${runs}.`,
    items: [
      spansOfNodeImage(image, hold !== null),
      ...(hold ? [[plain(`On hold: ${toLiteral(hold.reason, 300)} (${toLiteral(hold.actor.name, 60)})`)]] : []),
      ...(spread ? [[plain(describeSpread(spread))]] : []),
      ...(image.announcedAs ? [[plain(`The note calls it ${toLiteral(image.announcedAs, 60)} by mistake`)]] : []),
      ...(note ? spansOfNote(note) : [[plain('Its notes file has not been read yet')]]),
    ],
  });
}

/** `In 41 of 77 regions, the first since 28 Jul 2026 (release tracker, as of …)`. Literal. */
function describeSpread({ regions, of, firstOn, asOf }: ImageSpread): string {
  const first = firstOn === null ? '' : `, the first since ${formatDate(firstOn)}`;
  const count =
    regions === 0 ? `In none of ${countOf(of, 'region')} yet` : `In ${regions} of ${countOf(of, 'region')}${first}`;
  return `${count} (release tracker, as of ${formatDate(asOf)})`;
}

function spansOfNote(note: VhdNote): Span[][] {
  const kbs = note.kbs.map(({ id }) => toLiteral(id, 20));
  const bases = note.baseImages.map(({ repository, tag }) => `${repository}:${toLiteral(tag, 40)}`);
  return [
    ...(note.osVersion ? [[plain('Windows '), code(toLiteral(note.osVersion, 40))]] : []),
    ...(kbs.length > 0 ? [[plain(`Updates: ${joinWords(kbs, 12)}`)]] : []),
    ...(note.runtime ? [[plain(`${note.runtime} ${toLiteral(note.runtimeVersion ?? '', 40)}`)]] : []),
    ...(bases.length > 0 ? [[plain(`Cached base images: ${joinWords(bases, 8)}`)]] : []),
    ...(note.cachedKubernetes.length > 0
      ? [[plain(`Cached Kubernetes: ${joinLiteral(note.cachedKubernetes, 30, 12)}`)]]
      : []),
  ];
}

function answerDiff(diff: VhdNoteDiff): Answer {
  const differences = listDifferences(diff);
  const what = `${toLiteral(diff.from ?? 'the older image', 60)} → ${toLiteral(diff.to ?? 'the newer image', 60)}`;
  const uncompared = sayUncompared(diff);
  return answerList({
    headline: `${what}: ${differences.length === 0 ? 'no difference that the notes files tell of' : 'what changed'}.`,
    items: differences.map((one) => [plain(sayDifference(one))]),
    ...(uncompared === '' ? {} : { foot: [plain(toLiteral(uncompared, 600))] }),
  });
}

const NAMES_SHOWN = 12;

/** `Windows: A → B`, `Windows updates: KB1 added, KB2 gone`. Literal. */
function sayDifference({ what, before, after, kind }: ImageDifference): string {
  const [old, present] = [before, after].map((names) => joinLiteral(names, 80, NAMES_SHOWN));
  if (kind === 'value') return `${what}: ${old} → ${present}`;
  if (kind === 'content') return `${what}: ${present}`;
  const changes = [...(after.length > 0 ? [`${present} added`] : []), ...(before.length > 0 ? [`${old} gone`] : [])];
  return `${what}: ${changes.join('; ')}`;
}

function answerRelease({ release, edited, vanished, images, retirements }: ReleaseDescription): Answer {
  const found = [
    ...(images.length > 0 ? [countOf(images.length, 'Windows node image')] : []),
    ...(retirements.length > 0 ? [countOf(retirements.length, 'Windows retirement')] : []),
  ];
  const marks = `${edited ? ' · edited since it was first read' : ''}${vanished ? ' · withdrawn' : ''}`;
  const published = release.publishedAt ? [plain(', published '), instant(release.publishedAt)] : [];
  return answerList({
    headline: `AKS release ${toLiteral(release.tag, 60)}: ${found.length > 0 ? joinWords(found) : 'nothing about Windows'}.`,
    items: [...images.map((image) => spansOfNodeImage(image, false)), ...retirements.map(spansOfStatement)],
    foot: [link(release.url, `AKS release ${release.tag}`), ...published, plain(marks)],
  });
}

function spansOfStatement(retirement: ReleaseDescription['retirements'][number]): Span[] {
  const text = sayRetirement({ ...retirement, pools: [] });
  return [bold(text), plain(` · “${toLiteral(retirement.quote, 250)}” · `), link(retirement.url, 'source')];
}

/** What ends on Windows from today on, soonest first, with the days left and the registered pools it concerns. */
function answerRetirements(all: readonly NewsRetirement[], today: string, offset: number): Answer {
  const ahead = withoutForeignMinors(all);
  const [next] = ahead;
  const foreign = all.length - ahead.length;
  const point = next
    ? `${countOf(ahead.length, 'retirement')} ahead; next: ${sayRetirement(next)}`
    : 'No retirement ahead is known';
  return answerList({
    headline: `${point}.`,
    ...pageOf(ahead, offset, (one) => spansOfRetirement(one, today)),
    foot: [
      plain(
        `As of ${formatDate(today)}.${foreign > 0 ? ` ${foreign} more of Kubernetes minors that no pool runs.` : ''}`,
      ),
    ],
  });
}

/** `Windows Server 2022 retires on 30 Jun 2028 (586 days left) · concerns a/b and 3 more · source`. */
export function spansOfRetirement(retirement: NewsRetirement, today: string): Span[] {
  const { date, pools, url } = retirement;
  const left = date === null ? '' : ` (${sayDaysLeft(Math.max(0, daysBetween(today, lastDayOf(date))))})`;
  const concerned = describeConcerned(pools);
  return [bold(sayRetirement(retirement)), plain(`${left}${concerned && ` · ${concerned}`} · `), link(url, 'source')];
}
