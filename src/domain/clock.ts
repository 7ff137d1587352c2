/** The present instant; injected so that tests and `--now` can choose it. */
export interface Clock {
  now(): Date;
}
