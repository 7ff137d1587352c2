import type { Html } from './html.ts';

/** What people can do in the local inbox while no chat is connected. */
export interface InboxDesk {
  /** Goes up with every change of what is shown. */
  readonly version: () => number;
  /** The newest answer that only the person at the page sees; `null` while there is none. */
  readonly findAnswer: () => (DeskPart & { readonly channel: string }) | null;
  /**
   * The inside of the open form; `null` while none is open. Another one, or with problems, has another `version`, which
   * its fields bring back: those of another form are refused.
   */
  readonly findForm: () => (DeskPart & { readonly title: string; readonly submit: string | null }) | null;
  readonly drawHome: () => Html;
  readonly command: (channel: string, text: string) => Promise<void>;
  /** `act`: the value of the button. `fields`: what was filled in beside it, by name. */
  readonly click: (at: DeskPlace, act: string, fields: URLSearchParams) => Promise<void>;
  readonly submit: (fields: URLSearchParams) => Promise<void>;
  /** Puts away those of these versions; what came after them was not seen, and stays. */
  readonly dismiss: (versions: readonly string[]) => void;
}

interface DeskPart {
  readonly version: string;
  /** Which channel or message somebody answered, literal; empty for none. */
  readonly about: string;
  readonly html: Html;
}

/** Where a button stands: `place` is `message`, `form` or `home`. */
interface DeskPlace {
  readonly channel: string;
  readonly ts: string;
  readonly place: string;
}
