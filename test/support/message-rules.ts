import { isChannelId } from '../../src/domain/channel-subscription.ts';
import { isUserId } from '../../src/domain/cluster-ownership.ts';
import {
  countBlockText,
  MOST_BLOCK_TEXT,
  MOST_BLOCKS,
  type SlackMessage,
} from '../../src/surfaces/slack/messages/card-blocks.ts';
import type { Json } from '../../src/surfaces/slack/read-payload.ts';

/** Where a limit is broken, `/blocks/3/elements/0: …`; never quotes the content. */
type Report = (problem: string) => unknown;

const MOST_TEXT = 4_000;

/**
 * Everything Slack would refuse or split about a message, as `pointer: problem` lines; empty when it is fine.
 * Knows the blocks that messages may carry; a type it does not know is a problem.
 */
export function validateMessage(message: SlackMessage): string[] {
  const problems: string[] = [];
  checkLength(message.text, MOST_TEXT, (problem) => problems.push(`/text: ${problem}`));
  const { blocks } = message;
  if (blocks.length > MOST_BLOCKS) problems.push(`/blocks: ${blocks.length} blocks, at most ${MOST_BLOCKS}`);
  const size = countBlockText(blocks);
  if (size > MOST_BLOCK_TEXT) problems.push(`/blocks: ${size} characters, at most ${MOST_BLOCK_TEXT}`);
  checkUnique(blocks, 'block_id', (problem) => problems.push(`/blocks: ${problem}`));
  const tables = blocks.filter((block) => block.type === 'table' || block.type === 'data_table');
  if (tables.length > 1) problems.push('/blocks: more than one table');
  for (const [index, block] of blocks.entries()) walk(block, `/blocks/${index}`, problems);
  return problems;
}

const CHECKS: Readonly<Record<string, (node: Json, report: Report) => void>> = {
  header: ({ text }, report) => checkLength(textOf(text), 150, report),
  section: checkSection,
  context: ({ elements }, report) => checkSize(elements, 10, report),
  actions: checkActions,
  divider: () => undefined,
  image: checkImage,
  rich_text: ({ elements }, report) => checkSize(elements, 1000, report),
  rich_text_section: ({ elements }, report) => checkSize(elements, 1000, report),
  rich_text_list: ({ elements }, report) => checkSize(elements, 1000, report),
  rich_text_quote: ({ elements }, report) => checkSize(elements, 1000, report),
  rich_text_preformatted: ({ elements }, report) => checkSize(elements, 1000, report),
  table: (node, report) => checkTable(node, 100, report),
  data_table: checkDataTable,
  text: ({ text }, report) => checkLength(text, Number.POSITIVE_INFINITY, report),
  raw_text: ({ text }, report) => checkLength(text, 3000, report),
  raw_number: ({ value, text }, report) => {
    if (!Number.isFinite(value)) report('value is no number');
    checkLength(text, 3000, report);
  },
  plain_text: ({ text }, report) => checkLength(text, 3000, report),
  mrkdwn: checkMrkdwn,
  link: ({ url }, report) => checkUrl(url, report),
  emoji: ({ name }, report) => checkLength(name, 100, report),
  user: ({ user_id: id }, report) => {
    if (!isUserId(String(id))) report('user_id is no person');
  },
  channel: ({ channel_id: id }, report) => {
    if (typeof id !== 'string' || !isChannelId(id)) report('channel_id is no channel');
  },
  date: ({ timestamp }, report) => {
    if (!Number.isInteger(timestamp)) report('timestamp is no whole number');
  },
  button: checkButton,
};

function walk(node: unknown, pointer: string, problems: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) checkNode(node as Json, pointer, problems);
  for (const [key, value] of Object.entries(node)) walk(value, `${pointer}/${key}`, problems);
}

