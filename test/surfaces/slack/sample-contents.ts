import { addDays } from '../../../src/domain/calendar-date.ts';
import { type Finding, ORDINARY } from '../../../src/domain/finding.ts';
import type {
  ImageAvailability,
  NewsImage,
  NewsPool,
  NewsRetirement,
  NotificationContent,
  ReleaseNews,
  ReminderItem,
  UpgradeReminder,
  WatchingSummary,
} from '../../../src/domain/notification.ts';
import type { FleetPicture } from '../../../src/domain/pool-week.ts';
import { listPoolsToUpgrade } from '../../../src/messages/pool-words.ts';
import { briefOf } from '../../support/sample-finding.ts';

/** What no message may pass on as it is: pings, markup, links of other kinds, direction marks, half characters. */
export const HOSTILE =
  '<!channel> @here <@U123> <!subteam^S1> <https://evil.example|bank.example> &amp; *b* `c` ~s~ \u202Egnp.exe\u2066 \u0000\u0007 \uD800 "\'<script>alert(1)</script> javascript:alert(1)\n\n# rm -rf';

function pool(index: number, changes: Partial<NewsPool> = {}): NewsPool {
  const name = `prod-eu-${index}`;
  const target = `--resource-group rg-${name} --cluster-name ${name} --name winnp`;
  return {
    clusterId: `/subscriptions/s/resourcegroups/rg-${name}/providers/microsoft.containerservice/managedclusters/${name}`,
    cluster: name,
    nodePool: 'winnp',
    osSku: 'Windows2022',
    version: '20348.5020.260415',
    target: changes.osSku === 'Windows2025' ? '26100.33158.260715' : '20348.5386.260715',
    imagesBehind: 3,
    daysBehind: 91,
    commands: [
      `az aks nodepool get-upgrades ${target} --query latestNodeImageVersion -o tsv`,
      `az aks nodepool upgrade ${target} --node-image-only`,
      `az aks nodepool show ${target} --query nodeImageVersion -o tsv`,
    ],
    ...changes,
  };
}

export function pools(count: number, changes: Partial<NewsPool> = {}): NewsPool[] {
  return Array.from({ length: count }, (_, index) => pool(index + 1, changes));
}

export function image(changes: Partial<NewsImage> = {}): NewsImage {
  return {
    osSku: 'Windows2022',
    version: '20348.5386.260715',
    builtOn: '2026-07-15',
    announcedAs: null,
    notesUrl: 'https://github.com/Azure/AKS/blob/master/vhd-notes/AKSWindows-2022/20348.5386.260715.txt',
    pools: pools(2),
    ...changes,
  };
}

export function retirement(changes: Partial<NewsRetirement> = {}): NewsRetirement {
  return {
    subject: 'Windows2022',
    phase: 'retirement',
    date: '2028-06-30',
    fromKubernetes: null,
    previousDate: '2027-03-15',
    quote: 'We will keep Windows Server 2022 on AKS until 30 June 2028 instead of 15 March 2027.',
    url: 'https://github.com/Azure/AKS/releases/tag/2026-07-17',
    doubt: null,
    pools: pools(2),
    ...changes,
  };
}

export function releaseNews(changes: Partial<ReleaseNews> = {}): ReleaseNews {
  return {
    kind: 'release-news',
    release: {
      tag: '2026-07-17',
      title: 'Release 2026-07-17',
      url: 'https://github.com/Azure/AKS/releases/tag/2026-07-17',
      publishedAt: '2026-07-17T20:05:00Z',
    },
    edited: false,
    images: [
      image(),
      image({
        osSku: 'Windows2025',
        version: '26100.33158.260715',
        notesUrl: null,
        pools: [pool(7, { osSku: 'Windows2025', version: '26100.32995.260612', imagesBehind: 1, daysBehind: 33 })],
      }),
      image({ osSku: 'Windows2019', version: '17763.8389.260715', announcedAs: '17763.8389.260714', pools: [] }),
    ],
    retirements: [retirement()],
    ...changes,
  };
}

export function watchingSummary(changes: Partial<WatchingSummary> = {}): WatchingSummary {
  const {
    newestImages = [
      image({ pools: pools(4) }),
      image({ osSku: 'Windows2025', version: '26100.33158.260715', pools: [] }),
    ],
  } = changes;
  return {
    kind: 'watching-summary',
    newestImages,
    clusters: 6,
    windowsNodePools: 9,
    behind: 4,
    poolsBehind: listPoolsToUpgrade(newestImages).length,
    leftToAks: 0,
    unsupported: 1,
    unknown: 0,
    retirementsAhead: [retirement({ previousDate: undefined as never })].map(({ previousDate: _, ...rest }) => rest),
    releasesRead: 212,
    ...changes,
  };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  const { clusterId, cluster, nodePool } = pool(1);
  const { summary = 'Runs an image that is 3 images and 91 days behind the newest.' } = changes;
  return {
    clusterId,
    cluster,
    nodePool,
    rule: 'node-image-behind',
    severity: 'medium',
    subject: '20348.5386.260715',
    due: '2026-08-13',
    summary,
    brief: briefOf(summary),
    traits: { ...ORDINARY, settledBy: 'node-image', escalatesBy: null },
    evidence: [{ label: 'AKS release 2026-07-17', url: 'https://github.com/Azure/AKS/releases/tag/2026-07-17' }],
    ...changes,
  };
}

