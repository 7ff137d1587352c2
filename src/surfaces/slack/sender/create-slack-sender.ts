import type { webApi } from '@slack/bolt';
import type { Clock } from '../../../domain/clock.ts';
import type { Logger } from '../../../domain/logger.ts';
import type { OutgoingMessage, Sender, SendOutcome } from '../../../domain/sender.ts';
import { renderSendable } from '../messages/render-sendable.ts';
import { type SlackMessage, TABLE_DETAILS, type TableDetail } from '../messages/slack-message.ts';
import { classifySlackFailure } from './classify-slack-failure.ts';
import { createSlackClient, type SlackClientOptions } from './create-slack-client.ts';
import { describeFailedLook, findPostedMessage, type OwnIdentity } from './find-posted-message.ts';
import { metadataOf } from './message-metadata.ts';
import { wait } from './wait.ts';

/** What a Slack sender needs; `sleep` resolves after so many milliseconds. */
export interface SlackSenderOptions extends SlackClientOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Between a refused call and the next in the same channel, as between two messages. */
const RECOVERY_PAUSE_MS = 1_020;

/**
 * Posts to Slack. Nothing it returns or logs quotes a token, an answer's body or a URL, and nothing throws.
 * `update` reports a message that cannot be changed any more as `refused` with scope `payload` and the reason
 * `message_not_found`, `cant_update_message` or `edit_window_closed`: post it afresh.
 */
export function createSlackSender(options: SlackSenderOptions): Sender {
  const { logger, clock, sleep = wait } = options;
  const client = createSlackClient(options);
  const findIdentity = rememberIdentity(client);

  async function call(method: string, args: Record<string, unknown>): Promise<SendOutcome> {
    const startedAt = clock.now().getTime();
    const outcome = await client.apiCall(method, args).then(outcomeOf, classifySlackFailure);
    const fields = { method, channel: args['channel'], ...outcome, tookMs: clock.now().getTime() - startedAt };
    if (outcome.kind === 'delivered') logger.debug('Slack took a message', fields);
    else logger.warn('Slack did not take a message', fields);
    return outcome;
  }

  /** `null` for content that cannot be rendered: an outbox row of another version is no reason to stop sending. */
  function render({ content, plainText }: OutgoingMessage, detail: TableDetail): SlackMessage | null {
    try {
      const { message, problems } = renderSendable(content, detail, plainText);
      if (problems.length > 0)
        logger.error('A message breaks the limits of Slack; sending its text only', { problems });
      return message;
    } catch (error) {
      logger.error('A notification could not be rendered', { kind: content.kind, error });
      return null;
    }
  }

  async function send(message: OutgoingMessage, put: (rendered: SlackMessage) => Promise<SendOutcome>) {
    let outcome: SendOutcome = { kind: 'refused', scope: 'payload', reason: 'not_renderable' };
    for (const [index, detail] of TABLE_DETAILS.entries()) {
      if (index > 0) await sleep(RECOVERY_PAUSE_MS);
      const rendered = render(message, detail);
      if (!rendered) break;
      outcome = await put(rendered);
      if (!hasTable(rendered) || !refusesBlocks(outcome)) break;
    }
    return outcome;
  }

  return {
    post: (message) => send(message, (rendered) => call('chat.postMessage', postArguments(message, rendered))),
    update: (message, ts) => send(message, (rendered) => call('chat.update', updateArguments(message, rendered, ts))),
    find: async (channel, key, since, threadTs) => {
      const query = { channel, key, since, ...(threadTs === undefined ? {} : { threadTs }) };
      return findIdentity()
        .then((own) => findPostedMessage(client, own, query))
        .catch(describeFailedLook);
    },
  };
}

function postArguments(message: OutgoingMessage, rendered: SlackMessage): Record<string, unknown> {
  return {
    ...bodyOf(message, rendered),
    metadata: metadataOf(message.key),
    unfurl_links: false,
    unfurl_media: false,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
}

/** Leaves the metadata alone: the message keeps the key it was posted with. */
function updateArguments(message: OutgoingMessage, rendered: SlackMessage, ts: string): Record<string, unknown> {
  return { ...bodyOf(message, rendered), blocks: rendered.blocks, ts };
}

/** `parse` is said because `chat.update` by default turns words of the text into links and mentions. */
function bodyOf({ channel }: OutgoingMessage, { text, blocks }: SlackMessage): Record<string, unknown> {
  return { channel, text, parse: 'none', ...(blocks.length > 0 ? { blocks } : {}) };
}

function outcomeOf(result: webApi.WebAPICallResult): SendOutcome {
  const { ts } = result as { readonly ts?: unknown };
  return typeof ts === 'string' && ts ? { kind: 'delivered', ts } : { kind: 'ambiguous', reason: 'malformed_answer' };
}

function hasTable({ blocks }: SlackMessage): boolean {
  return blocks.some((block) => block.type === 'data_table' || block.type === 'table');
}

function refusesBlocks(outcome: SendOutcome): boolean {
  return outcome.kind === 'refused' && /^invalid_(blocks|blocks_format|attachments)$/.test(outcome.reason);
}

/** Asks who the token is once; a failed answer is asked again next time. */
function rememberIdentity(client: webApi.WebClient): () => Promise<OwnIdentity> {
  let known: OwnIdentity | null = null;
  return async () => {
    if (known) return known;
    const answer: webApi.AuthTestResponse = await client.auth.test();
    const { bot_id: botId, user_id: userId } = answer;
    known = { botId: botId ?? null, userId: userId ?? null };
    return known;
  };
}
