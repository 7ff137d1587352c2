import type { VhdBaseImage, VhdFactChange, VhdNoteDiff } from '../../../domain/vhd-note.ts';
import { plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';

/** What changed from one image to another. */
export function answerDiff(diff: VhdNoteDiff): Answer {
  const items = listDifferences(diff);
  const what = `${toLiteral(diff.from ?? 'the older image', 60)} → ${toLiteral(diff.to ?? 'the newer image', 60)}`;
  return answerList({
    headline: items.length === 0 ? `${what}: the notes files tell no difference.` : `What changed, ${what}:`,
    items,
  });
}

function listDifferences(diff: VhdNoteDiff): Span[][] {
  return [
    ...sayChange('Windows', diff.osVersion),
    ...sayChange('Cumulative update', diff.cumulativeUpdate),
    ...sayChange('Container runtime', diff.runtime),
    ...sayList(
      'Updates added',
      diff.kbsAdded.map(({ id }) => id),
    ),
    ...sayList(
      'Updates gone',
      diff.kbsRemoved.map(({ id }) => id),
    ),
    ...sayList('Base images added', diff.baseImagesAdded.map(nameOfBase)),
    ...sayList('Base images rebuilt', diff.baseImagesUpdated.map(nameOfBase)),
    ...sayList('Base images gone', diff.baseImagesRemoved.map(nameOfBase)),
    ...sayList('Kubernetes added to the cache', diff.cachedKubernetesAdded),
    ...sayList('Kubernetes gone from the cache', diff.cachedKubernetesRemoved),
  ];
}

function sayChange(what: string, change: VhdFactChange | null): Span[][] {
  if (change === null) return [];
  return [[plain(`${what}: ${toLiteral(change.from ?? 'not told', 80)} → ${toLiteral(change.to ?? 'not told', 80)}`)]];
}

function sayList(what: string, names: readonly string[]): Span[][] {
  if (names.length === 0) return [];
  return [
    [
      plain(
        `${what}: ${joinWords(
          names
            .slice(0, 13)
            .map((name) => toLiteral(name, 60))
            .concat(names.slice(13)),
          12,
        )}`,
      ),
    ],
  ];
}

function nameOfBase({ repository, tag }: VhdBaseImage): string {
  return `${repository}:${tag}`;
}
