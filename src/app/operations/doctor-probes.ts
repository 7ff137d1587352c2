import type { DoctorCheck } from './doctor-check.ts';

/** What Slack says of the bot token. */
export type SlackTokenReport =
  | { readonly kind: 'accepted'; readonly workspace: string; readonly scopes: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Ways to ask what the use cases themselves never ask; given by the composition root. */
export interface DoctorProbes {
  /** What is set, without any secret: `SLACK_BOT_TOKEN set, …`. */
  readonly configuration: string;
  /** Requests left, and when there are more; `null` where the server has no limit. @throws Error with what to do */
  fetchRateLimit(): Promise<{ readonly limit: number; readonly remaining: number; readonly resetAt: string } | null>;
  /** Absent without a bot token: the local inbox takes the messages. */
  readonly checkSlackToken?: () => Promise<SlackTokenReport>;
  /** When each schedule is due next, UTC ISO text. */
  listNextRuns(): readonly { readonly name: string; readonly at: string }[];
}

const FEW_REQUESTS = 10;
/** What each scope is for; the first is needed, the others make delivery certain. */
const SCOPES: readonly (readonly [scope: string, what: string])[] = [
  ['chat:write', 'post messages'],
  ['channels:history', 'see in public channels whether a message whose answer was lost is there'],
  ['groups:history', 'see the same in private channels'],
];
const PICTURE_SCOPE = 'files:write';

/** Asks the outside. Never throws. */
export async function checkOutside(probes: DoctorProbes): Promise<readonly DoctorCheck[]> {
  return [
    { name: 'configuration', result: 'ok', detail: probes.configuration },
    await checkGitHub(probes),
    await checkSlack(probes),
    ...probes.listNextRuns().map(({ name, at }): DoctorCheck => ({ name, result: 'ok', detail: `next ${at}` })),
  ];
}

async function checkGitHub(probes: DoctorProbes): Promise<DoctorCheck> {
  const name = 'GitHub';
  try {
    const limits = await probes.fetchRateLimit();
    if (!limits) return { name, result: 'ok', detail: 'reachable, no rate limit' };
    const detail = `reachable, ${limits.remaining} of ${limits.limit} requests left until ${limits.resetAt}`;
    if (limits.remaining >= FEW_REQUESTS) return { name, result: 'ok', detail };
    return { name, result: 'warning', detail: `${detail}: set GITHUB_TOKEN, which allows 5,000 an hour` };
  } catch (error) {
    return { name, result: 'failed', detail: error instanceof Error ? error.message : 'cannot be asked' };
  }
}

async function checkSlack({ checkSlackToken }: DoctorProbes): Promise<DoctorCheck> {
  const name = 'Slack';
  if (!checkSlackToken) {
    return { name, result: 'ok', detail: 'SLACK_BOT_TOKEN is not set: the inbox page takes the messages' };
  }
  const report = await checkSlackToken();
  if (report.kind === 'refused') {
    const detail = `refuses SLACK_BOT_TOKEN (${report.reason}): copy the bot token (xoxb-…) of the app again`;
    return { name, result: 'failed', detail };
  }
  if (report.kind === 'unreachable') {
    return {
      name,
      result: 'failed',
      detail: `cannot be asked (${report.reason}): check the network and SLACK_API_URL`,
    };
  }
  return judgeScopes(name, report);
}

function judgeScopes(name: string, report: Extract<SlackTokenReport, { kind: 'accepted' }>): DoctorCheck {
  const missing = SCOPES.filter(([scope]) => !report.scopes.includes(scope));
  const described = missing.map(([scope, what]) => `${scope} (to ${what})`).join(', ');
  if (missing.length === 0) return { name, result: 'ok', detail: describeAccepted(report) };
  const advice = `add ${described} under "OAuth & Permissions" and install the app again`;
  if (missing.some(([scope]) => scope === 'chat:write')) return { name, result: 'failed', detail: advice };
  return { name, result: 'warning', detail: `${advice}; until then DELIVERY_WITHOUT_HISTORY decides` };
}

/** A workspace may well refuse uploads for good: no reason to warn at every look. */
function describeAccepted({ workspace, scopes }: Extract<SlackTokenReport, { kind: 'accepted' }>): string {
  const accepted = `token accepted by ${workspace}, all scopes`;
  if (scopes.includes(PICTURE_SCOPE)) return accepted;
  return `${accepted} but ${PICTURE_SCOPE}: add it for pictures in the monthly reminders`;
}
