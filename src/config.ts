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
  type LimitRange,
  parseReminderTime,
  readEscalationLimits,
} from './domain/reminder-settings.ts';
import { parseDeliveryPolicies } from './domain/sender.ts';
import {
  choice,
  count,
  HTTP_URL,
  httpUrl,
  inFile,
  like,
  listMistyped,
  listSettings,
  optionalSetting,
  parsed,
  readSettings,
  secret,
  setting,
  text,
  words,
} from './domain/setting.ts';
import { countOf } from './domain/text.ts';
import { isSchedule } from './jobs/create-schedule.ts';
import { readSettingFile } from './setting-files.ts';

const cron = text([
  isSchedule,
  'must be a cron expression of five fields (or six, with seconds first) that some day meets, such as */15 * * * *',
]);
const monthly = parsed(
  (value) => parseReminderTime(cron(value)),
  'must be once a month at a fixed time, such as 0 9 20 * * (nine o’clock on the 20th)',
);
const days = parsed<ReadonlySet<string>>((value) => {
  const listed = new Set(listDays(value));
  return [...listed].every(isDay) ? listed : null;
}, 'must be days such as 2026-12-25, separated by commas or spaces');
const slackChannel = text([
  isChannelId,
  'must be a channel ID such as C0123456789 (channel details in Slack show it), not a name',
]);
const deliveryPolicies = parsed(
  parseDeliveryPolicies,
  'must be at-least-once or at-most-once, or such a word per kind of message: release-news=at-most-once,upgrade-reminder=at-least-once',
);

