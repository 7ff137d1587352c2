import type { ReleaseNews } from '../../../domain/notification.ts';
import { bold, context, header, paragraph, richText } from './block-elements.ts';
import { linesOfCommands } from './command-groups.ts';
import { composeText } from './compose-text.ts';
import { capitalize, countOf, formatCount, joinWords } from './count-words.ts';
import { nameOfImage } from './describe-image.ts';
import { listPoolsBehind, listPoolsWaiting } from './describe-pool.ts';
import { describeRetirement } from './describe-retirement.ts';
import { slackDate, toLiteral, toMrkdwn } from './escape-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import { groupOfPool, linesOfPools, partOfImage } from './image-parts.ts';
import { lineOfRetirement, partOfRetirement } from './retirement-parts.ts';
import type { SlackMessage } from './slack-message.ts';
import { linkMrkdwn } from './web-link.ts';
import { describeGone, linesOfWithdrawal, nameGone, partsOfWithdrawal } from './withdrawal-parts.ts';

/** The Windows part of a new or edited release: images, the pools that are behind them, retirements, the link. */
export function renderReleaseNews(news: ReleaseNews): SlackMessage {
  const { images, retirements } = news;
  const headline = describeNews(news);
  const parts = [
    { block: header(titleOf(news)), things: 0 },
    ...(images.length > 0
      ? [{ block: richText(paragraph(bold(`${capitalize(describeBehind(news))}.`))), things: 0 }]
      : []),
    ...images.map(partOfImage),
    ...retirements.map(partOfRetirement),
    ...partsOfWithdrawal(news.withdrawn),
  ];
  const text = composeText(textLines(news, headline), linesOfCommands(listPoolsBehind(images).map(groupOfPool)));
  return { text, blocks: fitBlocks(parts, [context(describeSource(news))]) };
}

function textLines(news: ReleaseNews, headline: string): string[] {
  const { images, retirements, release } = news;
  return [
    toMrkdwn(headline, 900),
    ...retirements.map(lineOfRetirement),
    ...linesOfWithdrawal(news.withdrawn),
    linkMrkdwn(release.url, `Release note ${release.tag}`),
    ...images.flatMap(linesOfPools).map((line) => toMrkdwn(line)),
  ];
}

/** Becomes a heading, so of outside text only a tag that looks like one. */
function titleOf({ images, retirements, withdrawn, edited, release }: ReleaseNews): string {
  const tag = /^[\w.-]{1,40}$/.test(release.tag) ? ` ${release.tag}` : '';
  const found = images.length > 0 ? [countOf(images.length, 'new Windows node image')] : [];
  const ends = retirements.length > 0 ? [countOf(retirements.length, 'Windows retirement')] : [];
  const what = [...found, ...ends].join(' and ') || (withdrawn ? describeGone(withdrawn) : 'Windows part changed');
  if (withdrawn?.vanished) return `AKS release${tag} was withdrawn: ${what}`;
  return edited ? `AKS release${tag} was edited: ${what}` : `${what} in AKS release${tag}`;
}

function describeNews(news: ReleaseNews): string {
  const { images, retirements } = news;
  const tag = toLiteral(news.release.tag, 60);
  const names = joinWords(images.map(nameOfImage), 8);
  const ends = joinWords(retirements.map(describeRetirement), 3);
  if (images.length === 0 && retirements.length === 0 && news.withdrawn)
    return `AKS release ${tag} ${news.withdrawn.vanished ? 'was withdrawn' : 'was edited'}: ${nameGone(news.withdrawn)}`;
  if (images.length === 0 && retirements.length === 0) return `AKS release ${tag} was edited: its Windows part changed`;
  const where = news.edited ? `AKS release ${tag}, which was edited` : `AKS release ${tag}`;
  if (images.length === 0) return `Windows retirements in ${where}: ${ends}`;
  const noun = images.length === 1 ? 'New Windows node image' : 'New Windows node images';
  return `${noun} in ${where}: ${names}; ${describeBehind(news)}${ends ? `; ${ends}` : ''}`;
}

function describeBehind({ images }: ReleaseNews): string {
  const [behind, waiting] = [listPoolsBehind(images).length, listPoolsWaiting(images).length];
  const wait = `${waiting === 1 ? 'waits' : 'wait'} for ${waiting === 1 ? 'its' : 'their'} region to have it`;
  if (behind > 0) {
    const others = waiting > 0 ? `, ${formatCount(waiting)} ${wait}` : '';
    return `${formatCount(behind)} of your node pools ${behind === 1 ? 'is' : 'are'} behind${others}`;
  }
  if (waiting > 0) return `${formatCount(waiting)} of your node pools ${wait}`;
  const registered = images.some((image) => image.pools.length > 0);
  return registered ? 'none of your node pools is behind' : 'no registered node pool uses them';
}

function describeSource({ release, edited }: ReleaseNews): string {
  const published = release.publishedAt ? `, published ${slackDate(release.publishedAt)}` : '';
  return `${linkMrkdwn(release.url, `AKS release ${release.tag}`)}${published}${edited ? ' · edited since' : ''}`;
}
