import type { WritingContext } from '../../src/app/app-context.ts';
import { importClusters } from '../../src/app/clusters/import-clusters.ts';
import { poll } from '../../src/app/polling/poll.ts';
import { createCardPlace } from '../../src/messages/card.ts';
import { createSlackScreens } from '../../src/surfaces/slack/modal.ts';
import { createSlackSurface, type SlackSurface } from '../../src/surfaces/slack/open-slack-surface.ts';
import { createSlackClient } from '../../src/surfaces/slack/sender/create-slack-client.ts';
import { createSlackSender } from '../../src/surfaces/slack/sender/create-slack-sender.ts';
import type { SlackDependencies } from '../../src/surfaces/slack/slack-dependencies.ts';
import { createMetrics } from '../../src/surfaces/web/create-metrics.ts';
import { createWebApp } from '../../src/surfaces/web/create-web-app.ts';
import { startWebServer } from '../../src/surfaces/web/start-web-server.ts';
import { createTestApp, createTestLogger, type TestApp } from './create-test-app.ts';
import { startFakeGitHub } from './fake-github.ts';
import { type FakeSlack, type FakeSlackMessage, type FakeSlackOptions, startFakeSlack } from './fake-slack.ts';
import { copyStore, openCopy } from './open-test-store.ts';
import { createSampleFleet } from './sample-fleet.ts';
import { createSampleReleases } from './sample-notes.ts';
import { createSlackCaller, type SlackCaller } from './slack-caller.ts';
import { type ResponseUrl, startResponseUrl } from './start-response-url.ts';
import { WEB_ALONE } from './web-alone.ts';

/** A member as `users.info` shows one. */
interface FakeMember {
  readonly is_restricted?: boolean;
  readonly is_bot?: boolean;
  readonly real_name?: string;
  readonly team_id?: string;
}

/** How the house is furnished. */
export interface SlackHouseOptions {
  readonly admins?: readonly string[];
  readonly adminGroup?: string | null;
  /** Members by ID; everybody else is a full member. */
  readonly members?: Readonly<Record<string, FakeMember>>;
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly scopes?: readonly string[];
  /** Clusters as `az` prints them; default the sample fleet. */
  readonly fleet?: readonly object[];
  readonly command?: string;
  /** Answers of Slack's methods that replace the usual ones. */
  readonly methods?: FakeSlackOptions['methods'];
}

/** The real surface over real HTTP between a local Slack and a real database. */
export interface SlackHouse {
  readonly app: TestApp;
  readonly context: WritingContext;
  readonly slack: FakeSlack;
  readonly surface: SlackSurface;
  /** What the listeners work with, for what the surface does by itself. */
  readonly dependencies: SlackDependencies;
  readonly call: SlackCaller;
  readonly response: ResponseUrl;
  readonly url: string;
  /** Views as Slack was given them, with the method. */
  views(): { method: string; args: Record<string, string>; view: Record<string, unknown> }[];
  logLines(): { level: string; message: string; fields: Readonly<Record<string, unknown>> }[];
  close(): Promise<void>;
}

/** The secret that requests are signed with. */
export const SIGNING_SECRET = 'test-signing-secret';

/** A database that has read the releases and knows a fleet, and what Slack got of it. */
interface Furniture {
  readonly content: Buffer;
  readonly messages: readonly FakeSlackMessage[];
}

/** By fleet: most tests begin with the same one. */
const furniture = new Map<string, Promise<Furniture>>();

async function furnish(fleet: string): Promise<Furniture> {
  const { app, slack, close } = await startWorld({});
  await poll(app.context);
  importClusters(app.context, [{ name: 'fleet.json', content: new TextEncoder().encode(fleet) }]);
  const content = await copyStore(app.store);
  await close();
  return { content, messages: slack.messages() };
}

