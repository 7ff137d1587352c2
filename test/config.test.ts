import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeConfig, listSettingFiles, readConfig, SETTING_NAMES } from '../src/config.ts';
import { DEFAULT_ESCALATION } from '../src/domain/reminder-settings.ts';
import { parseSettings, readSettingFile } from '../src/setting-files.ts';

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('a .env file', () => {
  const read = (text: string) => parseSettings(text, SETTING_NAMES);

  test.each(['PORT: 3001', 'HOST=::1\n  GITHUB_TOKEN_FILE : /run/token\n', 'SLACK_BOT_TOKEN: xoxb-secret='])(
    'is refused where it sets something as YAML does: %s',
    (text) => {
      expect(() => read(text)).toThrow(
        /^The file \.env gives (PORT|GITHUB_TOKEN_FILE|SLACK_BOT_TOKEN) its value with a colon: write \1=…$/,
      );
    },
  );

  test('is read whatever else its lines say', () => {
    expect(read('# PORT: as below\nPORT=3001\nOTHER: x\nPUBLIC_URL="http://a"')).toEqual({
      PORT: '3001',
      PUBLIC_URL: 'http://a',
    });
  });

  test('is read where a value of several lines has such a line in it', () => {
    const note = 'OTHER=\'a\nPORT: 3001\nb\'\nPROXY = "x\nHOST: y"\n';
    expect(read(note)).toEqual({ OTHER: 'a\nPORT: 3001\nb', PROXY: 'x\nHOST: y' });
    expect(() => read(`${note}PORT: 3001`)).toThrow('gives PORT its value with a colon');
  });
});

