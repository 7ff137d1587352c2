import type { NotificationContent } from './notification.ts';

/** What to do about a message that may have been posted where the history cannot be asked. */
export type DeliveryPolicy = 'at-least-once' | 'at-most-once';

/** The policy by kind of message; `at-least-once` where nothing is said. */
export type DeliveryPolicies = Readonly<Partial<Record<NotificationContent['kind'], DeliveryPolicy>>>;

/** A kind that is forgotten here does not compile. */
const EVERY_KIND: Readonly<Record<NotificationContent['kind'], true>> = {
  'watching-summary': true,
  'release-news': true,
  'release-difference': true,
  'upgrade-reminder': true,
  'reminder-done': true,
  escalation: true,
  'moved-dates': true,
  'image-hold': true,
  'operator-alarm': true,
  commands: true,
  'test-message': true,
};
const KINDS = Object.keys(EVERY_KIND) as NotificationContent['kind'][];

/** Reads `at-most-once`, or `release-news=at-most-once,upgrade-reminder=at-least-once`; `null` for anything else. */
export function parseDeliveryPolicies(text: string): DeliveryPolicies | null {
  const policies: Partial<Record<NotificationContent['kind'], DeliveryPolicy>> = {};
  for (const part of text.split(',')) {
    const [first = '', second] = part.split('=').map((word) => word.trim());
    const policy = second ?? first;
    const kinds = second === undefined ? KINDS : KINDS.filter((kind) => kind === first);
    if (!isPolicy(policy) || kinds.length === 0) return null;
    for (const kind of kinds) policies[kind] = policy;
  }
  return policies;
}

function isPolicy(text: string): text is DeliveryPolicy {
  return text === 'at-least-once' || text === 'at-most-once';
}
