import type { ImageAnnouncement } from './image-announcement.ts';
import type { ImageCves } from './image-security.ts';
import type { RetirementStatement } from './retirement-statement.ts';

/** Everything about Windows that one release note says. */
export interface ParsedNote {
  readonly images: readonly ImageAnnouncement[];
  readonly retirements: readonly RetirementStatement[];
  /** CVEs that it ties to a Windows node image. */
  readonly imageCves: readonly ImageCves[];
  /** Passages that speak of Windows images or a Windows retirement and yielded nothing: the drift alarm. */
  readonly unread: readonly string[];
}
