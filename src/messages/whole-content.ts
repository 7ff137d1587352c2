import { type AdvisedFinding, keyOfFinding } from '../domain/finding.ts';
import type { EscalationItem, NewsImage, NotificationContent, ReminderItem } from '../domain/notification.ts';
import type { PoolReference } from '../domain/pool-reference.ts';
import { describeWatched, type Watched } from './watching-summary.ts';

interface CommandFacts {
  /** Brings a pool to the image to take; nothing for one that is gone, or that others make. */
  readonly upgradeOf: (pool: PoolReference) => readonly string[];
  readonly findingsOf: (clusterId: string) => readonly AdvisedFinding[];
  readonly watched: () => Watched;
}

/**
 * The content with every pool that it concerns, and what is to be run for each, for programs that read it: no card
 * shows that, and of a large fleet it is most of a message.
 */
export function completeContent(content: NotificationContent, facts: CommandFacts): NotificationContent {
  switch (content.kind) {
    case 'watching-summary': {
      const whole = describeWatched(facts.watched());
      return { ...content, ...whole, newestImages: addToImages(whole.newestImages, facts) };
    }
    case 'release-news': {
      const { images, withdrawn } = content;
      const gone = withdrawn && { ...withdrawn, images: addToImages(withdrawn.images, facts) };
      return { ...content, images: addToImages(images, facts), ...(gone ? { withdrawn: gone } : {}) };
    }
    case 'escalation':
      return { ...content, items: content.items.map((item) => ({ commands: commandsOfItem(item, facts), ...item })) };
    case 'upgrade-reminder':
      return { ...content, items: content.items.map((item) => addToReminderItem(item, facts)) };
    default:
      return content;
  }
}

function addToImages(images: readonly NewsImage[], facts: CommandFacts): readonly NewsImage[] {
  return images.map((image) => ({
    ...image,
    // Nobody takes what is still on its way to the region.
    pools: image.pools.map((pool) => ({
      commands: pool.awaitedIn === undefined ? facts.upgradeOf(pool) : [],
      ...pool,
    })),
  }));
}

function commandsOfItem(item: EscalationItem, { findingsOf }: CommandFacts): readonly string[] {
  const own = findingsOf(item.clusterId).filter(({ nodePool }) => nodePool === item.nodePool);
  return own.find(({ summary }) => summary === item.summary)?.commands ?? [];
}

/** What is settled has nothing to be run any more. */
function addToReminderItem(item: ReminderItem, { findingsOf }: CommandFacts): ReminderItem {
  const open = new Map(findingsOf(item.clusterId).map((finding) => [keyOfFinding(finding), finding]));
  const findings = item.findings.map((finding) => {
    const { commands = [], steps = [] } = open.get(keyOfFinding(finding)) ?? {};
    return { commands, steps, ...finding };
  });
  return { ...item, findings };
}
