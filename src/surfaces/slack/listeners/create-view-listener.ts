import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { isOutsider } from '../access/rights.ts';
import { type Answer, answerSentence, explainError } from '../answers/answer.ts';
import { drawCard } from '../messages/card-blocks.ts';
import { createResultModal, readMetadata, readViewState } from '../modals/modal.ts';
import { readText } from '../read-payload.ts';
import type { SlackConnection, SlackDependencies } from '../slack-dependencies.ts';
import type { Submission, Verdict, ViewHandler } from './handlers.ts';
import { answerOutsider, claimOnce, readInteraction } from './interaction.ts';
import { FORMS } from './registry.ts';

/** The one listener for submitted forms: problems next to their fields, else what changed in place of the form. */
export function createViewListener(dependencies: SlackDependencies, { workspace }: SlackConnection) {
  const { context } = dependencies;
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const formId = readText(view, 'callback_id');
    if (!findHandler(formId)) return ack();
    const { actor, origin } = readInteraction(body);
    const submission = { dependencies, actor, state: readViewState(view), metadata: readMetadata(view) };
    const result = isOutsider(workspace, origin)
      ? answerOutsider()
      : await takeSubmission(formId, submission, () => claimOnce(context, 'view', readText(view, 'id')));
    if ('problems' in result) return ack({ response_action: 'errors', errors: { ...result.problems } });
    return ack({ response_action: 'update', view: createResultModal(drawCard(result)) });
  };
}

function findHandler(formId: string): ViewHandler | undefined {
  return Object.hasOwn(FORMS, formId) ? FORMS[formId] : undefined;
}

/** Does what a form is there for, unless something is wrong with it. `claim`: false where it was done before. */
export async function takeSubmission(
  formId: string,
  submission: Submission,
  claim: () => boolean,
): Promise<Extract<Verdict, { problems: unknown }> | Answer> {
  const { context, command } = submission.dependencies;
  try {
    const verdict = await findHandler(formId)?.(submission);
    if (!verdict || 'problems' in verdict) return verdict ?? { problems: {} };
    return claim() ? await verdict.change() : answerSentence('That was saved already.');
  } catch (error) {
    return explainError(error, context.logger, command);
  }
}
