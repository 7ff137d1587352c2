import type { types } from '@slack/bolt';
import { shorten } from '../messages/escape-text.ts';

/** A button with our own words on it. `value` comes back with the click, and is not believed then. */
export function button(actionId: string, label: string, value?: string, style?: 'primary' | 'danger'): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: shorten(label, 75), emoji: false },
    ...(value ? { value: shorten(value, 2000) } : {}),
    ...(style ? { style } : {}),
  };
}
