import type { CardButton } from '../../../messages/card.ts';

/** A button with our own words on it. `value` comes back with the click, and is not believed then. */
export function button(id: string, label: string, value?: string, style?: 'primary' | 'danger'): CardButton {
  return { id, label, ...(value ? { value } : {}), ...(style ? { style } : {}) };
}
