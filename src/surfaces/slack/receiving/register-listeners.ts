import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  RespondArguments,
  RespondFn,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
  webApi,
} from '@slack/bolt';
import { findClusterChoices } from '../../../app/fleet/find-clusters.ts';
import type { Logger } from '../../../domain/logger.ts';
import type { SlackWorkspace } from '../access/create-access-policy.ts';
import { isOutsider, type RequestOrigin } from '../access/rights.ts';
import { type Answer, answerSentence } from '../answer.ts';
import type { Click } from '../listeners/handlers.ts';
import { publishHome } from '../listeners/home.ts';
import {
  type Audience,
  claimOnce,
  findClick,
  findForm,
  takeClick,
  takeCommand,
  takeSubmission,
} from '../listeners/take-requests.ts';
import { drawCard } from '../messages/card-blocks.ts';
import { CLUSTER_OPTIONS, createResultModal, readMetadata, readViewState, toOption } from '../modal.ts';
import { readFields, readText } from '../read-payload.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';

/** What only those know who take Slack's requests. */
export interface SlackConnection {
  /** Without retries of its own; its calls throw what `classifySlackFailure` sorts. */
  readonly client: Pick<webApi.WebClient, 'views'>;
  readonly workspace: SlackWorkspace;
}

/** Bolt runs every listener that matches, and a second acknowledgement throws: so none is exact, each hands on by name. */
export function registerListeners(app: App, dependencies: SlackDependencies, connection: SlackConnection): void {
  app.command(/.*/, createCommandListener(dependencies, connection));
  app.action<BlockAction>(/.*/, createActionListener(dependencies, connection));
  app.view(/.*/, createViewListener(dependencies, connection));
  app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => ack());
  app.options<'block_suggestion'>(/.*/, createOptionsListener(dependencies, connection));
  app.shortcut(/.*/, ({ ack }) => ack());
  app.event(/.*/, createEventListener(dependencies, connection));
}

/** A question is answered in the acknowledgement; a change after it, since asking Slack who somebody is takes time. */
function createCommandListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ command, ack, respond }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const say = (answer: Answer) => ack(toEphemeral(answer));
    if (isOutsider(workspace, readOrigin(command))) return say(answerOutsider());
    const id = readText(command, 'user_id');
    const asked = {
      ...dependencies,
      actor: { id, name: readText(command, 'user_name') || id },
      channel: readText(command, 'channel_id'),
      triggerId: readText(command, 'trigger_id'),
      screen: null,
    };
    await takeCommand(readText(command, 'text'), asked, say, async () => {
      await ack();
      if (!claimOnce(context, 'command', asked.triggerId)) return null;
      return (answer) => reply(respond, toEphemeral(answer), context.logger);
    });
  };
}

/** The one listener for clicks. Links and fields of forms send clicks too, without a value: those are acknowledged, and that is all. */
function createActionListener(dependencies: SlackDependencies, { client, workspace }: SlackConnection) {
  const { context } = dependencies;
  return async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    const { ack, body, action } = args;
    const respond = args.respond as RespondFn | undefined;
    await ack();
    const actionId = readText(action, 'action_id');
    const value = readText(action, 'value');
    if (!findClick(actionId) && !(readText(action, 'type') === 'button' && value !== '')) return;
    const { actor, origin, triggerId } = readInteraction(body);
    const click = { ...dependencies, ...readPlace(body), actor, triggerId, value };
    const say = (answer: Answer, how: Audience) => sayReply(click, answer, how, respond, client);
    if (isOutsider(workspace, origin)) return say(answerOutsider(), 'beside');
    if (claimOnce(context, 'click', keyOfClick(body, action))) await takeClick(actionId, click, say);
  };
}

function readPlace(body: unknown): Pick<Click, 'channel' | 'messageTs' | 'screen'> {
  const view = readFields(body, 'view');
  const container = readFields(body, 'container');
  const kind = readText(view, 'type') === 'modal' ? 'form' : 'home';
  const screen = { id: readText(view, 'id'), hash: readText(view, 'hash'), kind, state: readViewState(view) } as const;
  return {
    channel: readText(readFields(body, 'channel'), 'id') || readText(container, 'channel_id'),
    messageTs: readText(readFields(body, 'message'), 'ts') || readText(container, 'message_ts'),
    screen: Object.keys(view).length > 0 ? screen : null,
  };
}

/** The same click delivered twice; two clicks of a person differ in it. */
function keyOfClick(body: unknown, action: unknown): string {
  const at = readText(action, 'action_ts') || readText(body, 'trigger_id');
  return at && `${readText(readFields(body, 'user'), 'id')}/${readText(action, 'action_id')}/${at}`;
}

