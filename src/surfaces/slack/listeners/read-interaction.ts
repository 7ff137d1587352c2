import type { Actor } from '../../../domain/actor.ts';
import { readFields, readText } from '../read-payload.ts';

/** Who did something, and where they belong. */
export interface Interaction {
  readonly actor: Actor;
  /** Team of the person; `null` where the payload has none. */
  readonly userTeam: string | null;
  readonly teamId: string | null;
  readonly triggerId: string;
}

/** What every interactive payload tells. Never throws: what is missing is empty. */
export function readInteraction(body: unknown): Interaction {
  const user = readFields(body, 'user');
  const id = readText(user, 'id');
  return {
    actor: { id, name: readText(user, 'username') || readText(user, 'name') || id },
    userTeam: readText(user, 'team_id') || null,
    teamId: readText(readFields(body, 'team'), 'id') || null,
    triggerId: readText(body, 'trigger_id'),
  };
}
