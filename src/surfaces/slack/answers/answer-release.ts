import type { ReleaseDescription } from '../../../app/images/read-release.ts';
import { bold, link, plain, type Span } from '../messages/block-elements.ts';
import { countOf, joinWords } from '../messages/count-words.ts';
import { describeRetirement } from '../messages/describe-retirement.ts';
import { slackDate, toLiteral } from '../messages/escape-text.ts';
import { linkMrkdwn } from '../messages/web-link.ts';
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
  const published = release.publishedAt ? `, published ${slackDate(release.publishedAt)}` : '';
  return answerList({
    headline: `AKS release ${toLiteral(release.tag, 60)}: ${found.length > 0 ? joinWords(found) : 'nothing about Windows'}.`,
    items: [...images.map((image) => spansOfNodeImage(image, false)), ...retirements.map(spansOfStatement)],
    foot: `${linkMrkdwn(release.url, `AKS release ${release.tag}`)}${published}${marks}`,
  });
}

function spansOfStatement(retirement: ReleaseDescription['retirements'][number]): Span[] {
  const text = describeRetirement({ ...retirement, pools: [] });
  return [bold(text), plain(` · “${toLiteral(retirement.quote, 250)}” · `), link(retirement.url, 'source')];
}
