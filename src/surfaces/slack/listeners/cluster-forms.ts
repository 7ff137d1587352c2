import {
  importClustersFor,
  isClusterName,
  parseTypedPool,
  parseTypedVersion,
  registerClusterFor,
  type TypedCluster,
  unregisterClusterFor,
  VERSION_EXPECTED,
} from '../../../app/clusters/register-cluster.ts';
import { findCluster, getCluster } from '../../../app/fleet/find-clusters.ts';
import { AppError } from '../../../domain/app-error.ts';
import { type Cluster, listWindowsPools, titleOf } from '../../../domain/cluster.ts';
import { findUserOfOwner } from '../../../domain/cluster-ownership.ts';
import { countOf } from '../../../domain/text.ts';
import { commandsPart, line, plain } from '../../../messages/card.ts';
import { answerChange } from '../answer.ts';
import { readText } from '../read-payload.ts';
import { type Form, type FormState, splitList, textField } from '../screens.ts';
import type { Change, ClickHandler, FormHandler } from './handlers.ts';

/** Prints only what matters, so that several clusters fit into a field of 3,000 characters. */
const LIST_COMMAND =
  'az aks list -o json --query "[].{id:id,name:name,type:type,location:location,kubernetesVersion:kubernetesVersion,agentPoolProfiles:agentPoolProfiles[?osType==\'Windows\'].{name:name,osType:osType,osSku:osSku,nodeImageVersion:nodeImageVersion,count:count}}"';

export const registerCommand: Change = {
  name: 'register',
  usage: '[NAME] [POOL=IMAGE …]',
  does: 'register or edit a cluster: its pools at once, owners and channel in the form',
  run: async (request) => {
    const { context, access, actor, words } = request;
    const [name = '', ...pool] = words;
    const known = name === '' ? null : findCluster(context, name);
    await access.ensureMayChange(actor, known ? [known] : []);
    if (pool.length === 0) return createClusterForm(known, name);
    const { result, auditId } = registerClusterFor(context, actor, name, { pool, owner: [] });
    const done = `${known ? 'Changed' : 'Registered'} ${titleOf(result)} with ${pool.join(', ')}.`;
    return answerChange(auditId, done);
  },
};

export const unregisterCommand: Change = {
  name: 'unregister',
  usage: 'NAME',
  does: 'forget a cluster',
  example: 'unregister shop',
  run: async ({ context, access, actor, words: [name = ''] }) => {
    const cluster = getCluster(context, name);
    await access.ensureMayChange(actor, [cluster]);
    const { result, auditId } = unregisterClusterFor(context, actor, cluster.id);
    return answerChange(auditId, `Forgot ${titleOf(result)}: nobody hears about it any more.`);
  },
};

export const importCommand: Change = {
  name: 'import',
  does: 'register clusters from what az aks list prints',
  run: async (request) => {
    await request.access.ensureMayChange(request.actor, []);
    return {
      id: 'clusters.import',
      title: 'Import clusters',
      submit: 'Import',
      parts: [
        line(
          plain('Paste what this prints. A larger fleet goes in with "vhdwatch clusters import FILE" on the server.'),
        ),
        ...commandsPart([LIST_COMMAND]),
        textField('json', 'JSON', { multiline: true, most: 3000 }),
      ],
    };
  },
};

export const editCluster: ClickHandler = async (click) => {
  const cluster = getCluster(click.context, click.value);
  await click.access.ensureMayChange(click.actor, [cluster]);
  return createClusterForm(cluster);
};

export const registerCluster: ClickHandler = async (click) => {
  await click.access.ensureMayChange(click.actor, []);
  return createClusterForm(null);
};

export const saveClusterView: FormHandler = async ({ context, access, actor, state, metadata }) => {
  const clusterId = readText(metadata, 'clusterId');
  const name = clusterId || state.text('name');
  const problems = findProblems(state, clusterId !== '');
  if (Object.keys(problems).length > 0) return { problems };
  const known = findCluster(context, name);
  if (clusterId !== '' && known === null)
    throw new AppError('not_found', 'Somebody unregistered this cluster meanwhile.');
  if (clusterId === '' && known !== null)
    return { problems: { name: `${titleOf(known)} is registered already: edit it with "cluster ${titleOf(known)}".` } };
  await access.ensureMayChange(actor, known ? [known] : []);
  return {
    change: () => {
      const { result, auditId } = registerClusterFor(context, actor, name, readTyped(state));
      const pools = result.nodePools.filter(({ osType }) => osType === 'Windows').length;
      const done = `${known ? 'Changed' : 'Registered'} ${titleOf(result)}: ${countOf(pools, 'Windows node pool')}.`;
      return answerChange(auditId, done);
    },
  };
};