/** An application between a GitHub and a Slack of its own. */
async function startWorld(options: SlackHouseOptions, content: Buffer | null = null) {
  const github = await startFakeGitHub({ releases: createSampleReleases() });
  const slack = await startFakeSlack({
    paceMs: 0,
    channels: ['C0TEAM', 'C0NEWS', 'C0BILLING1'],
    methods: methodsOf(options),
  });
  const sender = createSlackSender({
    token: slack.token,
    apiUrl: slack.apiUrl,
    logger: createTestLogger(),
    clock: { now: () => new Date() },
    sleep: async () => undefined,
  });
  const app = createTestApp({
    githubUrl: github.url,
    sender,
    channel: 'C0NEWS',
    ...(content ? { store: openCopy(content) } : {}),
  });
  const close = () => Promise.all([slack.close(), github.close()]);
  return { app, slack, close };
}

const PUBLIC_URL = 'https://vhdwatch.example';

/** Starts everything; the releases are read and the clusters registered. */
export async function startSlackHouse(options: SlackHouseOptions = {}): Promise<SlackHouse> {
  const fleet = JSON.stringify(options.fleet ?? createSampleFleet());
  const furnished = furniture.get(fleet) ?? furnish(fleet);
  furniture.set(fleet, furnished);
  const { content, messages } = await furnished;
  const { app, slack, close } = await startWorld(options, content);
  const { context } = app;
  for (const message of messages) slack.plant({ ...message });
  const surface = await createSlackSurface({
    context,
    botToken: slack.token,
    apiUrl: slack.apiUrl,
    signingSecret: SIGNING_SECRET,
    appToken: undefined,
    command: options.command ?? '/vhdwatch',
    publicUrl: PUBLIC_URL,
    admins: options.admins ?? [],
    adminGroup: options.adminGroup ?? null,
  });
  const { slackListener } = surface;
  const web = createWebApp({
    ...WEB_ALONE,
    context,
    desk: null,
    chat: 'Slack',
    metrics: createMetrics({ ...WEB_ALONE, context }),
    slackListener: slackListener ?? null,
  });
  const server = await startWebServer({ app: web, host: '127.0.0.1', port: 0 });
  const response = await startResponseUrl();
  const url = `${server.url}/slack/events`;
  return {
    app,
    context,
    slack,
    surface,
    dependencies: {
      context,
      command: '/vhdwatch',
      place: createCardPlace(PUBLIC_URL, '/vhdwatch'),
      screens: createSlackScreens(createSlackClient({ token: slack.token, apiUrl: slack.apiUrl })),
      access: { ensureMayChange: async () => {}, ensureIsMember: async () => {}, findName: async (userId) => userId },
    },
    response,
    url,
    call: createSlackCaller(url, SIGNING_SECRET),
    views: () =>
      slack.requests
        .filter(({ method, args }) => method.startsWith('views.') && args['view'] !== undefined)
        .map(({ method, args }) => ({
          method,
          args,
          view: JSON.parse(args['view'] ?? '{}') as Record<string, unknown>,
        })),
    logLines: () => (context.logger as ReturnType<typeof createTestLogger>).lines,
    close: async () => {
      await surface.stop();
      await server.close();
      await response.close();
      await close();
    },
  };
}

function methodsOf({ members = {}, groups = {}, methods = {} }: SlackHouseOptions) {
  const ok = () => ({ ok: true, view: { id: 'V0OPENED' } });
  return {
    'users.info': (args: Readonly<Record<string, string>>) => ({
      ok: true,
      user: { id: args['user'], name: 'somebody', ...members[args['user'] ?? ''] },
    }),
    'usergroups.users.list': (args: Readonly<Record<string, string>>) =>
      groups[args['usergroup'] ?? '']
        ? { ok: true, users: groups[args['usergroup'] ?? ''] }
        : { ok: false, error: 'no_such_subteam' },
    'views.open': ok,
    'views.update': ok,
    'views.publish': ok,
    ...methods,
  };
}
