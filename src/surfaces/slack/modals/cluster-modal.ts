import { type Cluster, listWindowsPools } from '../../../domain/cluster.ts';
import { findUserOfOwner } from '../../../domain/cluster-ownership.ts';
import { commandsPart, line, plain } from '../../../messages/card.ts';
import type { Field, Form } from '../screens.ts';

export const CLUSTER_MODAL = 'cluster.save';

export function renderClusterModal(cluster: Cluster | null, channel: string, name = ''): Form {
  const { owners = [], environment = null, channel: own = null } = cluster?.ownership ?? {};
  const people = [...new Set(owners.map(findUserOfOwner).filter((user) => user !== null))];
  const others = owners.filter((owner) => findUserOfOwner(owner) === null);
  const fieldsOfNew: readonly Field[] = [
    { kind: 'text', name: 'name', label: 'Cluster name', initial: name, most: 63 },
    { kind: 'text', name: 'group', label: 'Resource group', optional: true, most: 90 },
    {
      kind: 'text',
      name: 'subscription',
      label: 'Azure subscription ID',
      hint: 'With the resource group: a later import completes this cluster.',
      optional: true,
      most: 40,
    },
  ];
  const text = (field: { name: string; label: string; hint?: string; initial: string; most?: number }): Field => {
    return { kind: 'text', optional: true, ...field };
  };
  return {
    id: CLUSTER_MODAL,
    title: cluster === null ? 'Register a cluster' : 'Edit a cluster',
    submit: 'Save',
    metadata: { clusterId: cluster?.id ?? '', channel },
    parts: [
      ...(cluster === null ? fieldsOfNew : []),
      {
        kind: 'text',
        name: 'pools',
        label: 'Windows node pools',
        hint: 'One a line: npwin=AKSWindows-2022-containerd-20348.5386.260715 (az aks nodepool show … --query nodeImageVersion)',
        optional: true,
        initial: cluster === null ? '' : describePools(cluster),
        multiline: true,
        most: 3000,
      },
      text({ name: 'kubernetes', label: 'Kubernetes version', initial: cluster?.kubernetesVersion ?? '', most: 20 }),
      text({ name: 'location', label: 'Region', initial: cluster?.location ?? '', most: 60 }),
      {
        kind: 'people',
        name: 'people',
        label: 'Owners',
        hint: 'They may change this cluster here.',
        optional: true,
        chosen: people,
      },
      text({
        name: 'owners',
        label: 'Owners by name',
        hint: 'Teams, separated by commas.',
        initial: others.join(', '),
      }),
      {
        kind: 'channel',
        name: 'channel',
        label: 'Channel for its messages',
        hint: 'Empty: the default channel.',
        optional: true,
        chosen: own,
      },
      text({ name: 'environment', label: 'Environment', initial: environment ?? '', most: 60 }),
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

export const IMPORT_MODAL = 'clusters.import';

/** Prints only what matters, so that several clusters fit into a field of 3,000 characters. */
const COMMAND =
  'az aks list -o json --query "[].{id:id,name:name,type:type,location:location,kubernetesVersion:kubernetesVersion,agentPoolProfiles:agentPoolProfiles[?osType==\'Windows\'].{name:name,osType:osType,osSku:osSku,nodeImageVersion:nodeImageVersion,count:count}}"';

export function renderImportModal(channel: string): Form {
  return {
    id: IMPORT_MODAL,
    title: 'Import clusters',
    submit: 'Import',
    metadata: { channel },
    parts: [
      line(plain('Paste what this prints. A larger fleet goes in with "vhdwatch clusters import FILE" on the server.')),
      ...commandsPart([COMMAND]),
      { kind: 'text', name: 'json', label: 'JSON', multiline: true, most: 3000 },
    ],
  };
}
