import type { SlackWorkspace } from '../slack-workspace.ts';

/**
 * True for somebody of another workspace in a shared channel: buttons there can be clicked by them. `userTeam` is the
 * team of the person, `teamId` that of the request; without either the request is none that Slack makes.
 */
export function isOutsider(workspace: SlackWorkspace, userTeam: string | null, teamId: string | null): boolean {
  const home = workspace.teamId ?? teamId;
  const theirs = userTeam ?? teamId;
  return theirs === null || theirs !== home;
}