function createClusterForm(cluster: Cluster | null, name = ''): Form {
  const { owners = [], environment = null, channel: own = null } = cluster?.ownership ?? {};
  const people = [...new Set(owners.map(findUserOfOwner).filter((user) => user !== null))];
  const others = owners.filter((owner) => findUserOfOwner(owner) === null);
  const completes = 'With the resource group: a later import completes this cluster.';
  const optional = true;
  return {
    id: 'cluster.save',
    title: cluster === null ? 'Register a cluster' : 'Edit a cluster',
    submit: 'Save',
    metadata: { clusterId: cluster?.id ?? '' },
    parts: [
      ...(cluster === null
        ? [
            textField('name', 'Cluster name', { initial: name, most: 63 }),
            textField('group', 'Resource group', { optional, most: 90 }),
            textField('subscription', 'Azure subscription ID', { hint: completes, optional, most: 40 }),
          ]
        : []),
      textField('pools', 'Windows node pools', {
        hint: 'One a line: npwin=AKSWindows-2022-containerd-20348.5386.260715 (az aks nodepool show … --query nodeImageVersion)',
        optional,
        initial: cluster === null ? '' : describePools(cluster),
        multiline: true,
        most: 3000,
      }),
      textField('kubernetes', 'Kubernetes version', { optional, initial: cluster?.kubernetesVersion ?? '', most: 20 }),
      textField('location', 'Region', { optional, initial: cluster?.location ?? '', most: 60 }),
      {
        kind: 'people',
        name: 'people',
        label: 'Owners',
        hint: 'They may change this cluster here.',
        optional,
        chosen: people,
      },
      textField('owners', 'Owners by name', {
        hint: 'Teams, separated by commas.',
        optional,
        initial: others.join(', '),
      }),
      {
        kind: 'channel',
        name: 'channel',
        label: 'Channel for its messages',
        hint: 'Empty: the default channel.',
        optional,
        chosen: own,
      },
      textField('environment', 'Environment', { optional, initial: environment ?? '', most: 60 }),
    ],
  };
}

function describePools(cluster: Cluster): string {
  return listWindowsPools(cluster)
    .filter(({ nodeImageVersion }) => nodeImageVersion)
    .map(({ name, nodeImageVersion }) => `${name}=${nodeImageVersion}`)
    .join('\n')
    .slice(0, 3000);
}

/** Fields that may stay empty, and what they must be. */
const FORMS: Readonly<Record<string, readonly [isFine: (text: string) => boolean, expected: string]>> = {
  kubernetes: [(text) => parseTypedVersion(text) !== null, VERSION_EXPECTED],
  subscription: [(text) => /^[0-9a-f-]{36}$/i.test(text), 'An Azure subscription ID has 36 characters.'],
  group: [(text) => /^[\p{L}\p{N}_().-]{1,90}$/u.test(text), 'That is no name of a resource group.'],
};

function findProblems(state: FormState, isKnown: boolean): Record<string, string> {
  const [wrong] = readPools(state).filter((line) => parseTypedPool(line) === null);
  const isNamed = isKnown || isClusterName(state.text('name'));
  const others = Object.entries(FORMS).filter(([name, [isFine]]) => {
    const text = state.text(name);
    return text !== '' && !isFine(text);
  });
  return {
    ...(isNamed ? {} : { name: 'Letters, digits, "-", "_" and "." only, 63 at most.' }),
    ...(wrong === undefined
      ? {}
      : { pools: `Not of the form npwin=AKSWindows-2022-containerd-20348.5386.260715: ${wrong}`.slice(0, 200) }),
    ...Object.fromEntries(others.map(([name, [, expected]]) => [name, expected])),
  };
}

function readPools(state: FormState): readonly string[] {
  return splitList(state.text('pools'), /[\r\n]+/);
}

function readTyped(state: FormState): TypedCluster {
  const named = splitList(state.text('owners'));
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

const REJECTED_SHOWN = 10;

export const importClustersView: FormHandler = async ({ context, access, actor, state }) => {
  const json = state.text('json');
  if (!isJson(json))
    return { problems: { json: 'That is no whole JSON: the field takes 3,000 characters, the rest may be cut off.' } };
  await access.ensureMayChange(actor, []);
  return {
    change: () => {
      const { result, auditId } = importClustersFor(context, actor, json);
      const { clusters, windowsNodePools, rejected } = result;
      if (clusters === 0)
        throw new AppError(
          'invalid_input',
          `Nothing was imported. ${rejected[0]?.reason ?? 'There is no cluster in it.'}`,
        );
      const refused = rejected.slice(0, REJECTED_SHOWN).map(({ item, reason }) => `Refused ${item}: ${reason}`);
      const done = `Imported ${countOf(clusters, 'cluster')} with ${countOf(windowsNodePools, 'Windows node pool')}.`;
      return answerChange(auditId, done, ...refused);
    },
  };
};

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
