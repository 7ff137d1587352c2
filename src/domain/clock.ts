/** The present instant; injected so that tests and `--now` can choose it. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. Somebody may set it; what it counts since the machine started goes on evenly. */
export interface WallClock extends Clock {
  /** Milliseconds since the machine started, sleep included. */
  uptimeMs(): number;
}
