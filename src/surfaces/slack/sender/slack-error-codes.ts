/** What a refusal of Slack means for what is done next. */
export type SlackErrorClass =
  | 'destination'
  | 'thread'
  | 'credential'
  | 'payload'
  | 'rate-limited'
  | 'transient'
  | 'ambiguous';

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

/**
 * The class of an `error` code of Slack's Web API. A code that Slack's pages do not list counts as `ambiguous`:
 * it costs one look into the channel's history, where a wrong guess would cost a lost or a repeated message.
 */
export function classOfSlackError(code: string): SlackErrorClass {
  const known = CLASS_OF_CODE.get(code);
  if (known) return known;
  return code.startsWith('restricted_action') ? 'destination' : 'ambiguous';
}
