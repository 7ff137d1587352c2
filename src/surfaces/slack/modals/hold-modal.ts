import type { types } from '@slack/bolt';
import { plain } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { paragraph, richText } from '../messages/block-elements.ts';
import { textField } from './inputs.ts';
import { createModal } from './modal.ts';

/** `callback_id` of the modal that puts an image on hold. */
export const HOLD_MODAL = 'image.hold';

/** Why an image is bad, and where to read of it. */
export function renderHoldModal(version: string, channel: string): types.ModalView {
  return createModal({
    callbackId: HOLD_MODAL,
    title: 'Hold an image',
    submit: 'Hold',
    metadata: { version, channel },
    blocks: [
      richText(
        paragraph(plain(`Nobody is reminded to take ${toLiteral(version, 60)} until the next image of its OS SKU.`)),
      ),
      textField({ name: 'reason', label: 'What is wrong with it' }, { multiline: true, most: 500 }),
      textField(
        { name: 'url', label: 'Link', hint: 'An issue or an incident.', optional: true },
        { placeholder: 'https://', most: 1000 },
      ),
    ],
  });
}