/** Says it where the click was: beside the message, in it, to its channel; in a modal, or as a modal over the Home tab. */
async function sayReply(
  click: Click,
  answer: Answer,
  how: Audience,
  respond: RespondFn | undefined,
  client: SlackConnection['client'],
): Promise<void> {
  if (click.screen !== null || !respond) return sayOnScreen(click, answer, client);
  const audience = how === 'to-channel' ? ({ response_type: 'in_channel' } as const) : {};
  const message = { ...toEphemeral(answer), replace_original: how === 'instead', ...audience };
  await reply(respond, message, click.context.logger);
}

async function sayOnScreen(
  { context, screen, triggerId }: Click,
  answer: Answer,
  { views }: SlackConnection['client'],
): Promise<void> {
  const view = createResultModal(drawCard(answer));
  try {
    if (screen?.kind === 'form') await views.update({ view_id: screen.id, view });
    else await views.open({ trigger_id: triggerId, view });
  } catch {
    context.logger.warn('A click could not be answered', { in: screen?.kind ?? 'message' });
  }
}

function createViewListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const formId = readText(view, 'callback_id');
    if (!findForm(formId)) return ack();
    const { actor, origin, triggerId } = readInteraction(body);
    const filled = { state: readViewState(view), metadata: readMetadata(view) };
    const submission = { ...dependencies, actor, channel: '', triggerId, screen: null, ...filled };
    const result = isOutsider(workspace, origin)
      ? answerOutsider()
      : await takeSubmission(formId, submission, () => claimOnce(context, 'view', readText(view, 'id')));
    if ('problems' in result) return ack({ response_action: 'errors', errors: { ...result.problems } });
    return ack({ response_action: 'update', view: createResultModal(drawCard(result)) });
  };
}

const MOST_OPTIONS = 50;

/** The one listener for fields that are searched while typing: clusters by name. */
function createOptionsListener({ context }: SlackDependencies, { workspace }: SlackConnection) {
  return async ({ ack, body }: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> => {
    const isOurs =
      readText(body, 'action_id') === CLUSTER_OPTIONS && !isOutsider(workspace, readInteraction(body).origin);
    const found = isOurs ? findClusterChoices(context, readText(body, 'value'), MOST_OPTIONS) : [];
    await ack({ options: found.map(({ ref, name }) => toOption({ value: ref, label: name })) });
  };
}

/** The one listener for events: somebody opened the Home tab. Bolt has acknowledged an event before it comes here. */
function createEventListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ event, body }: SlackEventMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    if (readText(event, 'type') !== 'app_home_opened' || readText(event, 'tab') !== 'home') return;
    if (isOutsider(workspace, readOrigin(body))) return;
    if (!claimOnce(context, 'event', readText(body, 'event_id'))) return;
    await publishHome(dependencies, readText(event, 'user'));
  };
}

/** What every interactive payload tells. Never throws: what is missing is empty. */
export function readInteraction(body: unknown) {
  const user = readFields(body, 'user');
  const team = readFields(body, 'team');
  const id = readText(user, 'id');
  return {
    actor: { id, name: readText(user, 'username') || readText(user, 'name') || id },
    origin: {
      userTeam: readText(user, 'team_id') || null,
      teamId: readText(team, 'id') || null,
      enterpriseId: readText(readFields(body, 'enterprise'), 'id') || readText(team, 'enterprise_id') || null,
    },
    triggerId: readText(body, 'trigger_id'),
  };
}

/** Where a command or an event is from: its fields stand beside each other. */
export function readOrigin(body: unknown): RequestOrigin {
  const textOf = (name: string) => readText(body, name) || null;
  return { userTeam: null, teamId: textOf('team_id'), enterpriseId: textOf('enterprise_id') };
}

function toEphemeral(answer: Answer): RespondArguments & { text: string } {
  const { text, blocks } = drawCard(answer);
  return { response_type: 'ephemeral', replace_original: false, text, blocks: [...blocks] };
}

/** Sends through a `response_url`. Never throws: the change is made whether or not its confirmation arrives. */
async function reply(respond: RespondFn | undefined, message: RespondArguments, logger: Logger): Promise<void> {
  try {
    await respond?.(message);
  } catch (error) {
    logger.warn('An answer could not be sent', { reason: error instanceof Error ? error.name : 'unknown' });
  }
}

function answerOutsider(): Answer {
  return answerSentence('vhdwatch answers only members of the workspace that installed it.');
}
