import { expect, test } from 'vitest';
import type { Escalation } from '../../../../src/domain/notification.ts';
import { renderNotification } from '../../../../src/surfaces/slack/messages/card-blocks.ts';

const ESCALATION: Escalation = {
  kind: 'escalation',
  level: 'owners',
  items: [],
  mentions: [],
};

test('only what is the ID of a person is mentioned: Slack refuses a whole message for one that is none', () => {
  const { blocks } = renderNotification({ ...ESCALATION, mentions: ['U1', 'W', 'S0ADMINS', 'U0ANN', 'u0ben'] });
  const mentioned = [...JSON.stringify(blocks).matchAll(/"user_id":"([^"]*)"/g)].map(([, id]) => id);
  expect(mentioned).toEqual(['U0ANN']);
});