const PUBLIC_CLOUD = 'https://management.azure.com';
/** Each of Azure's clouds, and where it is asked. */
const CLOUDS: ReadonlyMap<string, string> = new Map([
  ['public', PUBLIC_CLOUD],
  ['china', 'https://management.chinacloudapi.cn'],
  ['us-government', 'https://management.usgovcloudapi.net'],
]);
const cloud = parsed((word) => CLOUDS.get(word) ?? null, `must be one of ${[...CLOUDS.keys()].join(', ')}`);

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
const isOn = parsed((value) => (/^(?:on|off)$/.test(value) ? value === 'on' : null), 'must be on or off');
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const SCHEMA = {
  github: {
    apiUrl: setting('GITHUB_API_URL', httpUrl, 'https://api.github.com'),
    token: secret('GITHUB_TOKEN', 'must be a token of GitHub, not one of Slack', /^(?!xox|xapp-)[!-~]+$/),
  },
  releaseTrackerUrl: setting(
    'RELEASE_TRACKER_URL',
    (value) => (value === 'off' ? null : httpUrl(value)),
    'https://releases.aks.azure.com/parsed_data.json',
  ),
  slack: {
    // A bot token that Slack rotates begins with `xoxe.xoxb-`.
    botToken: secret(
      'SLACK_BOT_TOKEN',
      'must be the bot token (it begins with xoxb-), not an app-level or user token',
      /^(xoxe\.)?xoxb-[!-~]+$/,
    ),
    appToken: secret(
      'SLACK_APP_TOKEN',
      'must be an app-level token (it begins with xapp-), not a bot or user token',
      /^xapp-[!-~]+$/,
    ),
    signingSecret: secret(
      'SLACK_SIGNING_SECRET',
      'must be the signing secret of the app, not a token',
      /^(?!xox|xapp-)[!-~]+$/,
    ),
    apiUrl: setting('SLACK_API_URL', httpUrl, 'https://slack.com/api/'),
    channel: optionalSetting('SLACK_CHANNEL', slackChannel),
    operatorsChannel: optionalSetting('SLACK_OPERATORS_CHANNEL', slackChannel),
    pictures: setting('SLACK_PICTURES', isOn, true),
    command: setting(
      'SLACK_COMMAND',
      text(
        like(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash command such as /vhdwatch: lower case, 32 characters at most'),
      ),
      '/vhdwatch',
    ),
    admins: setting('SLACK_ADMINS', words(isUserId, 'must be user IDs such as U0123456789, separated by commas'), []),
    adminGroup: optionalSetting(
      'SLACK_ADMIN_GROUP',
      text(like(/^S[A-Z0-9]{2,}$/, 'must be the ID of a user group, such as S0123456789')),
    ),
  },
  withoutHistory: setting('DELIVERY_WITHOUT_HISTORY', deliveryPolicies, deliveryPolicies('at-least-once')),
  retentionDays: setting(
    'RETENTION_DAYS',
    count((value) => value >= 30, 'must be at least 30 days: what was said a month ago is still asked for'),
    400,
  ),
  azure: {
    discovery: setting('AZURE_DISCOVERY', isOn, false),
    schedule: setting('DISCOVERY_SCHEDULE', cron, '10 */6 * * *'),
    managementUrl: setting('AZURE_CLOUD', cloud, PUBLIC_CLOUD),
  },
  databasePath: setting('DATABASE_PATH', text(), './data/vhdwatch.db'),
  host: setting('HOST', text(), '127.0.0.1'),
  port: setting('PORT', port, 3000),
  probesPort: setting('PROBES_PORT', port, null),
  page: {
    token: secret('PAGE_TOKEN', 'must have at least 16 characters: it opens the whole fleet', /^.{16,}$/s),
    proxyHeader: optionalSetting(
      'PAGE_PROXY_HEADER',
      text(
        like(/^[A-Za-z0-9-]{3,64}$/, 'must be the name of a header, such as X-Forwarded-User'),
        like(
          /^(?!(?:accept|authorization|cache|connection|content|cookie|forwarded|host|origin|referer|sec|user-agent|via|x-forwarded-(?:for|host|port|proto)|x-real-ip)\b)/i,
          'must be a header that only a log-in sets, such as X-Forwarded-User: this one comes with every request',
        ),
      ),
    ),
  },
  metricsPools: setting(
    'METRICS_POOLS',
    count(
      (value) => value >= 0 && value <= 5_000,
      'must be a number of node pools, 0 for none, 5000 or less: each pool costs Prometheus a series for good',
    ),
    0,
  ),
  heartbeatUrl: inFile('secret', setting('HEARTBEAT_URL', httpUrl, null)),
  publicUrl: setting('PUBLIC_URL', publicUrl, null),
  webhook: {
    url: inFile('secret', optionalSetting('WEBHOOK_URL', webhookUrl)),
    secret: secret('WEBHOOK_SECRET', 'must have at least 16 characters: whsec_ and base64, or any word', /^.{16,}$/s),
    channels: setting(
      'WEBHOOK_CHANNELS',
      words(isChannelId, 'must be channel IDs such as C0123456789, separated by commas'),
      [],
    ),
  },
  pollSchedule: setting('POLL_SCHEDULE', cron, '*/15 * * * *'),
  reminders: {
    time: setting('REMINDER_SCHEDULE', monthly, DEFAULT_REMINDERS.time),
    holidays: inFile('list', setting('HOLIDAYS', days, DEFAULT_REMINDERS.holidays)),
    escalation: {
      imageAge: setting(
        'ESCALATION_IMAGE_AGE',
        (value) => readEscalationLimits(value, IMAGE_AGE),
        DEFAULT_ESCALATION.imageAge,
      ),
      beforeEnd: setting(
        'ESCALATION_BEFORE_END',
        (value) => readEscalationLimits(value, BEFORE_END),
        DEFAULT_ESCALATION.beforeEnd,
      ),
    },
  },
  timeZone: setting('TIMEZONE', text([isTimeZone, 'must be an IANA time zone such as Europe/Berlin']), 'UTC'),
  logLevel: setting('LOG_LEVEL', choice(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
} as const;

const SETTINGS = listSettings(SCHEMA);
const IN_FILES = SETTINGS.flatMap(({ name, inFile }) => (inFile === null ? [] : name));
/** Every variable that is read. */
export const SETTING_NAMES: ReadonlySet<string> = new Set([
  ...SETTINGS.map(({ name }) => name),
  ...IN_FILES.map((name) => `${name}_FILE`),
]);
const SECRETS = SETTINGS.flatMap(({ name, inFile }) => (inFile === 'secret' ? name : []));

/** Which settings are of no use without which others. */
const NEEDS: readonly (readonly [name: string, other: string, why: string])[] = [
  ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET needs SLACK_BOT_TOKEN as well'],
  ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN needs SLACK_BOT_TOKEN as well'],
  ['WEBHOOK_URL', 'WEBHOOK_SECRET', 'WEBHOOK_URL and WEBHOOK_SECRET need each other: what is sent is always signed'],
  ['WEBHOOK_SECRET', 'WEBHOOK_URL', 'WEBHOOK_URL and WEBHOOK_SECRET need each other: what is sent is always signed'],
];

/** Everything that can be set from outside, checked and frozen. Field by field in `.env.example`. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the configuration from environment variables. @throws AppError `invalid_config` that lists every problem at
 * once, by setting; values are never repeated.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>) {
  const problems: string[] = [];
  const values = readFiles(withoutEmpty(environment), problems);
  const { webhook, reminders, ...read } = readSettings(SCHEMA, values, problems);
  problems.push(...NEEDS.flatMap(([name, other, why]) => (values[name] && !values[other] ? why : [])));
  if (read.probesPort !== 0 && read.probesPort === read.port)
    problems.push('PROBES_PORT must be another port than PORT, which has the page');
  if (problems.length > 0) {
    throw new AppError(
      'invalid_config',
      `The configuration has ${countOf(problems.length, 'problem')}:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  const { url, secret: key, channels } = webhook;
  return Object.freeze({
    ...read,
    webhook: url && key ? { url, secret: key, channels } : null,
    reminders: { ...reminders, escalation: { ...DEFAULT_ESCALATION, ...reminders.escalation } },
    /** By the names of their variables, as they are set. */
    secrets: Object.fromEntries(SECRETS.map((name) => [name, values[name]])),
    mistyped: listMistyped(values, [...SETTING_NAMES]),
  });
}

export function describeConfig(config: Config): string {
  const optional = Object.entries({
    ...Object.fromEntries(SECRETS.map((name) => [name, config.secrets[name] && 'set'])),
    SLACK_CHANNEL: config.slack.channel,
  });
  const unset = optional.filter(([, value]) => !value).map(([name]) => name);
  return [
    ...optional.filter(([, value]) => value).map((pair) => pair.join(' ')),
    `GITHUB_API_URL ${new URL(config.github.apiUrl).origin}`,
    `RELEASE_TRACKER_URL ${config.releaseTrackerUrl === null ? 'off' : new URL(config.releaseTrackerUrl).origin}`,
    `DATABASE_PATH ${config.databasePath}`,
    `TIMEZONE ${config.timeZone}`,
    ...describeEscalation(config.reminders.escalation),
  ]
    .join(', ')
    .concat(unset.length > 0 ? `; not set: ${unset.join(', ')}` : '');
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
  return IN_FILES.flatMap((name) => (values[name] ? [] : (values[`${name}_FILE`] ?? [])));
}

function readFiles(values: Record<string, string>, problems: string[]): Record<string, string> {
  for (const name of IN_FILES) {
    const file = values[`${name}_FILE`];
    if (!file || values[name]) continue;
    try {
      const content = readSettingFile(file).trim();
      if (content === '') problems.push(`${name}_FILE names a file that is empty: put the value into it, or unset it`);
      else values[name] = content;
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read: check its path and who may read it`);
    }
  }
  return values;
}
