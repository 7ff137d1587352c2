import type { ReleaseDescription } from '../../../app/images/read-release.ts';
import { bold, instant, link, plain, type Span } from '../../../messages/card.ts';
import { describeRetirement } from '../../../messages/end-words.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { spansOfNodeImage } from './answer-images.ts';
import { answerList } from './answer-list.ts';

/** What one AKS release says about Windows. */
export function answerRelease({ release, edited, vanished, images, retirements }: ReleaseDescription): Answer {
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
  const text = describeRetirement({ ...retirement, pools: [] });
  return [bold(text), plain(` · “${toLiteral(retirement.quote, 250)}” · `), link(retirement.url, 'source')];
}
