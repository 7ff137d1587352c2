import { pingsOf } from './fake-slack-rules.ts';

/**
 * What Slack refuses about a modal or Home tab, from its published limits; on purpose not shared with the product.
 */

type Json = Record<string, unknown>;

const DISPLAY = ['header', 'section', 'context', 'divider', 'rich_text', 'actions', 'image'];

/** Problems of a view as Slack would name them; empty when it would take it. */
export function problemsOfView(view: unknown): string[] {
  const { type, title, submit, close, blocks, private_metadata: metadata, callback_id: callbackId } = view as Json;
  const problems: string[] = [];
  if (type !== 'modal' && type !== 'home') problems.push('type');
  if (type === 'modal') {
    for (const text of [title, submit, close])
      if (text !== undefined && !isText(text, 24)) problems.push('title, submit or close');
    if (!isText(title, 24)) problems.push('title missing');
  }
  if (String(metadata ?? '').length > 3000 || String(callbackId ?? '').length > 255) problems.push('private_metadata');
  const list = Array.isArray(blocks) ? (blocks as Json[]) : [];
  if (list.length < 1 || list.length > 100) problems.push(`${list.length} blocks`);
  const ids = list.map((block) => block['block_id']).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) problems.push('block_id twice');
  if (list.some((block) => block['type'] === 'input') && submit === undefined) problems.push('input without submit');
  for (const block of list) problems.push(...problemsOfBlock(block, String(type)));
  const pings = pingsOf('', list, false);
  return [...problems, ...pings.map((ping) => `ping: ${ping}`)];
}

function problemsOfBlock(block: Json, surface: string): string[] {
  const problems: string[] = [];
  const type = String(block['type']);
  if (type === 'input') {
    if (surface === 'home') problems.push('input on home');
    if (!isText(block['label'], 2000)) problems.push('label');
    if (block['hint'] !== undefined && !isText(block['hint'], 2000)) problems.push('hint');
    problems.push(...problemsOfElement(block['element'] as Json));
  } else if (!DISPLAY.includes(type)) problems.push(`block ${type}`);
  if (type === 'actions') {
    const elements = block['elements'] as Json[];
    if (elements.length < 1 || elements.length > 25) problems.push('actions');
    if (new Set(elements.map((one) => one['action_id'])).size !== elements.length) problems.push('action_id twice');
    for (const element of elements) problems.push(...problemsOfElement(element));
  }
  if (type === 'header' && !isText(block['text'], 150)) problems.push('header');
  walk(block, (node) => {
    if (typeof node['text'] === 'string' && (node['text'].length < 1 || node['text'].length > 3000))
      problems.push('text length');
    if (node['type'] === 'mrkdwn' && node['verbatim'] !== true) problems.push('mrkdwn not verbatim');
  });
  return problems;
}

function problemsOfElement(element: Json): string[] {
  const problems: string[] = [];
  const { type, action_id: id, options, max_length: most, initial_value: initial, value } = element;
  if (typeof id !== 'string' || id.length < 1 || id.length > 255) problems.push('action_id');
  if (type === 'button' && (!isText(element['text'], 75) || String(value ?? 'x').length > 2000))
    problems.push('button');
  if (type === 'plain_text_input') {
    if (Number(most) > 3000) problems.push('max_length');
    if (initial !== undefined && (String(initial).length > Number(most) || String(initial) === ''))
      problems.push('initial_value');
  }
  if (options !== undefined) {
    const list = options as Json[];
    const limit = type === 'checkboxes' ? 10 : 100;
    if (list.length < 1 || list.length > limit) problems.push(`${list.length} options`);
    for (const option of list) if (!isOption(option)) problems.push('option');
    const chosen = [element['initial_option'], ...((element['initial_options'] as Json[]) ?? [])].filter(Boolean);
    for (const one of chosen) {
      if (!list.some((option) => JSON.stringify(option) === JSON.stringify(one)))
        problems.push('initial option is none');
    }
  }
  return problems;
}

/** True for an option of a list, as Slack takes it. */
export function isOption(option: Json): boolean {
  const length = String(option['value']).length;
  return isText(option['text'], 75) && length >= 1 && length <= 150;
}

function isText(node: unknown, most: number): boolean {
  const { type, text } = (node ?? {}) as Json;
  return type === 'plain_text' && typeof text === 'string' && text.length >= 1 && text.length <= most;
}

function walk(node: unknown, visit: (node: Json) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  visit(node as Json);
  for (const value of Object.values(node)) walk(value, visit);
}
