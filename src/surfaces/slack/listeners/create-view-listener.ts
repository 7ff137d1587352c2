import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { isOutsider } from '../access/rights.ts';
import { answerSentence, composeAnswer, explainError, undoButtons } from '../answers/answer.ts';
import { CLUSTER_MODAL, IMPORT_MODAL } from '../modals/cluster-modal.ts';
import { createResultModal, readMetadata, readViewState } from '../modals/modal.ts';
import { SUBSCRIBE_MODAL } from '../modals/subscribe-modal.ts';
import { readText } from '../read-payload.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { importClustersView, saveClusterView } from './clusters.ts';
import type { ChangeResult, Verdict, ViewHandler } from './handlers.ts';
import { HOLD_MODAL, holdImageView } from './images.ts';
import { answerOutsider, claimOnce, readInteraction } from './interaction.ts';
import { ASSIGN_MODAL, assignMessageView } from './posted-messages.ts';
import { SNOOZE_MODAL, saveSnoozeView } from './snoozes.ts';
import { saveSubscriptionView } from './subscriptions.ts';

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
    const message = composeAnswer(result.answer, undoButtons(result.undo), dependencies.context.logger);
    return ack({ response_action: 'update', view: createResultModal(message) });
  };
}

async function handleSubmission(
  dependencies: SlackDependencies,
  handler: ViewHandler,
  body: unknown,
  view: unknown,
): Promise<Extract<Verdict, { problems: unknown }> | ChangeResult> {
  const { context, workspace, command } = dependencies;
  const { actor, origin } = readInteraction(body);
  if (isOutsider(workspace, origin)) return { answer: answerOutsider() };
  try {
    const submission = { dependencies, actor, state: readViewState(view), metadata: readMetadata(view) };
    const verdict = await handler(submission);
    if ('problems' in verdict) return verdict;
    if (!claimOnce(context, 'view', readText(view, 'id'))) return { answer: answerSentence('That was saved already.') };
    return await verdict.change();
  } catch (error) {
    return { answer: explainError(error, context.logger, command) };
  }
}
