/** A person who asks for something, as the surface that they use knows them. */
export interface Actor {
  /** Slack user ID, `U…` or `W…`. */
  readonly id: string;
  /** Name for people; text from outside. */
  readonly name: string;
}
