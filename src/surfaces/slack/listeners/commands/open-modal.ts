import type { types } from '@slack/bolt';
import { AppError } from '../../../../domain/app-error.ts';
import { sanitizeErrorCode } from '../../sender/classify-slack-failure.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';

/**
 * Opens a modal for who clicked or typed; Slack takes it within three seconds of that.
 * @throws AppError `unavailable` that says why Slack did not open it
 */
export async function openModal(
  { client }: SlackDependencies,
  triggerId: string,
  view: types.ModalView,
): Promise<void> {
  try {
    await client.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    const { data } = error as { data?: { error?: unknown } };
    throw new AppError('unavailable', `Slack did not open the form (${sanitizeErrorCode(data?.error)}). Try again.`, {
      cause: error,
    });
  }
}
