import { createHash } from 'node:crypto';
import { markHomeViewer, savePublishedHome } from '../../../app/home-viewers.ts';
import { readHome } from '../../../app/read-home.ts';
import { classifySlackFailure } from '../sender/classify-slack-failure.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { renderHome } from './render-home.ts';

/** Publishes the Home tab of a person as it is now. Never throws: a tab that was not published is published next time. */
export async function publishHome(dependencies: SlackDependencies, userId: string): Promise<void> {
  const { client, context, command } = dependencies;
  if (!/^[UW][A-Z0-9]{2,}$/.test(userId)) return;
  markHomeViewer(context, userId);
  const view = renderHome(readHome(context, userId), command);
  try {
    await client.views.publish({ user_id: userId, view });
    savePublishedHome(context, userId, createHash('sha256').update(JSON.stringify(view)).digest('hex'));
  } catch (error) {
    const failure = classifySlackFailure(error);
    context.logger.warn('A Home tab was not published', {
      reason: failure.kind === 'rate-limited' ? 'ratelimited' : failure.reason,
    });
  }
}
