import type { AppContext } from '../../../app/app-context.ts';
import { claimInteraction } from '../../../app/interactions/claim-interaction.ts';

/**
 * True the first time this click, command or event is seen. Slack repeats events, people click twice, and a request can
 * be sent again inside the five minutes of its signature. What has no key of its own is not held back.
 */
export function claimOnce(context: AppContext, kind: string, key: string): boolean {
  return key === '' || claimInteraction(context, `${kind}/${key.slice(0, 200)}`);
}
