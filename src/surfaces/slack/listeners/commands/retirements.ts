import { assessFleet } from '../../../../app/fleet/assess-fleet.ts';
import { dayOf } from '../../../../domain/calendar-date.ts';
import { answerRetirements } from '../../answers/answer-retirements.ts';
import type { QueryCommand } from './slack-command.ts';

/** `retirements`: what ends on Windows, and which pools it concerns. */
export const retirementsCommand: QueryCommand = {
  kind: 'query',
  name: 'retirements',
  usage: '',
  does: 'what ends on Windows, when, and which of your pools it concerns',
  example: 'retirements',
  run: ({ dependencies: { context }, offset }) =>
    answerRetirements(assessFleet(context).endsAhead(), dayOf(context.clock.now()), offset),
};
