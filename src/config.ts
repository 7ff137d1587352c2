import { PLANNING_DAYS } from './advice/severity-policy.ts';
import { AppError } from './domain/app-error.ts';
import { isDay, isTimeZone } from './domain/calendar-date.ts';
import { isChannelId } from './domain/channel-subscription.ts';
import { isUserId } from './domain/cluster-ownership.ts';
import { SOON_DAYS } from './domain/node-pool-assessment.ts';
import {
  DEFAULT_ESCALATION,
  DEFAULT_REMINDERS,
  type EscalationPolicy,
  formatEscalationLimits,
  formatReminderTime,
  type LimitRange,
  parseEscalationLimits,
  parseReminderTime,
} from './domain/reminder-settings.ts';
import { parseDeliveryPolicies } from './domain/sender.ts';
import {
  type Check,
  choice,
  count,
  HTTP_URL,
  httpUrl,
  like,
  list,
  listMistyped,
  type MistypedName,
  optional,
  type Read,
  Refusal,
  readSettings,
  secret,
  setting,
  text,
  type Values,
} from './domain/setting.ts';
import { countOf } from './domain/text.ts';
import { isSchedule } from './jobs/create-schedule.ts';
import { readSettingFile } from './setting-files.ts';

const SECRETS = [
  'GITHUB_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'PAGE_TOKEN',
  'HEARTBEAT_URL',
  'WEBHOOK_URL',
  'WEBHOOK_SECRET',
] as const;
/** Settings that may be long. These and secrets can be given as `<NAME>_FILE`, the path of a file that holds them. */
const LISTS = ['HOLIDAYS'] as const;

const CRON: Check = [
  isSchedule,
  'must be a cron expression of five fields (or six, with seconds first) that some day meets, such as */15 * * * *',
];
const cron = text(CRON);
const monthly = text(CRON, [
  (value) => parseReminderTime(value) !== null,
  'must be once a month at a fixed time, such as 0 9 20 * * (nine o’clock on the 20th)',
]);
const days = text([
  (value) => listDays(value).every(isDay),
  'must be days such as 2026-12-25, separated by commas or spaces',
]);
const slackChannel = text([
  isChannelId,
  'must be a channel ID such as C0123456789 (channel details in Slack show it), not a name',
]);
const deliveryPolicies = text([
  (value) => parseDeliveryPolicies(value) !== null,
  'must be at-least-once or at-most-once, or such a word per kind of message: release-news=at-most-once,upgrade-reminder=at-least-once',
]);

const IMAGE_AGE: LimitRange = {
  least: SOON_DAYS,
  most: 3650,
  isUrgentWhen: 'many',
  because: 'the age of a younger image is held against nobody',
};
const BEFORE_END: LimitRange = {
  least: 0,
  most: PLANNING_DAYS,
  isUrgentWhen: 'few',
  because: 'an end that is further ahead is not advised on yet',
};
function escalationLimits(range: LimitRange): Read<EscalationPolicy['imageAge']> {
  return (value) => {
    const parsed = parseEscalationLimits(value, range);
    if (parsed.limits === null) throw new Refusal(parsed.problem);
    return parsed.limits;
  };
}

