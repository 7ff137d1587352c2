import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { isOutsider } from '../../access/is-outsider.ts';
import { type Answer, composeAnswer } from '../../answers/answer.ts';
import { answerSentence } from '../../answers/answer-sentence.ts';
import { button } from '../../answers/button.ts';
import { explainError } from '../../answers/explain-error.ts';
import { toSendable } from '../../answers/to-sendable.ts';
import { ASSIGN_MODAL } from '../../modals/assign-modal.ts';
import { CLUSTER_MODAL } from '../../modals/cluster-modal.ts';
import { HOLD_MODAL } from '../../modals/hold-modal.ts';
import { IMPORT_MODAL } from '../../modals/import-modal.ts';
import { readMetadata, readViewState } from '../../modals/read-state.ts';
import { createResultModal } from '../../modals/result-modal.ts';
import { SNOOZE_MODAL } from '../../modals/snooze-modal.ts';
import { SUBSCRIBE_MODAL } from '../../modals/subscribe-modal.ts';
import { readText } from '../../read-payload.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';
import { claimOnce } from '../claim-once.ts';
import { answerOutsider } from '../commands/answer-query.ts';
import { readInteraction } from '../read-interaction.ts';
import { assignMessageView } from './assign-message.ts';
import { holdImageView } from './hold-image.ts';
import { importClustersView } from './import-clusters.ts';
import { saveClusterView } from './save-cluster.ts';
import { saveSnoozeView } from './save-snooze.ts';
import { saveSubscriptionView } from './save-subscription.ts';
import type { ViewHandler } from './view-handler.ts';

const HANDLERS: Readonly<Record<string, ViewHandler>> = {
  [CLUSTER_MODAL]: saveClusterView,
  [IMPORT_MODAL]: importClustersView,
  [SUBSCRIBE_MODAL]: saveSubscriptionView,
  [SNOOZE_MODAL]: saveSnoozeView,
  [ASSIGN_MODAL]: assignMessageView,
  [HOLD_MODAL]: holdImageView,
};

/** The one listener for submitted forms: problems next to their fields, else what changed in place of the form. */
export function createViewListener(dependencies: SlackDependencies) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const callbackId = readText(view, 'callback_id');
    const handler = Object.hasOwn(HANDLERS, callbackId) ? HANDLERS[callbackId] : undefined;
    if (!handler) return ack();
    const result = await handleSubmission(dependencies, handler, body, view);
    if ('problems' in result) return ack({ response_action: 'errors', errors: { ...result.problems } });
    const { text, blocks } = toSendable(composeAnswer(result.answer, result.buttons), dependencies.context.logger);
    return ack({ response_action: 'update', view: createResultModal({ text, blocks }) });
  };
}

type SubmissionResult =
  | { readonly problems: Readonly<Record<string, string>> }
  | { readonly answer: Answer; readonly buttons: ReturnType<typeof button>[] };

async function handleSubmission(
  dependencies: SlackDependencies,
  handler: ViewHandler,
  body: unknown,
  view: unknown,
): Promise<SubmissionResult> {
  const { context, workspace, command } = dependencies;
  const { actor, userTeam, teamId } = readInteraction(body);
  if (isOutsider(workspace, userTeam, teamId)) return { answer: answerOutsider(), buttons: [] };
  try {
    const submission = { dependencies, actor, state: readViewState(view), metadata: readMetadata(view) };
    const verdict = await handler(submission);
    if ('problems' in verdict) return verdict;
    if (!claimOnce(context, 'view', readText(view, 'id')))
      return { answer: answerSentence('That was saved already.'), buttons: [] };
    const { answer, undo } = await verdict.change();
    return { answer, buttons: undo === undefined ? [] : [button('change.undo', 'Undo', String(undo))] };
  } catch (error) {
    return { answer: explainError(error, context.logger, command), buttons: [] };
  }
}
