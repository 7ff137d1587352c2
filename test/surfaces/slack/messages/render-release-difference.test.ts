import { expect, test } from 'vitest';
import { renderNotification } from '../../../../src/surfaces/slack/messages/card-blocks.ts';
import { validateMessage } from '../../../support/message-rules.ts';
import { releaseNews } from '../sample-contents.ts';

const release = { tag: '2026-08-14', title: 'Release', url: 'https://example.com', publishedAt: null };

test('shows the passages as they were and as they are, literally', () => {
  const { text, blocks } = renderNotification({
    kind: 'release-difference',
    release,
    removed: ['<!channel> old *words*'],
    added: ['new & better'],
  });
  expect(text).toContain('Was: &lt;!');
  expect(text).not.toContain('<!channel>');
  expect(text).toContain('new &amp; better');
  expect(JSON.stringify(blocks)).toContain('old *words*');
});

test('keeps the limits of Slack however much was reworded', () => {
  const passages = Array.from({ length: 300 }, (_, index) => `passage ${index} `.repeat(300));
  const message = renderNotification({ kind: 'release-difference', release, removed: passages, added: passages });
  expect(validateMessage(message)).toEqual([]);
  expect(message.text.length).toBeLessThanOrEqual(3_000);
});

test('a release of which everything was withdrawn says so first', () => {
  const news = releaseNews();
  const withdrawn = { vanished: true, images: news.images, retirements: news.retirements };
  const message = renderNotification({ ...news, images: [], retirements: [], withdrawn });
  expect(message.text).toMatch(/^AKS release \S+ was withdrawn: no longer listed \(4\)\n/);
  expect(message.text).toContain('No longer listed: Windows Server 2025 26100.33158.260715');
  expect(validateMessage(message)).toEqual([]);
});
