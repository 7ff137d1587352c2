import type { DoctorCheck } from '../../../app/app-context.ts';
import { classifySlackFailure, reasonOf } from './classify-slack-failure.ts';
import { createSlackClient } from './create-slack-client.ts';

interface SlackToCheck {
  /** Absent: the local inbox takes the messages. */
  readonly botToken?: string | undefined;
  /** What clicks and commands come in by; absent: messages go out, and that is all. */
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly apiUrl: string;
  /** Where news goes that no other channel gets. */
  readonly channel?: string | undefined;
}

/** What each scope is for; the first is needed, the others make delivery certain. */
const SCOPES: readonly (readonly [scope: string, what: string])[] = [
  ['chat:write', 'post messages'],
  ['channels:history', 'see in public channels whether a message whose answer was lost is there'],
  ['groups:history', 'see the same in private channels'],
];
const PICTURE_SCOPE = 'files:write';
const NAME = 'Slack';

/** What `doctor` says of Slack: whether it takes the token, what that may do, and that news go nowhere in particular. Never throws. */
export async function checkSlack(slack: SlackToCheck): Promise<readonly DoctorCheck[]> {
  const { botToken, appToken, signingSecret, apiUrl, channel } = slack;
  if (botToken === undefined)
    return [{ name: NAME, result: 'ok', detail: 'SLACK_BOT_TOKEN is not set: the inbox page takes the messages' }];
  const checks = [await checkToken(botToken, apiUrl)];
  // Who wants to be told only is not to be warned for good.
  if (!appToken && !signingSecret) {
    const detail =
      'not set, nor SLACK_SIGNING_SECRET: messages are posted, but commands, buttons and the Home tab do nothing';
    checks.push({ name: 'SLACK_APP_TOKEN', result: 'ok', detail });
  }
  if (channel === undefined) {
    const detail = 'not set: release news goes only to channels that own clusters or subscribed';
    checks.push({ name: 'SLACK_CHANNEL', result: 'warning', detail });
  }
  return checks;
}

/** Asks once whom the token belongs to and what it may do; quotes nothing of the answer but names. */
async function checkToken(token: string, apiUrl: string): Promise<DoctorCheck> {
  try {
    const { team, response_metadata: metadata } = await createSlackClient({ token, apiUrl }).auth.test();
    const scopes = (metadata as { scopes?: readonly string[] } | undefined)?.scopes ?? [];
    return judgeScopes((team ?? 'a workspace').slice(0, 80), scopes);
  } catch (error) {
    const failure = classifySlackFailure(error);
    const reason = reasonOf(failure);
    const detail =
      failure.kind === 'refused'
        ? `refuses SLACK_BOT_TOKEN (${reason}): copy the bot token (xoxb-…) of the app again`
        : `cannot be asked (${reason}): check the network and SLACK_API_URL`;
    return { name: NAME, result: 'failed', detail };
  }
}

function judgeScopes(workspace: string, scopes: readonly string[]): DoctorCheck {
  const missing = SCOPES.filter(([scope]) => !scopes.includes(scope));
  if (missing.length > 0) {
    const described = missing.map(([scope, what]) => `${scope} (to ${what})`).join(', ');
    const advice = `add ${described} under "OAuth & Permissions" and install the app again`;
    if (missing.some(([scope]) => scope === 'chat:write')) return { name: NAME, result: 'failed', detail: advice };
    return { name: NAME, result: 'warning', detail: `${advice}; until then DELIVERY_WITHOUT_HISTORY decides` };
  }
  const accepted = `token accepted by ${workspace}, all scopes`;
  if (scopes.includes(PICTURE_SCOPE)) return { name: NAME, result: 'ok', detail: accepted };
  // A workspace may well refuse uploads for good: no reason to warn at every look.
  const detail = `${accepted} but ${PICTURE_SCOPE}: add it for pictures in the monthly reminders`;
  return { name: NAME, result: 'ok', detail };
}
