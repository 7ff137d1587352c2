import type { ImageDescription } from '../../../app/images/describe-image.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { ImageSpread } from '../../../domain/catalogue.ts';
import type { VhdNote } from '../../../domain/vhd-note.ts';
import { code, plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { nameOfPool } from '../../../messages/pool-words.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { spansOfNodeImage } from './answer-images.ts';
import { answerList } from './answer-list.ts';

/** One image: where it was announced, what is in it, who runs it, and whether it is held. */
export function answerImage({ image, note, hold, spread, pools }: ImageDescription): Answer {
  const names = pools
    .slice(0, 6)
    .map(({ cluster, nodePool }) => nameOfPool({ cluster: cluster.name, nodePool: nodePool.name }));
  if (pools.length > names.length) names.push(countOf(pools.length - names.length, 'other pool'));
  const runs =
    pools.length > 0
      ? `${countOf(pools.length, 'node pool')} run it: ${joinWords(names)}`
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
      ? [
          [
            plain(
              `Cached Kubernetes: ${joinWords(
                note.cachedKubernetes.map((one) => toLiteral(one, 30)),
                12,
              )}`,
            ),
          ],
        ]
      : []),
  ];
}
