import type { Actor, MessageProgress } from './actor.ts';
import type { ChannelSubscription } from './channel-subscription.ts';
import type { Cluster } from './cluster.ts';
import type { ClusterOwnership } from './cluster-ownership.ts';

export type UndoStep =
  | { readonly kind: 'remove-cluster'; readonly clusterId: string }
  | { readonly kind: 'restore-cluster'; readonly cluster: Cluster; readonly ownership: ClusterOwnership | null }
  | { readonly kind: 'remove-subscription'; readonly subscriptionId: number }
  | { readonly kind: 'restore-subscription'; readonly subscription: ChannelSubscription }
  | { readonly kind: 'end-suppression'; readonly suppressionId: number }
  | {
      readonly kind: 'restore-progress';
      readonly channel: string;
      readonly ts: string;
      readonly progress: Partial<MessageProgress>;
    };

type AuditAction =
  | 'register-cluster'
  | 'import-clusters'
  | 'unregister-cluster'
  | 'subscribe'
  | 'unsubscribe'
  | 'snooze'
  | 'hold'
  | 'mention'
  | 'send-test'
  | 'retry-notification'
  | 'assign'
  | 'acknowledge'
  | 'undo';

export interface NewAuditEntry {
  readonly actor: Actor;
  readonly action: AuditAction;
  /** What was changed: a cluster ID, a channel, an image version. */
  readonly subject: string;
  /** One sentence for people. */
  readonly detail: string;
  /** In the order they are taken; `null` where it cannot be taken back. */
  readonly undo: readonly UndoStep[] | null;
}

export interface AuditEntry extends NewAuditEntry {
  readonly id: number;
  readonly at: string;
  readonly undoneAt: string | null;
}
