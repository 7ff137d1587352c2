import type { types } from '@slack/bolt';
import { type Cluster, findUserOfOwner, listWindowsPools } from '../../../domain/cluster.ts';
import { plain } from '../../../messages/card.ts';
import { paragraph, preformatted, richText } from '../messages/block-elements.ts';
import { channelField, createModal, peopleField, textField } from './modal.ts';

/** `callback_id` of the modal that registers or edits a cluster. */
export const CLUSTER_MODAL = 'cluster.save';

/** A cluster to register, or to edit; the name of a registered one stays. */
export function renderClusterModal(cluster: Cluster | null, channel: string, name = ''): types.ModalView {
  const owners = cluster?.ownership.owners ?? [];
  const people = [...new Set(owners.map(findUserOfOwner).filter((user) => user !== null))];
  const others = owners.filter((owner) => findUserOfOwner(owner) === null);
  const isNew = cluster === null;
  return createModal({
    callbackId: CLUSTER_MODAL,
    title: isNew ? 'Register a cluster' : 'Edit a cluster',
    submit: 'Save',
    metadata: { clusterId: cluster?.id ?? '', channel },
    blocks: [
      ...(isNew ? [textField({ name: 'name', label: 'Cluster name' }, { initial: name, most: 63 })] : []),
      ...(isNew ? fieldsOfAzureId() : []),
      textField(
        {
          name: 'pools',
          label: 'Windows node pools',
          hint: 'One a line: npwin=AKSWindows-2022-containerd-20348.5386.260715 (az aks nodepool show … --query nodeImageVersion)',
          optional: true,
        },
        { initial: isNew ? '' : describePools(cluster), multiline: true, most: 3000 },
      ),
      textField(
        { name: 'kubernetes', label: 'Kubernetes version', optional: true },
        { initial: cluster?.kubernetesVersion ?? '', most: 20 },
      ),
      textField({ name: 'location', label: 'Region', optional: true }, { initial: cluster?.location ?? '', most: 60 }),
      peopleField(
        { name: 'people', label: 'Owners', hint: 'They may change this cluster here.', optional: true },
        people,
      ),
      textField(
        { name: 'owners', label: 'Owners by name', hint: 'Teams, separated by commas.', optional: true },
        { initial: others.join(', ') },
      ),
      channelField(
        { name: 'channel', label: 'Channel for its messages', hint: 'Empty: the default channel.', optional: true },
        cluster?.ownership.channel ?? null,
      ),
      textField(
        { name: 'environment', label: 'Environment', optional: true },
        { initial: cluster?.ownership.environment ?? '', most: 60 },
      ),
    ],
  });
}

function fieldsOfAzureId(): types.InputBlock[] {
  return [
    textField({ name: 'group', label: 'Resource group', optional: true }, { most: 90 }),
    textField(
      {
        name: 'subscription',
        label: 'Azure subscription ID',
        hint: 'With the resource group: a later import completes this cluster.',
        optional: true,
      },
      { most: 40 },
    ),
  ];
}

function describePools(cluster: Cluster): string {
  return listWindowsPools(cluster)
    .filter(({ nodeImageVersion }) => nodeImageVersion)
    .map(({ name, nodeImageVersion }) => `${name}=${nodeImageVersion}`)
    .join('\n')
    .slice(0, 3000);
}

/** `callback_id` of the modal that imports pasted JSON. */
export const IMPORT_MODAL = 'clusters.import';

/** Prints only what matters, so that several clusters fit into a field of 3,000 characters. */
const COMMAND =
  'az aks list -o json --query "[].{id:id,name:name,type:type,location:location,kubernetesVersion:kubernetesVersion,agentPoolProfiles:agentPoolProfiles[?osType==\'Windows\'].{name:name,osType:osType,osSku:osSku,nodeImageVersion:nodeImageVersion,count:count}}"';

/** A field to paste what `az aks list` prints. */
export function renderImportModal(channel: string): types.ModalView {
  return createModal({
    callbackId: IMPORT_MODAL,
    title: 'Import clusters',
    submit: 'Import',
    metadata: { channel },
    blocks: [
      richText(
        paragraph(
          plain('Paste what this prints. A larger fleet goes in with "vhdwatch clusters import FILE" on the server.'),
        ),
        preformatted(COMMAND),
      ),
      textField({ name: 'json', label: 'JSON' }, { multiline: true, most: 3000 }),
    ],
  });
}
