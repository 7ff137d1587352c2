import type { Actor } from '../../../domain/actor.ts';
import { AppError } from '../../../domain/app-error.ts';
import type { Cluster } from '../../../domain/cluster.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';

/** Lets those go on who may change what concerns these clusters. @throws AppError `forbidden` that says who may */
export async function ensureMayChange(
  { access }: SlackDependencies,
  actor: Actor,
  clusters: readonly Pick<Cluster, 'ownership'>[],
): Promise<void> {
  const refusal = await access.refusalOf(actor, clusters);
  if (refusal !== null) throw new AppError('forbidden', refusal);
}
