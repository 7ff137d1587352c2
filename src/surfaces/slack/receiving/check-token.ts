import type { webApi } from '@slack/bolt';
import { AppError } from '../../../domain/app-error.ts';
import { classifySlackFailure } from '../sender/classify-slack-failure.ts';
import { wait } from '../sender/create-paced-sender.ts';
import type { SlackWorkspace } from '../slack-dependencies.ts';

const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000];

/**
 * Asks Slack whom the bot token belongs to.
 * @throws AppError `invalid_config` for a token that Slack refuses, `unavailable` when Slack cannot be asked
 */
export async function checkBotToken(client: webApi.WebClient): Promise<SlackWorkspace> {
  return tryToStart(
    async () => {
      const answer = await client.auth.test();
      const botUserId = answer.user_id ?? 'U0UNKNOWN';
      return {
        teamId: answer.team_id ?? null,
        enterpriseId: answer.enterprise_id ?? null,
        isOrgWide: answer.is_enterprise_install === true,
        botId: answer.bot_id ?? botUserId,
        botUserId,
      };
    },
    'SLACK_BOT_TOKEN',
    'copy the bot token (xoxb-…) from "OAuth & Permissions" of the app',
  );
}

/**
 * Does something that the start depends on, again where Slack only had a hiccup.
 * @throws AppError `invalid_config`, `unavailable` that names the setting
 */
export async function tryToStart<T>(attempt: () => Promise<T>, setting: string, remedy: string): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (classifySlackFailure(error).kind === 'refused') throw describeStartFailure(error, setting, remedy);
      await wait(pauseMs);
    }
  }
  try {
    return await attempt();
  } catch (error) {
    throw describeStartFailure(error, setting, remedy);
  }
}

/** One sentence about why Slack cannot be used, that names the setting. */
function describeStartFailure(error: unknown, setting: string, remedy: string): AppError {
  const failure = classifySlackFailure(error);
  if (failure.kind === 'refused') {
    return new AppError('invalid_config', `Slack refuses ${setting} (${failure.reason}): ${remedy}.`);
  }
  const reason = failure.kind === 'rate-limited' ? 'rate limited' : failure.reason;
  return new AppError(
    'unavailable',
    `Slack cannot be asked about ${setting} (${reason}): check the network and SLACK_API_URL; it is tried again.`,
  );
}
