import type { ImageHoldNotice } from '../../../domain/notification.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { bold, link, paragraph, plain, quote, richText } from './block-elements.ts';
import { composeText } from './compose-text.ts';
import { countOf, joinWords } from './count-words.ts';
import { nameOfPool } from './describe-pool.ts';
import { toLiteral, toMrkdwn } from './escape-text.ts';
import type { SlackMessage } from './slack-message.ts';
import { linkMrkdwn } from './web-link.ts';

const POOLS_SHOWN = 8;

/** Tells those who run a known bad image what is wrong with it. Reason, name and link are text from outside. */
export function renderImageHold(notice: ImageHoldNotice): SlackMessage {
  const { osSku, version, pools, url } = notice;
  const image = `${titleOfOsSku(osSku)} ${toLiteral(version, 60)}`;
  const point = `${image} is held as a bad image, and ${countOf(pools.length, 'node pool')} here ${pools.length === 1 ? 'runs' : 'run'} it`;
  const where = joinWords(pools.map(nameOfPool), POOLS_SHOWN);
  const rest = `Held by ${toLiteral(notice.by, 80)}; nobody is reminded to take it until the next image comes.`;
  const block = richText(
    paragraph(bold(`${point}.`), plain(` ${where}`)),
    quote(notice.reason),
    paragraph(plain(rest), ...(url ? [plain(' '), link(url, 'Read about it')] : [])),
  );
  const text = composeText([
    toMrkdwn(`${point}: ${where}`, 900),
    toMrkdwn(notice.reason, 600),
    toMrkdwn(rest),
    ...(url ? [linkMrkdwn(url, 'Read about it')] : []),
  ]);
  return { text, blocks: [block] };
}
