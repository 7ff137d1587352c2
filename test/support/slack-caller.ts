import { createHmac } from 'node:crypto';

/** What the endpoint answered. */
export interface SlackAnswer {
  readonly status: number;
  readonly body: string;
  /** The body as JSON, `null` where it is none. */
  readonly json: Record<string, unknown> | null;
}

/** How a request is made; everything has a good default. */
interface CallOptions {
  /** Seconds since 1970; default now. */
  readonly timestamp?: number;
  readonly signature?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Plays Slack's side: signed requests to one endpoint. */
export interface SlackCaller {
  raw(body: string, options?: CallOptions): Promise<SlackAnswer>;
  /** A slash command; `fields` replace what Slack would send. */
  command(text: string, fields?: Readonly<Record<string, string>>, options?: CallOptions): Promise<SlackAnswer>;
  /** An interaction: `block_actions`, `view_submission`, …, as the `payload` of a form. */
  interact(payload: object, options?: CallOptions): Promise<SlackAnswer>;
  event(event: object, fields?: object, options?: CallOptions): Promise<SlackAnswer>;
}

let counter = 0;

/** A trigger ID or event ID that was never used before. */
export function freshId(prefix = 'trigger'): string {
  counter += 1;
  return `${prefix}.${Date.now()}.${counter}`;
}

/** Signs as Slack does and sends a string body: `fetch` would add a character set to a form otherwise. */
export function createSlackCaller(url: string, secret: string): SlackCaller {
  async function raw(body: string, options: CallOptions = {}): Promise<SlackAnswer> {
    const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000));
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': options.contentType ?? 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': options.signature ?? `v0=${digest}`,
        ...options.headers,
      },
    });
    const text = await response.text();
    return { status: response.status, body: text, json: parse(text) };
  }
  return {
    raw,
    command: (text, fields = {}, options = {}) =>
      raw(new URLSearchParams(commandFields(text, fields)).toString(), options),
    interact: (payload, options = {}) =>
      raw(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), options),
    event: (event, fields = {}, options = {}) =>
      raw(
        JSON.stringify({
          type: 'event_callback',
          team_id: 'T0EXAMPLE',
          api_app_id: 'A0VHDWATCH',
          event_id: freshId('Ev'),
          event,
          ...fields,
        }),
        {
          contentType: 'application/json',
          ...options,
        },
      ),
  };
}

function commandFields(text: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return {
    command: '/vhdwatch',
    text,
    user_id: 'U0ANN',
    user_name: 'ann',
    channel_id: 'C0TEAM',
    channel_name: 'team',
    team_id: 'T0EXAMPLE',
    team_domain: 'example',
    trigger_id: freshId(),
    api_app_id: 'A0VHDWATCH',
    ...fields,
  };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
