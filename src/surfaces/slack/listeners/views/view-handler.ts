import type { Actor } from '../../../../domain/actor.ts';
import type { Answer } from '../../answers/answer.ts';
import type { ViewState } from '../../modals/read-state.ts';
import type { Fields } from '../../read-payload.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';
import type { ChangeResult } from '../commands/slack-command.ts';

/** A submitted form. All of it is text from outside. */
export interface Submission {
  readonly dependencies: SlackDependencies;
  readonly actor: Actor;
  readonly state: ViewState;
  /** What the form was opened with; checked again like everything else. */
  readonly metadata: Fields;
}

/** Problems by field name, or what to do once no second submission of the form can come. */
export type Verdict =
  | { readonly problems: Readonly<Record<string, string>> }
  | { readonly change: () => Promise<ChangeResult> | ChangeResult; readonly alreadyDone?: Answer };

/** Looks at a submission. @throws AppError whose message replaces the form */
export type ViewHandler = (submission: Submission) => Promise<Verdict>;
