import type { SlackTokenReport } from '../../../app/app-context.ts';
import { classifySlackFailure } from './classify-slack-failure.ts';
import { createSlackClient, type SlackClientOptions } from './create-slack-client.ts';

/** Asks Slack once whom a bot token belongs to and what it may do. Never throws, and quotes nothing of the answer but names. */
export async function checkSlackToken(options: SlackClientOptions): Promise<SlackTokenReport> {
  try {
    const { team, response_metadata: metadata } = await createSlackClient(options).auth.test();
    const scopes = (metadata as { scopes?: readonly string[] } | undefined)?.scopes ?? [];
    return { kind: 'accepted', workspace: (team ?? 'a workspace').slice(0, 80), scopes };
  } catch (error) {
    const failure = classifySlackFailure(error);
    if (failure.kind === 'refused') return { kind: 'refused', reason: failure.reason };
    return { kind: 'unreachable', reason: failure.kind === 'rate-limited' ? 'rate limited' : failure.reason };
  }
}
