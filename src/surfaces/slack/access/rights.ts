import type { AppContext } from '../../../app/app-context.ts';
import { assessFleet } from '../../../app/fleet/assess-fleet.ts';
import { listRegistered } from '../../../app/fleet/find-clusters.ts';
import { listSubscriptions, type SubscriptionChoice } from '../../../app/interactions/manage-subscriptions.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import type { SlackWorkspace } from './create-access-policy.ts';

type ChosenClusters = Pick<SubscriptionChoice, 'clusterIds' | 'owners'>;

/**
 * Lets those go on who may change both what a channel is to hear (`null`: no more than by default) and what it hears
 * now, which the choice takes from it. @throws AppError `forbidden` that says who may
 */
export async function ensureMaySubscribe(
  { context, access, actor }: SlackDependencies & { readonly actor: Actor },
  channel: string,
  choice: ChosenClusters | null,
): Promise<void> {
  const chosen = choice === null ? [] : [clustersOfChoice(context, choice)];
  for (const clusters of [...chosen, ...listSubscribedClusters(context, channel)]) {
    await access.ensureMayChange(actor, clusters);
  }
}

/** The clusters of each thing that a channel hears now; `[]` among them is a thing that only admins may take away. */
function listSubscribedClusters(context: AppContext, channel: string): readonly (readonly Cluster[])[] {
  const current = listSubscriptions(context, channel);
  if (current.length > 0) return current.map((subscription) => clustersOfChoice(context, subscription));
  // Release news and the pools that nobody owns would go nowhere.
  if (channel === context.defaultChannel) return [[]];
  const routedHere = assessFleet(context).poolIndex.byChannel.get(channel);
  return routedHere ? [routedHere.map(({ cluster }) => cluster)] : [];
}

/** The clusters that decide who may choose this: none where it reaches beyond those that are named. */
function clustersOfChoice(context: AppContext, { clusterIds, owners }: ChosenClusters): readonly Cluster[] {
  if (owners.length > 0) return [];
  const clusters = listRegistered(context, clusterIds);
  return clusters.length === clusterIds.length ? clusters : [];
}

/** Where a request is from; `null` where its payload does not say. */
export interface RequestOrigin {
  /** Team of the person: `T…`, or `E…` of their organization. */
  readonly userTeam: string | null;
  /** Workspace of the request; forms of an app that a whole organization installed have none. */
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
}

/** Buttons in a shared channel can be clicked by another workspace. A request without any team is none that Slack makes. */
export function isOutsider(workspace: SlackWorkspace, { userTeam, teamId, enterpriseId }: RequestOrigin): boolean {
  const organization = workspace.enterpriseId;
  const isColleague = organization !== null && userTeam === organization;
  if (workspace.isOrgWide) {
    const isHere = userTeam === null || teamId === null || userTeam === teamId;
    const isWithin = organization !== null && [enterpriseId, teamId].includes(organization);
    return !isColleague && !(isWithin && isHere);
  }
  const home = workspace.teamId ?? teamId;
  const theirs = userTeam === null || isColleague ? (teamId ?? home) : userTeam;
  return (userTeam ?? teamId) === null || theirs !== home;
}
