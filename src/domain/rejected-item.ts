/** What of a file or a list was not taken, and why; the rest was. */
export interface RejectedItem {
  /** `cluster`, `cluster/pool`, a file name, or `item 3` where it has no name. */
  readonly item: string;
  readonly reason: string;
}
