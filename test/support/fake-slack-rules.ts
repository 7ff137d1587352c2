/**
 * What Slack refuses about a message, written from Slack's published limits and on purpose *not* shared with the
 * product's own validator: a limit misread there would otherwise be confirmed here.
 */

type Json = Record<string, unknown>;

const MESSAGE_BLOCKS = new Set([
  'actions',
  'card',
  'carousel',
  'container',
  'context',
  'context_actions',
  'data_table',
  'data_visualization',
  'divider',
  'header',
  'image',
  'input',
  'markdown',
  'plan',
  'rich_text',
  'section',
  'table',
  'task_card',
  'video',
]);

/** The refusal of a message, as `ok:false` answers carry it. */
export interface Refusal {
  readonly error: string;
  readonly messages?: readonly string[];
}

/** Why Slack would refuse these `blocks` (the raw argument); `null` when it takes them. */
export function refusalOfBlocks(raw: unknown, refusedTypes: readonly string[]): Refusal | null {
  const blocks = typeof raw === 'string' ? parseJson(raw) : raw;
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  if (blocks.length > 50) return invalid('/blocks', 'no more than 50 items allowed');
  for (const [index, block] of blocks.entries()) {
    const problem = problemOfBlock(block as Json, refusedTypes);
    if (problem) return invalid(`/blocks/${index}`, problem);
  }
  const tables = blocks.filter((block) => block.type === 'table');
  if (tables.length > 1) return { error: 'invalid_attachments', messages: ['only_one_table_allowed'] };
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) return invalid('/blocks', 'block_id must be unique');
  if (countText(blocks) > 12_000) return { error: 'msg_blocks_too_long' };
  return null;
}

/** Everybody that a message would ping by itself: must be empty for our messages. A link to a channel pings nobody. */
export function pingsOf(text: string, blocks: unknown, linkNames: boolean): string[] {
  const found = mentionsIn(text, linkNames);
  walk(blocks, (node) => {
    if (['broadcast', 'user', 'usergroup'].includes(String(node['type']))) found.push(JSON.stringify(node));
    if (node['type'] === 'mrkdwn') found.push(...mentionsIn(String(node['text']), node['verbatim'] !== true));
  });
  return found;
}

function mentionsIn(text: string, parsesNames: boolean): string[] {
  const escaped = text.match(/<(?:!(?!date)|@|#)[^>]*>/g) ?? [];
  const bare = parsesNames ? (text.match(/@(?:here|channel|everyone)\b/g) ?? []) : [];
  return [...escaped, ...bare];
}

function problemOfBlock(block: Json | null, refusedTypes: readonly string[]): string | null {
  const type = String(block?.['type']);
  if (!block || !MESSAGE_BLOCKS.has(type)) return `unsupported type: ${type}`;
  if (refusedTypes.includes(type)) return `unsupported type: ${type}`;
  if (type === 'header' && lengthOf((block['text'] as Json)?.['text']) > 150) return 'must be less than 151 characters';
  if (type === 'section' && !block['text'] && !Array.isArray(block['fields'])) return 'text or fields required';
  if (type === 'context' && sizeOf(block['elements']) > 10) return 'no more than 10 items allowed';
  if (type === 'actions' && sizeOf(block['elements']) > 25) return 'no more than 25 items allowed';
  if (type === 'table' || type === 'data_table') return problemOfTable(block, type);
  return problemOfTexts(block);
}

function problemOfTable(block: Json, type: string): string | null {
  const rows = block['rows'] as Json[][];
  if (!Array.isArray(rows) || rows.length < (type === 'table' ? 1 : 2)) return 'rows missing';
  if (rows.length > (type === 'table' ? 100 : 101)) return 'too many rows';
  if (type === 'data_table' && !lengthOf(block['caption'])) return 'caption required';
  const width = rows[0]?.length ?? 0;
  if (width < 1 || width > 20 || rows.some((row) => row.length !== width))
    return 'rows must be of equal length, 1 to 20';
  if (countText(rows) > 10_000) return 'too many characters in table';
  return problemOfTexts(block);
}

function problemOfTexts(block: Json): string | null {
  let problem: string | null = null;
  walk(block, (node) => {
    const type = String(node['type']);
    if (!['plain_text', 'mrkdwn', 'text', 'raw_text'].includes(type)) return;
    const length = lengthOf(node['text']);
    if (length < 1) problem = `${type} must be more than 0 characters`;
    if (length > 3000 && type !== 'text') problem = `${type} must be less than 3001 characters`;
  });
  walk(block, (node) => {
    if (node['type'] === 'button' && lengthOf((node['text'] as Json)?.['text']) > 75) problem = 'button text too long';
    if (node['type'] === 'link' && !/^https?:\/\//.test(String(node['url']))) problem = 'invalid url';
  });
  return problem;
}

function invalid(pointer: string, problem: string): Refusal {
  return { error: 'invalid_blocks', messages: [`[ERROR] ${problem} [json-pointer:${pointer}]`] };
}

function countText(node: unknown): number {
  let total = 0;
  walk(node, (item) => {
    if (typeof item['text'] === 'string') total += item['text'].length;
    if (item['type'] === 'link') total += String(item['url']).length;
  });
  return total;
}

function walk(node: unknown, visit: (node: Json) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  visit(node as Json);
  for (const value of Object.values(node)) walk(value, visit);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}

function sizeOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
