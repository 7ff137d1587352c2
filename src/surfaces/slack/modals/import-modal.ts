import type { types } from '@slack/bolt';
import { plain } from '../../../messages/card.ts';
import { paragraph, preformatted, richText } from '../messages/block-elements.ts';
import { textField } from './inputs.ts';
import { createModal } from './modal.ts';

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
