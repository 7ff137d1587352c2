import type { webApi } from '@slack/bolt';
import { boundRetryAfter, type SendOutcome } from '../../../domain/sender.ts';

type SlackFailure = Exclude<SendOutcome, { readonly kind: 'delivered' }>;

const DEFAULT_RETRY_AFTER_MS = 30_000;

/** The request never left this machine, so nothing can have been posted. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|ERR_TLS_CERT_ALTNAME_INVALID|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)$/;

/** Reasons are codes of ours or Slack's (`[a-z0-9_]`), never text of the other side: a proxy's HTML arrives as one. */
export function classifySlackFailure(error: unknown): SlackFailure {
  if (isOfSlack<webApi.WebAPIRateLimitedError>(error, 'slack_webapi_rate_limited_error'))
    return rateLimited(error.retryAfter);
  if (isOfSlack<webApi.WebAPIPlatformError>(error, 'slack_webapi_platform_error')) return classifyRefusal(error);
  if (isOfSlack<webApi.WebAPIHTTPError>(error, 'slack_webapi_http_error')) return classifyStatus(error.statusCode);
  const code = codesOf(error).find((one) => NOT_SENT.test(one));
  if (code) return { kind: 'transient', reason: `not_sent_${code.toLowerCase()}` };
  return { kind: 'ambiguous', reason: isTimeout(error) ? 'answer_timeout' : 'answer_lost' };
}

/** By the code that Slack documents: its classes would load the whole library, also where messages go to no Slack. */
function isOfSlack<E extends { readonly code: webApi.ErrorCode }>(
  error: unknown,
  code: `${E['code']}`,
): error is E & Error {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Why it failed, in one word for a log or a person. */
export function reasonOf(failure: SlackFailure): string {
  return failure.kind === 'rate-limited' ? 'ratelimited' : failure.reason;
}

/** A refusal's code, when it is one; `malformed_answer` for anything else that stands there. */
export function sanitizeErrorCode(code: unknown): string {
  return typeof code === 'string' && /^[a-z0-9_]{1,64}$/.test(code) ? code : 'malformed_answer';
}

function classifyRefusal(error: webApi.WebAPIPlatformError): SlackFailure {
  const code = sanitizeErrorCode(error.data.error);
  const reason = code === 'invalid_blocks' && blamesFile(error) ? 'invalid_slack_file' : code;
  const scope = classOfSlackError(reason);
  if (scope === 'rate-limited') return rateLimited(error.data.response_metadata?.retryAfter);
  if (scope === 'transient' || scope === 'ambiguous') return { kind: scope, reason };
  return { kind: 'refused', scope, reason };
}

/** Slack says only in words for people that it was a picture's file: deleted, or not looked at yet. */
function blamesFile({ data }: webApi.WebAPIPlatformError): boolean {
  const { messages = [] } = (data.response_metadata ?? {}) as { readonly messages?: readonly unknown[] };
  return messages.some((message) => typeof message === 'string' && /slack[ _]file/i.test(message));
}

/** 5xx may come from behind the point where the message was posted; other statuses mean it never got there. */
function classifyStatus(status: number): SlackFailure {
  const posted = status >= 500 || status === 408 || status < 300;
  return { kind: posted ? 'ambiguous' : 'transient', reason: `http_${status}` };
}

function rateLimited(seconds: number | undefined): SlackFailure {
  const asked = Number.isFinite(seconds) ? Number(seconds) * 1000 : DEFAULT_RETRY_AFTER_MS;
  return { kind: 'rate-limited', retryAfterMs: boundRetryAfter(asked) };
}

/** The `code` of an error, of its causes and of the addresses that were tried (`AggregateError`). */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { code, cause, errors, original } = error as Record<'code' | 'cause' | 'errors' | 'original', unknown>;
  const inner = [cause, original, ...(Array.isArray(errors) ? errors : [])];
  return [...(typeof code === 'string' ? [code] : []), ...inner.flatMap((one) => codesOf(one, depth + 1))];
}

function isTimeout(error: unknown): boolean {
  const names = [error, (error as { original?: unknown } | null)?.original].map((one) => (one as Error | null)?.name);
  return names.includes('TimeoutError');
}

type SlackErrorClass = 'destination' | 'thread' | 'credential' | 'payload' | 'rate-limited' | 'transient' | 'ambiguous';

const CLASSES: Readonly<Record<SlackErrorClass, string>> = {
  destination: `channel_not_found not_in_channel is_archived is_inactive read_only_channel thread_only_channel
    no_permission messages_tab_disabled ekm_access_denied cannot_dm_bot user_disabled team_not_found`,
  // Answers are refused there; that says nothing of messages to the channel.
  thread: `thread_locked cannot_reply_to_message non_threadable_channel restricted_action_thread_locked
    restricted_action_non_threadable_channel`,
  credential: `invalid_auth not_authed token_revoked token_expired account_inactive missing_scope
    not_allowed_token_type app_access_restricted access_denied accesslimited enterprise_is_restricted
    two_factor_setup_required`,
  // The last line concerns one message that cannot be changed any more: nothing is wrong with its channel.
  payload: `invalid_blocks invalid_blocks_format invalid_attachments msg_blocks_too_long msg_too_long no_text
    too_many_attachments attachment_payload_limit_exceeded markdown_text_conflict invalid_metadata_format
    invalid_metadata_schema metadata_too_large invalid_slack_file invalid_arguments invalid_form_data block_mismatch
    message_not_found cant_update_message edit_window_closed`,
  'rate-limited': 'ratelimited rate_limited',
  transient: 'message_limit_exceeded service_unavailable team_added_to_org org_login_required',
  ambiguous: 'fatal_error internal_error request_timeout',
};

const CLASS_OF_CODE = new Map(
  Object.entries(CLASSES).flatMap(([kind, codes]) =>
    codes.split(/\s+/).map((code) => [code, kind as SlackErrorClass] as const),
  ),
);

/** A code that Slack does not list is `ambiguous`: a look into the history costs less than a lost or repeated message. */
function classOfSlackError(code: string): SlackErrorClass {
  const known = CLASS_OF_CODE.get(code);
  if (known) return known;
  return code.startsWith('restricted_action') ? 'destination' : 'ambiguous';
}
