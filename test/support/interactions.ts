import { freshId } from './slack-caller.ts';

/** Fields that replace what Slack would send. */
export interface InteractionFields {
  readonly userId?: string;
  readonly userTeam?: string;
  readonly responseUrl?: string;
  readonly channel?: string;
  readonly messageTs?: string;
  readonly view?: object;
  readonly actionTs?: string;
}

/** A click on a button, as Slack sends it. */
export function createClick(actionId: string, value: string, fields: InteractionFields = {}): object {
  const {
    userId = 'U0ANN',
    userTeam = 'T0EXAMPLE',
    channel = 'C0TEAM',
    messageTs = freshId('ts'),
    view,
    responseUrl,
  } = fields;
  const place = view
    ? { view, container: { type: 'view' } }
    : {
        channel: { id: channel, name: 'team' },
        message: { ts: messageTs },
        container: { type: 'message', channel_id: channel, message_ts: messageTs },
      };
  return {
    type: 'block_actions',
    user: { id: userId, username: userId === 'U0ANN' ? 'ann' : userId.toLowerCase(), team_id: userTeam },
    team: { id: 'T0EXAMPLE', domain: 'example' },
    trigger_id: freshId(),
    api_app_id: 'A0VHDWATCH',
    ...(responseUrl ? { response_url: responseUrl } : {}),
    ...place,
    actions: [
      { type: 'button', action_id: actionId, block_id: 'b1', value, action_ts: fields.actionTs ?? freshId('at') },
    ],
  };
}

/** A submitted form: `values` by field name, each as the element's state (`{ value: 'x' }`, `{ selected_date: … }`). */
export function createSubmission(
  callbackId: string,
  values: Readonly<Record<string, object>>,
  fields: InteractionFields & { readonly metadata?: object; readonly viewId?: string } = {},
): object {
  const { userId = 'U0ANN', userTeam = 'T0EXAMPLE', metadata = {}, viewId = freshId('V') } = fields;
  return {
    type: 'view_submission',
    user: { id: userId, username: userId === 'U0ANN' ? 'ann' : userId.toLowerCase(), team_id: userTeam },
    team: { id: 'T0EXAMPLE', domain: 'example' },
    trigger_id: freshId(),
    api_app_id: 'A0VHDWATCH',
    view: {
      id: viewId,
      type: 'modal',
      callback_id: callbackId,
      private_metadata: JSON.stringify(metadata),
      hash: 'h',
      state: {
        values: Object.fromEntries(Object.entries(values).map(([name, element]) => [name, { value: element }])),
      },
    },
  };
}
