import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';

interface Manifest {
  display_information: { name: string; description: string; long_description: string; background_color: string };
  features: {
    app_home: Record<string, boolean>;
    bot_user: { display_name: string };
    slash_commands: {
      command: string;
      description: string;
      usage_hint: string;
      should_escape: boolean;
      url?: string;
    }[];
  };
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { is_enabled: boolean; request_url?: string };
    socket_mode_enabled: boolean;
    token_rotation_enabled: boolean;
    org_deploy_enabled: boolean;
  };
}

const text = readFileSync(new URL('../../deploy/slack-manifest.yaml', import.meta.url), 'utf8');
const socket = parse(text) as Manifest;
const http = parse(
  text.replace(/# (url|request_url):/g, '$1:').replace('socket_mode_enabled: true', 'socket_mode_enabled: false'),
) as Manifest;

const lengthBetween = (value: string, least: number, most: number) => value.length >= least && value.length <= most;

describe.each([
  ['Socket Mode', socket],
  ['HTTP mode', http],
])('the manifest for %s', (_mode, manifest) => {
  test('keeps the limits of Slack', () => {
    const { name, description, long_description: long, background_color: colour } = manifest.display_information;
    expect(lengthBetween(name, 1, 35)).toBe(true);
    expect(lengthBetween(description, 1, 140)).toBe(true);
    expect(lengthBetween(long, 175, 4000)).toBe(true);
    expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    expect(manifest.features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
    for (const command of manifest.features.slash_commands) {
      expect(command.command).toMatch(/^\/[^\s/]{1,31}$/);
      expect(lengthBetween(command.description, 1, 2000)).toBe(true);
      expect(lengthBetween(command.usage_hint, 1, 1000)).toBe(true);
      expect(command.should_escape).toBe(true);
    }
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(['app_home_opened']);
    expect(manifest.settings).toMatchObject({
      token_rotation_enabled: false,
      org_deploy_enabled: false,
      interactivity: { is_enabled: true },
    });
  });

  test('asks for no scope beyond what is used, each once', () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(bot).toEqual(['chat:write', 'commands', 'users:read']);
    expect(optional).toEqual(['channels:history', 'groups:history', 'files:write', 'usergroups:read']);
    expect(text).not.toMatch(/chat:write\.customize|\buser:\s*\n/);
  });

  test('names the command that the service answers to by default', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([readConfig({}).slack.command]);
  });
});

test('HTTP mode has one address for everything, Socket Mode none', () => {
  const addressesOf = ({ features, settings }: Manifest) => [
    ...features.slash_commands.map(({ url }) => url),
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
  ];
  expect(addressesOf(socket)).toEqual([undefined, undefined, undefined]);
  expect(new Set(addressesOf(http))).toEqual(new Set(['https://vhdwatch.example.com/slack/events']));
  expect(http.settings.socket_mode_enabled).toBe(false);
});

test('explains every scope', () => {
  for (const scope of [...socket.oauth_config.scopes.bot, ...socket.oauth_config.scopes.bot_optional]) {
    expect(text).toMatch(new RegExp(`# [^\\n]+\\n(?:\\s+- [a-z:]+\\n)*\\s+- ${scope}\\n`));
  }
});
