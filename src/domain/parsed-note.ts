import type { ImageAnnouncement } from './image-announcement.ts';
import type { RetirementStatement } from './retirement-statement.ts';

/** Everything about Windows that one release note says. */
export interface ParsedNote {
  readonly images: readonly ImageAnnouncement[];
  readonly retirements: readonly RetirementStatement[];
  /** Passages that speak of Windows images or a Windows retirement and yielded nothing: the drift alarm. */
  readonly unread: readonly string[];
}
