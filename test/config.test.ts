import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeConfig, readConfig } from '../src/config.ts';

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('readConfig', () => {
  test('needs nothing: an empty environment polls the public feed into ./data', () => {
    expect(readConfig({})).toMatchObject({
      github: { apiUrl: 'https://api.github.com', token: undefined },
      slack: { botToken: undefined, apiUrl: 'https://slack.com/api/', channel: undefined },
      databasePath: './data/vhdwatch.db',
      host: '127.0.0.1',
      port: 3000,
      pollSchedule: '*/15 * * * *',
      reminderSchedule: '0 9 20 * *',
      timeZone: 'UTC',
    });
  });

  test('counts an empty variable as not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: ' ', SLACK_CHANNEL: '' })).toMatchObject({ port: 3000 });
  });

  test('names every problem at once, and repeats no value', () => {
    const problems = problemsOf({
      GITHUB_API_URL: 'ftp://secret-host',
      PORT: 'eighty',
      TIMEZONE: 'Mars/Olympus',
      SLACK_CHANNEL: '#general',
      POLL_SCHEDULE: 'often',
      SLACK_APP_TOKEN: 'xapp-secret',
    });
    expect(problems).toContain('6 problem(s)');
    for (const name of [
      'GITHUB_API_URL',
      'PORT',
      'TIMEZONE',
      'SLACK_CHANNEL',
      'POLL_SCHEDULE',
      'SLACK_APP_TOKEN needs SLACK_BOT_TOKEN',
    ]) {
      expect(problems).toContain(name);
    }
    expect(problems).not.toContain('secret');
  });

  test('refuses credentials in an address, and does not repeat them', () => {
    const problems = problemsOf({ GITHUB_API_URL: 'https://user:hunter2@github.example' });
    expect(problems).toContain('GITHUB_API_URL must not hold a user name or password');
    expect(problems).not.toContain('hunter2');
  });

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
    rmSync(folder, { recursive: true });
    expect(problemsOf({ SLACK_BOT_TOKEN_FILE: join(folder, 'token') })).toContain(
      'SLACK_BOT_TOKEN_FILE names a file that cannot be read',
    );
  });

  test('asks Azure only when told to, and knows its clouds', () => {
    expect(readConfig({}).azure).toEqual({ discovery: false, schedule: '10 */6 * * *', cloud: 'public' });
    const china = { AZURE_DISCOVERY: 'on', DISCOVERY_SCHEDULE: '0 3 * * *', AZURE_CLOUD: 'china' };
    expect(readConfig(china).azure).toEqual({ discovery: true, schedule: '0 3 * * *', cloud: 'china' });
    const problems = problemsOf({ AZURE_DISCOVERY: 'yes', DISCOVERY_SCHEDULE: 'often', AZURE_CLOUD: 'moon' });
    expect(problems).toMatch(
      /AZURE_DISCOVERY must be on or off\n.*DISCOVERY_SCHEDULE .*\n.*AZURE_CLOUD must be public, china/,
    );
  });

  test('"off" switches the release tracker off', () => {
    expect(readConfig({ RELEASE_TRACKER_URL: 'off' }).releaseTrackerUrl).toBeNull();
    expect(describeConfig(readConfig({ RELEASE_TRACKER_URL: 'off' }))).toContain('RELEASE_TRACKER_URL off');
    const signed = readConfig({ RELEASE_TRACKER_URL: 'https://mirror.example/data.json?sig=hunter2' });
    expect(describeConfig(signed)).toMatch(/RELEASE_TRACKER_URL https:\/\/mirror\.example(?!.*hunter2)/);
  });
});