describe('readConfig', () => {
  test('needs nothing: an empty environment polls the public feed into ./data', () => {
    expect(readConfig({})).toMatchObject({
      github: { apiUrl: 'https://api.github.com', token: undefined },
      slack: { botToken: undefined, apiUrl: 'https://slack.com/api/', channel: undefined },
      databasePath: './data/vhdwatch.db',
      host: '127.0.0.1',
      port: 3000,
      pollSchedule: '*/15 * * * *',
      timeZone: 'UTC',
    });
  });

  test('knows a name that is nearly that of a setting, unless that is set as well or others have it', () => {
    const others = {
      HOME: '/',
      HOSTNAME: 'x',
      PORTS: '1',
      AZURE_CLIENT_ID: 'x',
      GITHUB_SHA: 'x',
      KUBERNETES_PORT: 'x',
    };
    const mistyped = { SLACK_CHANEL: 'x', slack_admins: 'x', GITHUB_TOKEN_FLIE: 'x', LOGLEVEL: 'x' };
    const named = readConfig({ ...others, ...mistyped, LOG_LEVEL: 'warn' }).mistyped;
    expect(named.map(({ meant }) => meant)).toEqual(['SLACK_CHANNEL', 'SLACK_ADMINS', 'GITHUB_TOKEN_FILE']);
  });

  test.each([
    ['SLACK_CHANNEL_FILE', 'SLACK_CHANNEL'],
    ['SLACK_CHANNEL_ID', 'SLACK_CHANNEL'],
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN'],
    ['SLACK_BOT_USER_OAUTH_TOKEN', 'SLACK_BOT_TOKEN'],
    ['DATABASE_PATH_FILE', 'DATABASE_PATH'],
    ['VHDWATCH_PORT', 'PORT'],
    ['VHDWATCH_GITHUB_TOKEN', 'GITHUB_TOKEN'],
    ['vhdwatch_database', 'DATABASE_PATH'],
    ['SLACK_WEBHOOK_URL', null],
    ['VHDWATCH_COLOR', null],
  ])('knows that %s, called after us or Slack, is no setting; meant is %s', (name, meant) => {
    expect(readConfig({ [name]: 'x' }).mistyped).toEqual([{ name, meant }]);
  });

  test('takes nothing for a setting that Kubernetes tells of a Service', () => {
    const links = {
      VHDWATCH_PORT: 'tcp://10.0.0.7:3000',
      VHDWATCH_SERVICE_HOST: '10.0.0.7',
      VHDWATCH_SERVICE_PORT_HTTP: '3000',
      VHDWATCH_PORT_3000_TCP_ADDR: '10.0.0.7',
      SLACK_PROXY_SERVICE_PORT: '80',
    };
    expect(readConfig(links).mistyped).toEqual([]);
  });

  test.each([
    'GITHUB_TOKEN',
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'PAGE_TOKEN',
    'WEBHOOK_SECRET',
  ])('names the file of %s, so that a rotated one is taken up, where the variable itself does not win', (name) => {
    expect(listSettingFiles({ [`${name}_FILE`]: '/run/secret' })).toEqual(['/run/secret']);
    expect(listSettingFiles({ [`${name}_FILE`]: '/run/secret', [name]: 'x' })).toEqual([]);
  });

  test('counts an empty variable as not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: ' ', SLACK_CHANNEL: '' })).toMatchObject({ port: 3000 });
  });

  test('names every problem at once, and repeats no value', () => {
    const problems = problemsOf({
      GITHUB_API_URL: 'ftp://secret-host',
      PORT: 'eighty',
      TIMEZONE: 'Mars/Olympus',
      HOLIDAYS: '2026-12-25 2026-02-30',
      SLACK_CHANNEL: '#general',
      POLL_SCHEDULE: 'often',
      SLACK_APP_TOKEN: 'xapp-secret',
    });
    expect(problems).toContain('7 problems');
    for (const name of [
      'GITHUB_API_URL',
      'PORT',
      'HOLIDAYS',
      'TIMEZONE',
      'SLACK_CHANNEL',
      'POLL_SCHEDULE',
      'SLACK_APP_TOKEN needs SLACK_BOT_TOKEN',
    ]) {
      expect(problems).toContain(name);
    }
    expect(problems).not.toContain('secret');
  });

  test('refuses the port of the page for the probes, unless the system chooses both', () => {
    expect(problemsOf({ PROBES_PORT: '3000' })).toContain('PROBES_PORT must be another port than PORT');
    expect(problemsOf({ PORT: '0', PROBES_PORT: '0' })).toBe('');
  });

  test.each(['Host', 'cookie', 'Accept-Language', 'X-Forwarded-For', 'sec-fetch-site'])(
    'refuses to take whoever sends %s for somebody who signed in',
    (header) => {
      expect(problemsOf({ PAGE_PROXY_HEADER: header })).toContain('must be a header that only a log-in sets');
    },
  );

  test.each(['X-Forwarded-User', 'X-Auth-Request-Email', 'Remote-User'])('takes %s of a proxy', (header) => {
    expect(readConfig({ PAGE_PROXY_HEADER: header }).page.proxyHeader).toBe(header);
  });

  test.each(['99 * * * *', '0 0 30 2 *', 'a b c d e'])('refuses a schedule that no day meets: %s', (schedule) => {
    expect(problemsOf({ POLL_SCHEDULE: schedule })).toContain('POLL_SCHEDULE must be a cron expression of five');
    expect(problemsOf({ DISCOVERY_SCHEDULE: schedule })).toContain('DISCOVERY_SCHEDULE must be');
  });

  test('refuses credentials in an address, and does not repeat them', () => {
    const problems = problemsOf({ GITHUB_API_URL: 'https://user:hunter2@github.example' });
    expect(problems).toContain('GITHUB_API_URL must not hold a user name or password');
    expect(problems).not.toContain('hunter2');
  });

  test('takes a public address with a path that can be told from those of the pages', () => {
    expect(readConfig({ PUBLIC_URL: 'https://ops.example.com:8443/tools/vhdwatch/' }).publicUrl).toContain('/tools/');
    expect(problemsOf({ PUBLIC_URL: 'https://ops.example.com/fleet' })).toContain('take another, such as /vhdwatch');
    expect(problemsOf({ PUBLIC_URL: 'https://ops.example.com/?a=1' })).toContain('without ? and #');
    expect(problemsOf({ PUBLIC_URL: 'https://ops.example.com/readyz' })).toContain('take another');
  });

  test.each(['/a/../fleet', '/./fleet', '//fleet', '/a//b', '/..', '/a/.', '\\fleet', '/%66leet'])(
    'refuses a public address whose path %s is another one to a browser',
    (path) => {
      expect(problemsOf({ PUBLIC_URL: `https://ops.example.com${path}` })).toContain('with a plain path');
    },
  );

  test('tells the two kinds of Slack token apart', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xapp-1' })).toContain('must be the bot token');
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' })).toContain(
      'must be an app-level token',
    );
  });

  test('reads a secret from a file, and says which one cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-config-'));
    writeFileSync(join(folder, 'token'), 'xoxb-from-file\n');
    expect(readConfig({ SLACK_BOT_TOKEN_FILE: join(folder, 'token') }).slack.botToken).toBe('xoxb-from-file');
    // As PowerShell writes it.
    writeFileSync(join(folder, 'token'), Buffer.from('\ufeffxoxb-from-file\r\n', 'utf16le'));
    expect(readConfig({ SLACK_BOT_TOKEN_FILE: join(folder, 'token') }).slack.botToken).toBe('xoxb-from-file');
    writeFileSync(join(folder, '.env'), '\ufeffTIMEZONE=Europe/Berlin\r\n');
    expect(readSettingFile(join(folder, '.env'))).toMatch(/^TIMEZONE/);
    rmSync(folder, { recursive: true });
    expect(problemsOf({ SLACK_BOT_TOKEN_FILE: join(folder, 'token') })).toContain(
      'SLACK_BOT_TOKEN_FILE names a file that cannot be read',
    );
    // A device without an end.
    expect(problemsOf({ GITHUB_TOKEN_FILE: '/dev/zero' })).toContain(
      'GITHUB_TOKEN_FILE names a file that cannot be read',
    );
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'foo', 'SLACK_BOT_TOKEN must be the bot token (it begins with xoxb-)'],
    ['SLACK_APP_TOKEN', 'foo', 'SLACK_APP_TOKEN must be an app-level token (it begins with xapp-)'],
    ['SLACK_SIGNING_SECRET', 'xoxb-1', 'SLACK_SIGNING_SECRET must be the signing secret of the app'],
    ['GITHUB_TOKEN', 'xoxb-1', 'GITHUB_TOKEN must be a token of GitHub'],
    ['SLACK_BOT_TOKEN', 'xoxb-1 xoxb-2', 'SLACK_BOT_TOKEN must be one line without spaces'],
  ])('refuses %s=%s: what is set is usable, or the start says why not', (name, value, expected) => {
    expect(problemsOf({ [name]: value })).toContain(expected);
  });

  test('takes the bot token of an app that has its tokens rotated', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxe.xoxb-1-abc' }).slack.botToken).toBe('xoxe.xoxb-1-abc');
  });

  test.each([
    ['empty', '\n', 'SLACK_BOT_TOKEN_FILE names a file that is empty'],
    ['of two lines', 'xoxb-old\nxoxb-new\n', 'SLACK_BOT_TOKEN must be one line without spaces'],
    ['of another kind', 'foo\n', 'SLACK_BOT_TOKEN must be the bot token'],
    ['binary', 'xoxb-1\0\0', 'SLACK_BOT_TOKEN must be one line without spaces'],
    ['of other letters', 'xoxb-é', 'SLACK_BOT_TOKEN must be the bot token'],
  ])('never falls back to the inbox for a token file that is %s', (_kind, content, expected) => {
    const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-config-'));
    writeFileSync(join(folder, 'token'), content);
    const problems = problemsOf({ SLACK_BOT_TOKEN_FILE: join(folder, 'token') });
    rmSync(folder, { recursive: true });
    expect(problems).toContain(expected);
    expect(problems).not.toContain('xoxb-old');
  });

  test('asks Azure only when told to, and knows its clouds', () => {
    const managementUrl = 'https://management.azure.com';
    expect(readConfig({}).azure).toEqual({ discovery: false, schedule: '10 */6 * * *', managementUrl });
    const china = { AZURE_DISCOVERY: 'on', DISCOVERY_SCHEDULE: '0 3 * * *', AZURE_CLOUD: 'china' };
    expect(readConfig(china).azure).toEqual({
      discovery: true,
      schedule: '0 3 * * *',
      managementUrl: 'https://management.chinacloudapi.cn',
    });
    const problems = problemsOf({ AZURE_DISCOVERY: 'yes', DISCOVERY_SCHEDULE: 'often', AZURE_CLOUD: 'moon' });
    expect(problems).toMatch(
      /AZURE_DISCOVERY must be on or off\n.*DISCOVERY_SCHEDULE .*\n.*AZURE_CLOUD must be one of public, china/,
    );
  });

  test('tells teams between reminders at the limits that are set, and names them only when they are not the usual', () => {
    expect(readConfig({}).reminders.escalation).toEqual(DEFAULT_ESCALATION);
    expect(describeConfig(readConfig({}))).not.toContain('ESCALATION');
    const config = readConfig({ ESCALATION_IMAGE_AGE: 'off', ESCALATION_BEFORE_END: ' 14 : Operators, 60:channel' });
    expect(config.reminders.escalation).toEqual({
      ...DEFAULT_ESCALATION,
      imageAge: [],
      beforeEnd: [
        { days: 14, level: 'operators' },
        { days: 60, level: 'channel' },
      ],
    });
    const described = describeConfig(config);
    expect(described).toContain('ESCALATION_IMAGE_AGE off, ESCALATION_BEFORE_END 14:operators,60:channel');
  });

  test.each([
    ['ESCALATION_IMAGE_AGE', '60', /must be days and who is told, such as 60:channel,75:owners,90:operators, or off/],
    ['ESCALATION_IMAGE_AGE', '60:team', /such as 60:channel/],
    ['ESCALATION_IMAGE_AGE', '60:channel,', /such as 60:channel/],
    ['ESCALATION_IMAGE_AGE', '45:channel', /must have days from 60 to 3650: the age of a younger image/],
    ['ESCALATION_IMAGE_AGE', '60:operators,90:channel', /must not get quieter as it becomes more urgent/],
    ['ESCALATION_IMAGE_AGE', '60:channel,60:owners', /must say once for each number of days/],
    ['ESCALATION_BEFORE_END', 'never', /such as 90:channel,30:owners,7:operators, or off/],
    ['ESCALATION_BEFORE_END', '-1:channel', /such as 90:channel/],
    ['ESCALATION_BEFORE_END', '365:channel', /must have days from 0 to 180: an end that is further ahead/],
    ['ESCALATION_BEFORE_END', '90:owners,7:channel', /must not get quieter/],
  ])('refuses %s=%s with the right form', (name, value, expected) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toMatch(new RegExp(`${name} .*${expected.source}`));
  });

  test('"off" switches the release tracker off', () => {
    expect(readConfig({ RELEASE_TRACKER_URL: 'off' }).releaseTrackerUrl).toBeNull();
    expect(describeConfig(readConfig({ RELEASE_TRACKER_URL: 'off' }))).toContain('RELEASE_TRACKER_URL off');
    const signed = readConfig({ RELEASE_TRACKER_URL: 'https://mirror.example/data.json?sig=hunter2' });
    expect(describeConfig(signed)).toMatch(/RELEASE_TRACKER_URL https:\/\/mirror\.example(?!.*hunter2)/);
  });
});