/** Its path stands before every link of the page, which takes both what a proxy took it off and what it did not. */
const publicUrl = text(
  ...HTTP_URL,
  like(/^https?:\/\/[^/?#\\]+(\/[\w~-][\w.~-]*)*\/?$/i, 'must be an address without ? and #, with a plain path'),
  [
    (url) =>
      !/^https?:\/\/[^/]+\/(fleet|clusters|images|regions|retirements|inbox|health|pictures|slack|healthz|readyz|metrics)(\/|$)/i.test(
        url,
      ),
    'must not have the name of a page as its path: take another, such as /vhdwatch',
  ],
);

/** What is sent names clusters and people, so it goes over TLS; a stand-in on this machine need not. */
const webhookUrl = text(
  ...HTTP_URL,
  like(/^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/i, 'must start with https://'),
);

const port = count((value) => value >= 0 && value <= 65_535, 'must be a port number');
const onOrOff = choice(['on', 'off'], 'must be on or off');
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const SCHEMA = {
  GITHUB_API_URL: setting(httpUrl, 'https://api.github.com'),
  GITHUB_TOKEN: secret('must be a token of GitHub, not one of Slack', /^(?!xox|xapp-)[!-~]+$/),
  RELEASE_TRACKER_URL: setting(
    (value) => (value === 'off' ? value : httpUrl(value)),
    'https://releases.aks.azure.com/parsed_data.json',
  ),
  // A bot token that Slack rotates begins with `xoxe.xoxb-`.
  SLACK_BOT_TOKEN: secret(
    'must be the bot token (it begins with xoxb-), not an app-level or user token',
    /^(xoxe\.)?xoxb-[!-~]+$/,
  ),
  SLACK_APP_TOKEN: secret(
    'must be an app-level token (it begins with xapp-), not a bot or user token',
    /^xapp-[!-~]+$/,
  ),
  SLACK_SIGNING_SECRET: secret('must be the signing secret of the app, not a token', /^(?!xox|xapp-)[!-~]+$/),
  SLACK_API_URL: setting(httpUrl, 'https://slack.com/api/'),
  SLACK_CHANNEL: optional(slackChannel),
  SLACK_OPERATORS_CHANNEL: optional(slackChannel),
  SLACK_PICTURES: setting(onOrOff, 'on'),
  SLACK_COMMAND: setting(
    text(like(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash command such as /vhdwatch: lower case, 32 characters at most')),
    '/vhdwatch',
  ),
  SLACK_ADMINS: setting(list(isUserId, 'must be user IDs such as U0123456789, separated by commas'), []),
  SLACK_ADMIN_GROUP: optional(text(like(/^S[A-Z0-9]{2,}$/, 'must be the ID of a user group, such as S0123456789'))),
  DELIVERY_WITHOUT_HISTORY: setting(deliveryPolicies, 'at-least-once'),
  RETENTION_DAYS: setting(
    count((value) => value >= 30, 'must be at least 30 days: what was said a month ago is still asked for'),
    400,
  ),
  AZURE_DISCOVERY: setting(onOrOff, 'off'),
  DISCOVERY_SCHEDULE: setting(cron, '10 */6 * * *'),
  AZURE_CLOUD: setting(
    choice(['public', 'china', 'us-government'], 'must be public, china or us-government'),
    'public',
  ),
  DATABASE_PATH: setting(text(), './data/vhdwatch.db'),
  HOST: setting(text(), '127.0.0.1'),
  PORT: setting(port, 3000),
  PROBES_PORT: optional(port),
  PAGE_TOKEN: secret('must have at least 16 characters: it opens the whole fleet', /^.{16,}$/s),
  PAGE_PROXY_HEADER: optional(
    text(
      like(/^[A-Za-z0-9-]{3,64}$/, 'must be the name of a header, such as X-Forwarded-User'),
      like(
        /^(?!(?:accept|authorization|cache|connection|content|cookie|forwarded|host|origin|referer|sec|user-agent|via|x-forwarded-(?:for|host|port|proto)|x-real-ip)\b)/i,
        'must be a header that only a log-in sets, such as X-Forwarded-User: this one comes with every request',
      ),
    ),
  ),
  METRICS_POOLS: setting(
    count(
      (value) => value >= 0 && value <= 5_000,
      'must be a number of node pools, 0 for none, 5000 or less: each pool costs Prometheus a series for good',
    ),
    0,
  ),
  HEARTBEAT_URL: optional(httpUrl),
  PUBLIC_URL: optional(publicUrl),
  WEBHOOK_URL: optional(webhookUrl),
  WEBHOOK_SECRET: secret('must have at least 16 characters: whsec_ and base64, or any word', /^.{16,}$/s),
  WEBHOOK_CHANNELS: setting(list(isChannelId, 'must be channel IDs such as C0123456789, separated by commas'), []),
  POLL_SCHEDULE: setting(cron, '*/15 * * * *'),
  REMINDER_SCHEDULE: setting(monthly, formatReminderTime(DEFAULT_REMINDERS.time)),
  HOLIDAYS: setting(days, ''),
  ESCALATION_IMAGE_AGE: setting(escalationLimits(IMAGE_AGE), DEFAULT_ESCALATION.imageAge),
  ESCALATION_BEFORE_END: setting(escalationLimits(BEFORE_END), DEFAULT_ESCALATION.beforeEnd),
  TIMEZONE: setting(text([isTimeZone, 'must be an IANA time zone such as Europe/Berlin']), 'UTC'),
  LOG_LEVEL: setting<(typeof LOG_LEVELS)[number]>(
    choice(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
    'info',
  ),
};

/** Everything that can be set from outside, checked and frozen. Field by field in `.env.example`. */
export type Config = ReturnType<typeof toConfig>;

/**
 * Reads the configuration from environment variables. @throws AppError `invalid_config` that lists every problem at
 * once, by setting; values are never repeated.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values = readSecretFiles(withoutEmpty(environment), problems);
  const settings = readSettings(SCHEMA, values, problems);
  if (values['SLACK_SIGNING_SECRET'] && !values['SLACK_BOT_TOKEN']) {
    problems.push('SLACK_SIGNING_SECRET needs SLACK_BOT_TOKEN as well');
  }
  if (values['SLACK_APP_TOKEN'] && !values['SLACK_BOT_TOKEN'])
    problems.push('SLACK_APP_TOKEN needs SLACK_BOT_TOKEN as well');
  if (Boolean(values['WEBHOOK_URL']) !== Boolean(values['WEBHOOK_SECRET']))
    problems.push('WEBHOOK_URL and WEBHOOK_SECRET need each other: what is sent is always signed');
  if (problems.length > 0) {
    throw new AppError(
      'invalid_config',
      `The configuration has ${countOf(problems.length, 'problem')}:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  const names = [...Object.keys(SCHEMA), ...[...SECRETS, ...LISTS].map((name) => `${name}_FILE`)];
  return toConfig(settings, listMistyped(values, names));
}

export function describeConfig(config: Config): string {
  const secrets = Object.entries(readSecrets(config)).map(([name, value]) => [name, value && 'set'] as const);
  const optional = [...secrets, ['SLACK_CHANNEL', config.slack.channel] as const];
  const unset = optional.filter(([, value]) => !value).map(([name]) => name);
  return [
    ...optional.filter(([, value]) => value).map((words) => words.join(' ')),
    `GITHUB_API_URL ${new URL(config.github.apiUrl).origin}`,
    `RELEASE_TRACKER_URL ${config.releaseTrackerUrl === null ? 'off' : new URL(config.releaseTrackerUrl).origin}`,
    `DATABASE_PATH ${config.databasePath}`,
    `TIMEZONE ${config.timeZone}`,
    ...describeEscalation(config.reminders.escalation),
  ]
    .join(', ')
    .concat(unset.length > 0 ? `; not set: ${unset.join(', ')}` : '');
}

export function readSecrets({ github, slack, page, heartbeatUrl, webhook }: Config) {
  return {
    GITHUB_TOKEN: github.token,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    PAGE_TOKEN: page.token,
    HEARTBEAT_URL: heartbeatUrl ?? undefined,
    WEBHOOK_URL: webhook?.url,
    WEBHOOK_SECRET: webhook?.secret,
  } satisfies Record<(typeof SECRETS)[number], string | undefined>;
}

function describeEscalation({ imageAge, beforeEnd }: EscalationPolicy): readonly string[] {
  const limits = [
    { name: 'ESCALATION_IMAGE_AGE', set: imageAge, normal: DEFAULT_ESCALATION.imageAge },
    { name: 'ESCALATION_BEFORE_END', set: beforeEnd, normal: DEFAULT_ESCALATION.beforeEnd },
  ].map(({ name, set, normal }) => ({
    name,
    set: formatEscalationLimits(set),
    normal: formatEscalationLimits(normal),
  }));
  return limits.filter(({ set, normal }) => set !== normal).map(({ name, set }) => `${name} ${set}`);
}

function toConfig(env: Values<typeof SCHEMA>, mistyped: readonly MistypedName[]) {
  return Object.freeze({
    mistyped,
    github: { apiUrl: env.GITHUB_API_URL.replace(/\/+$/, ''), token: env.GITHUB_TOKEN },
    releaseTrackerUrl: env.RELEASE_TRACKER_URL === 'off' ? null : env.RELEASE_TRACKER_URL,
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      appToken: env.SLACK_APP_TOKEN,
      signingSecret: env.SLACK_SIGNING_SECRET,
      apiUrl: env.SLACK_API_URL,
      channel: env.SLACK_CHANNEL,
      operatorsChannel: env.SLACK_OPERATORS_CHANNEL,
      pictures: env.SLACK_PICTURES === 'on',
      command: env.SLACK_COMMAND,
      admins: env.SLACK_ADMINS,
      adminGroup: env.SLACK_ADMIN_GROUP,
    },
    webhook:
      env.WEBHOOK_URL && env.WEBHOOK_SECRET
        ? { url: env.WEBHOOK_URL, secret: env.WEBHOOK_SECRET, channels: env.WEBHOOK_CHANNELS }
        : null,
    publicUrl: env.PUBLIC_URL ?? null,
    withoutHistory: parseDeliveryPolicies(env.DELIVERY_WITHOUT_HISTORY) ?? {},
    retentionDays: env.RETENTION_DAYS,
    azure: {
      discovery: env.AZURE_DISCOVERY === 'on',
      schedule: env.DISCOVERY_SCHEDULE,
      cloud: env.AZURE_CLOUD,
    },
    databasePath: env.DATABASE_PATH,
    host: env.HOST,
    port: env.PORT,
    probesPort: env.PROBES_PORT ?? null,
    page: { token: env.PAGE_TOKEN, proxyHeader: env.PAGE_PROXY_HEADER },
    metricsPools: env.METRICS_POOLS,
    heartbeatUrl: env.HEARTBEAT_URL ?? null,
    pollSchedule: env.POLL_SCHEDULE,
    timeZone: env.TIMEZONE,
    reminders: {
      time: parseReminderTime(env.REMINDER_SCHEDULE) ?? DEFAULT_REMINDERS.time,
      holidays: new Set(listDays(env.HOLIDAYS)),
      escalation: {
        ...DEFAULT_ESCALATION,
        imageAge: env.ESCALATION_IMAGE_AGE,
        beforeEnd: env.ESCALATION_BEFORE_END,
      },
    },
    logLevel: env.LOG_LEVEL,
  });
}

/** Days of a list or a file; what follows a `#` is a comment. */
function listDays(text: string): readonly string[] {
  return text
    .replace(/#.*$/gm, '')
    .split(/[\s,;]+/)
    .filter((day) => day !== '');
}

/** An empty variable counts as not set, as compose files and charts write it. */
function withoutEmpty(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(environment).filter(
    (entry): entry is [string, string] => (entry[1] ?? '').trim() !== '',
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, value.trim()]));
}

/** Files that hold a setting (`<NAME>_FILE`), as far as they are looked at. */
export function listSettingFiles(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const values = withoutEmpty(environment);
  return [...SECRETS, ...LISTS].flatMap((name) => (values[name] ? [] : (values[`${name}_FILE`] ?? [])));
}

function readSecretFiles(values: Record<string, string>, problems: string[]): Record<string, string> {
  for (const name of [...SECRETS, ...LISTS]) {
    const file = values[`${name}_FILE`];
    if (!file || values[name]) continue;
    try {
      const content = readSettingFile(file).trim();
      if (content === '') problems.push(`${name}_FILE names a file that is empty: put the value into it, or unset it`);
      else values[name] = content;
    } catch (error) {
      const why = error instanceof Refusal ? error.message : 'cannot be read';
      problems.push(`${name}_FILE names a file that ${why}: check its path and who may read it`);
    }
  }
  return values;
}