export function reminderItem(index: number, changes: Partial<ReminderItem> = {}): ReminderItem {
  const { clusterId, cluster, nodePool } = pool(index);
  return {
    cluster,
    clusterId,
    nodePool,
    currentVersion: '20348.5020.260415',
    targetVersion: '20348.5386.260715',
    imagesBehind: 3,
    daysBehind: 91,
    status: changes.nodePool === null ? null : 'behind',
    findings: [finding({ clusterId, cluster, nodePool })],
    ...changes,
  };
}

/** What a monthly card says besides its rows, of a channel that has nothing else. */
export const NOTHING_ELSE = {
  poolsOk: 0,
  others: { unsupported: 0, behind: 0, leftToAks: 0, unknown: 0, current: 0 },
  resting: [],
  retirementsAhead: [],
  waiting: [],
  improved: [],
  silences: [],
} as const;

export function upgradeReminder(count: number, changes: Partial<UpgradeReminder> = {}): UpgradeReminder {
  return {
    kind: 'upgrade-reminder',
    month: '2026-07',
    late: false,
    plannedOn: '2026-07-20',
    items: Array.from({ length: count }, (_, index) => reminderItem(index + 1)),
    ...NOTHING_ELSE,
    poolsOk: 5,
    others: { unsupported: 0, behind: 0, leftToAks: 0, unknown: 0, current: 5 },
    retirementsAhead: [retirement()],
    ...changes,
  };
}

/** A year of a fleet that catches up. */
export function picture(changes: Partial<FleetPicture> = {}): FleetPicture {
  return {
    drawnOn: '2026-07-20',
    weeks: Array.from({ length: 53 }, (_, index) => ({
      weekOn: addDays('2025-07-21', index * 7),
      current: Math.floor(index / 6),
      behind: 9 - Math.floor(index / 6),
      unsupported: 1,
      unknown: 0,
    })),
    ...changes,
  };
}

const IN_REGION = { kind: 'arrived', region: 'westeurope', since: '2026-08-04', asOf: '2026-08-20' } as const;

/** A pool for everything that can be known of a region, the first two known without a region. */
const itemsByRegion = (
  [
    { kind: 'offered', asOf: '2026-08-20T06:00:00.000Z' },
    { kind: 'published', publishedOn: '2026-07-24' },
    IN_REGION,
    { kind: 'awaited', region: 'westeurope', version: '20348.5499.260812', asOf: '2026-08-20' },
  ] satisfies ImageAvailability[]
).map((availability, index) => reminderItem(index + 1, { availability }));

const hostilePool = pool(1, {
  cluster: HOSTILE,
  nodePool: HOSTILE,
  version: `old ${HOSTILE}`,
  target: null,
  commands: [`az aks nodepool upgrade --name '${HOSTILE}'`],
});
const hostileImage = image({
  osSku: `Windows${HOSTILE}`,
  version: HOSTILE,
  announcedAs: HOSTILE,
  notesUrl: 'javascript:alert(1)',
  pools: [hostilePool],
});
const hostileRetirement = retirement({
  subject: HOSTILE,
  fromKubernetes: HOSTILE,
  quote: HOSTILE.repeat(30),
  url: 'https://example.com/<!channel>|x>',
  doubt: 'past-date',
  pools: [hostilePool],
});
const hostileFinding = finding({
  summary: HOSTILE.repeat(10),
  subject: HOSTILE,
  evidence: [
    { label: HOSTILE, url: 'data:text/html,<script>' },
    { label: HOSTILE, url: `https://e.example/${'a'.repeat(4_000)}` },
  ],
});

/** What is announced to several concerns them alike. */
const MANY_POOLS = pools(500);

