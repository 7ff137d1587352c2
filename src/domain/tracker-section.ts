/** The Windows part of the AKS release tracker as it is kept: what of it matters, sorted, so that no news is no change. */
export interface TrackerSection {
  /** By name. */
  readonly components: readonly TrackerComponent[];
}

/** An image definition in the tracker's words, `Windows Server 2022 Gen2`. */
export interface TrackerComponent {
  readonly component: string;
  /** Notes file of each version that has one, by version. */
  readonly notes: readonly { readonly version: string; readonly url: string }[];
  /** By name. */
  readonly regions: readonly TrackerRegion[];
}

/** What one region has of a component. Every text is the tracker's own. */
export interface TrackerRegion {
  /** Display name, `West Central US`. */
  readonly region: string;
  /** Its place in the order of rollouts, 1 first; `null` where the tracker gives none. */
  readonly batch: number | null;
  /** True while the first image is still being rolled out here. */
  readonly inProgress: boolean;
  /** The current one, then recent ones, newest first. `releasedAt`: instant it arrived, `null` for old ones. */
  readonly images: readonly { readonly version: string; readonly releasedAt: string | null }[];
}
