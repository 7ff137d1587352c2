import type { types } from '@slack/bolt';
import { listHomeViewers, markHomeViewer, readHome, savePublishedHome } from '../../../app/interactions/read-home.ts';
import { isUserId } from '../../../domain/cluster.ts';
import { digestOf } from '../../../domain/text.ts';
import { classifySlackFailure } from '../sender/classify-slack-failure.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { renderHome } from './render-home.ts';

/** Publishes the Home tab of who opened it. Never throws: a tab that was not published is published next time. */
export async function publishHome(dependencies: SlackDependencies, userId: string): Promise<void> {
  if (!isUserId(userId)) return;
  markHomeViewer(dependencies.context, userId);
  await publish(dependencies, userId, renderFor(dependencies, userId));
}

/** Publishes anew what changed since, for those who looked lately; stops at the first that Slack does not take. */
export async function refreshHomes(dependencies: SlackDependencies): Promise<void> {
  for (const { userId, hash } of listHomeViewers(dependencies.context)) {
    const view = renderFor(dependencies, userId);
    if (digestOfHome(view) !== hash && !(await publish(dependencies, userId, view))) return;
  }
}

function renderFor({ context, command }: SlackDependencies, userId: string): types.HomeView {
  return renderHome(readHome(context, userId), command);
}

async function publish({ client, context }: SlackDependencies, userId: string, view: types.HomeView): Promise<boolean> {
  try {
    await client.views.publish({ user_id: userId, view });
    savePublishedHome(context, userId, digestOfHome(view));
    return true;
  } catch (error) {
    const failure = classifySlackFailure(error);
    const reason = failure.kind === 'rate-limited' ? 'ratelimited' : failure.reason;
    context.logger.warn('A Home tab was not published', { reason });
    return false;
  }
}

/** Of everything but the last block, which tells when it was published. */
function digestOfHome({ blocks }: types.HomeView): string {
  return digestOf(JSON.stringify(blocks.slice(0, -1)));
}
