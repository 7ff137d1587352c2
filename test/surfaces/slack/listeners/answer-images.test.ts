import { expect, it } from 'vitest';
import { assessNodePool } from '../../../../src/advice/assess-node-pool.ts';
import { answerImage, answerImages } from '../../../../src/surfaces/slack/listeners/images.ts';
import { AUGUST_2026, buildAugustCatalogue } from '../../../advice/support/august-2026.ts';
import { buildCluster, buildImage, buildPool } from '../../../advice/support/builders.ts';
import { buildLifecycle } from '../../../advice/support/lifecycle.ts';
import { HOSTILE } from '../sample-contents.ts';

const SECURITY = { updates: ['KB5063880', 'KB5065432'], cves: ['CVE-2026-1234'] };
const MARK = 'security updates KB5065432 and KB5063880; fixes CVE-2026-1234';

it('says what an image mends, and nothing where nothing is known', () => {
  const image = buildImage('20348.5386.260715', { security: SECURITY });
  expect(JSON.stringify(answerImages([image], false, [], 0))).toContain(MARK);
  expect(JSON.stringify(answerImage({ image, note: null, hold: null, spread: null, pools: [] }))).toContain(MARK);
  const unknown = buildImage('20348.5386.260715');
  expect(JSON.stringify(answerImages([unknown], false, [], 0))).not.toMatch(/security|fixes/);
});

it('shows nothing invisible of what it names', () => {
  const image = buildImage('20348.5386.260715', { security: { updates: [HOSTILE], cves: [HOSTILE] } });
  expect(JSON.stringify(answerImages([image], false, [], 0))).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
});

it('of the thousands of pools that run it words those that it names', () => {
  let worded = 0;
  const pools = Array.from({ length: 1_000 }, (_, index) => ({
    nodePool: buildPool(),
    assessment: assessNodePool(buildPool(), buildAugustCatalogue(), buildLifecycle(), AUGUST_2026),
    isLeftToAks: false,
    get cluster() {
      worded += 1;
      return buildCluster({ name: `shop-${index}` });
    },
  }));
  const answer = answerImage({ image: buildImage('20348.5386.260715'), note: null, hold: null, spread: null, pools });
  expect(JSON.stringify(answer.headline)).toContain('shop-5/win22 and 994 more');
  expect(worded).toBe(6);
});
