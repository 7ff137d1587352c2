import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { publishHome } from '../../home/publish-home.ts';
import { readText } from '../../read-payload.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';
import { claimOnce } from '../claim-once.ts';

/** The one listener for events: somebody opened the Home tab. Bolt has acknowledged an event before it comes here. */
export function createEventListener(dependencies: SlackDependencies) {
  const { context, workspace } = dependencies;
  return async ({ event, body }: SlackEventMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    if (readText(event, 'type') !== 'app_home_opened' || readText(event, 'tab') !== 'home') return;
    const teamId = readText(body, 'team_id');
    if (workspace.teamId !== null && teamId !== workspace.teamId) return;
    if (!claimOnce(context, 'event', readText(body, 'event_id'))) return;
    await publishHome(dependencies, readText(event, 'user'));
  };
}