function checkNode(node: Json, pointer: string, problems: string[]): void {
  const report: Report = (problem) => problems.push(`${pointer}: ${problem}`);
  for (const id of ['block_id', 'action_id']) if (node[id] !== undefined) checkLength(node[id], 255, report);
  const type = node['type'];
  if (type === undefined) return;
  const check = typeof type === 'string' && Object.hasOwn(CHECKS, type) ? CHECKS[type] : undefined;
  if (check) check(node, report);
  else report('unknown type');
}

function checkSection({ text, fields }: Json, report: Report): void {
  if (text === undefined && fields === undefined) report('neither text nor fields');
  if (fields === undefined) return;
  checkSize(fields, 10, report);
  if (Array.isArray(fields)) for (const field of fields) checkLength(textOf(field), 2000, report);
}

function checkActions({ elements }: Json, report: Report): void {
  checkSize(elements, 25, report);
  if (Array.isArray(elements)) checkUnique(elements, 'action_id', report);
}

function checkButton({ text, value, url, accessibility_label: label }: Json, report: Report): void {
  checkLength(textOf(text), 75, report);
  if (value !== undefined) checkLength(value, 2000, report);
  if (url !== undefined) checkUrl(url, report);
  if (label !== undefined) checkLength(label, 75, report);
}

function checkImage({ alt_text: alt, title, image_url: url, slack_file: file }: Json, report: Report): void {
  checkLength(alt, 2000, report);
  if (title !== undefined) checkLength(textOf(title), 2000, report);
  if ((url === undefined) === (file === undefined)) report('not exactly one of image_url and slack_file');
  if (url !== undefined) checkUrl(url, report);
  if (file !== undefined && !isFileId((file as Json)['id'])) report('slack_file is no file of Slack');
}

function checkDataTable(node: Json, report: Report): void {
  checkTable(node, 101, report);
  checkLength(node['caption'], 3000, report);
  if (Array.isArray(node['rows']) && node['rows'].length < 2) report('no rows below the headings');
  const size = node['page_size'];
  if (size !== undefined && !(Number(size) >= 1 && Number(size) <= 100)) report('page_size must be 1 to 100');
}

function checkTable({ rows }: Json, most: number, report: Report): void {
  checkSize(rows, most, report);
  if (!Array.isArray(rows)) return;
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (width < 1 || width > 20) report(`${width} columns, must be 1 to 20`);
  if (rows.some((row) => !Array.isArray(row) || row.length !== width)) report('rows of unequal length');
}

/** Without `verbatim` Slack turns `@here` and bare names in it into mentions and links. */
function checkMrkdwn({ text, verbatim }: Json, report: Report): void {
  checkLength(text, 3000, report);
  if (verbatim !== true) report('mrkdwn that is not verbatim');
  if (typeof text === 'string' && /<(?:!(?!date\^)|@|#)/.test(text)) report('mrkdwn with a mention');
}

function checkUrl(url: unknown, report: Report): void {
  checkLength(url, 3000, report);
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) report('a link that is not http(s)');
}

function checkLength(text: unknown, most: number, report: Report): void {
  if (typeof text !== 'string') report('text is missing');
  else if (text.length < 1 || text.length > most) report(`${text.length} characters, must be 1 to ${most}`);
}

function checkSize(items: unknown, most: number, report: Report): void {
  const size = Array.isArray(items) ? items.length : 0;
  if (size < 1 || size > most) report(`${size} items, must be 1 to ${most}`);
}

function checkUnique(items: readonly unknown[], id: 'block_id' | 'action_id', report: Report): void {
  const ids = items.map((item) => (item as Json)[id]).filter((value) => value !== undefined);
  if (new Set(ids).size !== ids.length) report(`the same ${id} twice`);
}

function textOf(node: unknown): unknown {
  return (node as Json | undefined)?.['text'];
}

function isFileId(id: unknown): id is string {
  return typeof id === 'string' && /^F[A-Z0-9]{2,64}$/.test(id);
}