/** Every kind of message, plain, empty, huge and hostile. Used by the renderer, validator and preview tests. */
export const SAMPLES: Readonly<Record<string, NotificationContent>> = {
  'watching summary': watchingSummary(),
  'watching summary without clusters': watchingSummary({
    newestImages: [],
    clusters: 0,
    windowsNodePools: 0,
    behind: 0,
    unsupported: 0,
    retirementsAhead: [],
  }),
  'watching summary of 500 pools': watchingSummary({
    newestImages: [image({ pools: MANY_POOLS })],
    windowsNodePools: 700,
    behind: 500,
  }),
  'hostile watching summary': watchingSummary({ newestImages: [hostileImage], retirementsAhead: [hostileRetirement] }),
  'release news': releaseNews(),
  'release news of an edit': releaseNews({ edited: true, images: [image()], retirements: [] }),
  'release news of a retirement only': releaseNews({ images: [] }),
  'release news without pools': releaseNews({ images: [image({ pools: [] })], retirements: [] }),
  'release news of security updates': releaseNews({
    images: [
      image({ security: { updates: ['KB5063880', 'KB5065432'], cves: ['CVE-2026-1234'] } }),
      image({ version: '20348.5400.260728', pools: [], security: { updates: ['KB5065999'], cves: [] } }),
    ],
    retirements: [],
  }),
  'hostile release news of security updates': releaseNews({
    images: [image({ security: { updates: Array(20).fill(HOSTILE), cves: Array(20).fill(HOSTILE) } })],
    retirements: [],
  }),
  'release news for 500 pools': releaseNews({
    images: [image({ pools: MANY_POOLS })],
    retirements: Array.from({ length: 60 }, () => retirement({ pools: MANY_POOLS })),
  }),
  'release news with 200 images': releaseNews({
    images: Array.from({ length: 200 }, (_, index) => image({ version: `20348.${index}.260715` })),
  }),
  'hostile release news': releaseNews({
    release: { tag: HOSTILE, title: HOSTILE, url: 'javascript:alert(1)', publishedAt: 'not a date' },
    images: [hostileImage],
    retirements: [hostileRetirement],
  }),
  'upgrade reminder': upgradeReminder(3, { late: true }),
  'upgrade reminder of 12 pools': upgradeReminder(12),
  'upgrade reminder with a picture': upgradeReminder(3, { picture: picture() }),
  'upgrade reminder of 500 pools with a picture': upgradeReminder(500, { picture: picture() }),
  'upgrade reminder of 500 pools': upgradeReminder(500),
  'upgrade reminder by region': upgradeReminder(0, { items: itemsByRegion, retirementsAhead: [] }),
  'upgrade reminder of 8 pools by region': upgradeReminder(0, {
    items: [...itemsByRegion, ...itemsByRegion],
    retirementsAhead: [],
  }),
  'upgrade reminder of 300 pools by region': upgradeReminder(0, {
    items: Array.from({ length: 300 }, (_, index) => reminderItem(index, { availability: IN_REGION })),
  }),
  'hostile upgrade reminder by region': upgradeReminder(0, {
    items: [
      reminderItem(1, { availability: { kind: 'arrived', region: HOSTILE, since: null, asOf: HOSTILE } }),
      reminderItem(2, { availability: { kind: 'awaited', region: HOSTILE, version: HOSTILE, asOf: HOSTILE } }),
      reminderItem(3, {
        availability: { kind: 'offered', asOf: HOSTILE, arrival: { region: HOSTILE, since: HOSTILE } },
      }),
    ],
  }),
  'upgrade reminder with nothing to do': upgradeReminder(0, { retirementsAhead: [] }),
  'hostile upgrade reminder': upgradeReminder(0, {
    items: Array.from({ length: 5 }, () =>
      reminderItem(1, {
        cluster: HOSTILE,
        currentVersion: HOSTILE,
        targetVersion: HOSTILE,
        status: 'current',
        findings: Array.from({ length: 9 }, () => hostileFinding),
      }),
    ),
    retirementsAhead: [hostileRetirement],
  }),
  'hostile upgrade reminder of 300 pools': upgradeReminder(0, {
    items: Array.from({ length: 300 }, () =>
      reminderItem(1, {
        cluster: HOSTILE.repeat(9),
        nodePool: HOSTILE,
        targetVersion: HOSTILE,
        findings: [hostileFinding],
      }),
    ),
  }),
  'moved dates': {
    kind: 'moved-dates',
    dates: [
      {
        minor: '1.34',
        support: 'community',
        from: '2026-11',
        to: '2027-01-31',
        url: 'https://learn.microsoft.com/azure/aks/supported-kubernetes-versions',
        clusters: [{ id: 'c1', name: 'prod-eu-1' }],
      },
    ],
  },
  'hostile moved dates': {
    kind: 'moved-dates',
    dates: Array.from({ length: 60 }, () => ({
      minor: HOSTILE,
      support: 'lts' as const,
      from: '2026-11',
      to: '2027-01-31',
      url: 'javascript:alert(1)',
      clusters: Array.from({ length: 30 }, () => ({ id: HOSTILE, name: HOSTILE })),
    })),
  },
  'operator alarm': {
    kind: 'operator-alarm',
    title: 'AKS release 2026-07-17 speaks of Windows, but vhdwatch could not read these passages',
    lines: ['Windows Server 2031 images arrive soon.'],
    url: 'https://github.com/Azure/AKS/releases/tag/2026-07-17',
  },
  'hostile operator alarm': {
    kind: 'operator-alarm',
    title: HOSTILE.repeat(5),
    lines: Array.from({ length: 400 }, () => HOSTILE.repeat(20)),
    url: 'file:///etc/passwd',
  },
  'test message': { kind: 'test-message', requestedBy: 'U0123ABC' },
  'hostile test message': { kind: 'test-message', requestedBy: HOSTILE },
};
