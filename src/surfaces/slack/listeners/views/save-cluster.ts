import { registerClusterFor } from '../../../../app/clusters/change-clusters.ts';
import type { TypedCluster } from '../../../../app/clusters/register-cluster.ts';
import { findCluster } from '../../../../app/fleet/find-clusters.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { parseNodeImageName } from '../../../../domain/node-image-version.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import type { ViewState } from '../../modals/read-state.ts';
import { readText } from '../../read-payload.ts';
import type { ViewHandler } from './view-handler.ts';

/** Registers or edits a cluster. */
export const saveClusterView: ViewHandler = async ({ dependencies, actor, state, metadata }) => {
  const { context } = dependencies;
  const clusterId = readText(metadata, 'clusterId');
  const name = clusterId || state.text('name');
  const problems = findProblems(state, clusterId !== '');
  if (Object.keys(problems).length > 0) return { problems };
  const known = findCluster(context, name);
  if (clusterId !== '' && known === null)
    throw new AppError('not_found', 'Somebody unregistered this cluster meanwhile.');
  if (clusterId === '' && known !== null)
    return { problems: { name: `${known.name} is registered already: edit it with "cluster ${known.name}".` } };
  await ensureMayChange(dependencies, actor, known ? [known] : []);
  return {
    change: () => {
      const { result, auditId } = registerClusterFor(context, actor, name, readTyped(state));
      const pools = result.nodePools.filter(({ osType }) => osType === 'Windows').length;
      const answer = answerChange(`${known ? 'Changed' : 'Registered'} ${result.name}: ${pools} Windows node pool(s).`);
      return { answer, undo: auditId };
    },
  };
};

function findProblems(state: ViewState, isKnown: boolean): Record<string, string> {
  const wrong = readPools(state).filter((line) => !isPool(line));
  return {
    ...(isKnown || /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,62}$/u.test(state.text('name'))
      ? {}
      : { name: 'Letters, digits, "-", "_" and "." only, 63 at most.' }),
    ...(wrong.length > 0
      ? { pools: `Not of the form npwin=AKSWindows-2022-containerd-20348.5386.260715: ${wrong[0]}`.slice(0, 200) }
      : {}),
    ...(state.text('kubernetes') === '' || /^\d+\.\d+(\.\d+)?$/.test(state.text('kubernetes'))
      ? {}
      : { kubernetes: 'Write it as 1.34 or 1.34.7.' }),
    ...(state.text('subscription') === '' || /^[0-9a-f-]{36}$/i.test(state.text('subscription'))
      ? {}
      : { subscription: 'An Azure subscription ID has 36 characters.' }),
    ...(state.text('group') === '' || /^[\p{L}\p{N}_().-]{1,90}$/u.test(state.text('group'))
      ? {}
      : { group: 'That is no name of a resource group.' }),
  };
}

function readPools(state: ViewState): readonly string[] {
  return state
    .text('pools')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
}

function isPool(line: string): boolean {
  const [, image] = /^[a-z][a-z0-9]{0,11}=(.+)$/.exec(line) ?? [];
  return image !== undefined && parseNodeImageName(image) !== null;
}

function readTyped(state: ViewState): TypedCluster {
  const named = state
    .text('owners')
    .split(',')
    .map((owner) => owner.trim())
    .filter(Boolean);
  const optional = {
    resourceGroup: state.text('group'),
    subscription: state.text('subscription'),
    location: state.text('location'),
    kubernetesVersion: state.text('kubernetes'),
    channel: state.choice('channel'),
    environment: state.text('environment'),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== ''));
  return { ...given, pool: readPools(state), owner: [...state.choices('people'), ...named] };
}
