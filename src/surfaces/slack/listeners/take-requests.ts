import type { AppContext } from '../../../app/app-context.ts';
import { claimInteraction } from '../../../app/interactions/claim-interaction.ts';
import { AppError } from '../../../domain/app-error.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { type CardButton, plain } from '../../../messages/card.ts';
import { type Answer, answerSentence, button, explainError, withButtons } from '../answer.ts';
import {
  type Click,
  type ClickHandler,
  type CommandHelp,
  type CommandRequest,
  type FormHandler,
  type Query,
  type Reply,
  type Request,
  type Submission,
  splitWords,
  type Verdict,
} from './handlers.ts';
import { CHANGES, CLICKS, FORMS, findNamed, findNearCommand, QUERIES } from './registry.ts';

type Say = (answer: Answer) => Promise<void>;

/** Slack repeats events, people click twice, and a signed request can be sent again. What has no key is not held back. */
export function claimOnce(context: AppContext, kind: string, key: string): boolean {
  return key === '' || claimInteraction(context, `${kind}/${key.slice(0, 200)}`);
}

/**
 * Answers what somebody typed. `begin`: before a change is made; gives the way to say what came of it, `null` not to
 * make it.
 */
export async function takeCommand(
  text: string,
  asked: Request,
  say: Say,
  begin: () => Promise<Say | null>,
): Promise<void> {
  const [word = 'help', ...words] = splitWords(text);
  const request: CommandRequest = { ...asked, words, offset: 0 };
  const question = findNamed(QUERIES, word);
  if (question) return say(answerQuery(question, request));
  const change = findNamed(CHANGES, word);
  if (!change) return say(answerUnknown(word, asked.command));
  const sayLater = await begin();
  if (sayLater) await attempt(request, () => ensureWords(change, request).run(request), sayLater);
}

/** Does something and tells who asked for it what came of it. Never throws. */
async function attempt(
  request: Request,
  act: () => Reply | Promise<Reply>,
  say: Say,
  sayProblem: Say = say,
): Promise<void> {
  try {
    const reply = await act();
    if (reply && 'submit' in reply) await request.screens.show(reply, request);
    else if (reply) await say(reply);
  } catch (error) {
    await sayProblem(explainError(error, request));
  }
}

function answerUnknown(word: string, command: string) {
  const nearest = findNearCommand(word);
  const hint = nearest ? `Did you mean ${command} ${nearest}? ` : '';
  return answerSentence(`"${word.slice(0, 60)}" is no command. ${hint}${command} help lists them all.`);
}

/** What its usage names outside of brackets has to be there. @throws AppError `invalid_usage` that shows how it is written */
function ensureWords<C extends CommandHelp>(asked: C, { words, command }: CommandRequest): C {
  const { name, usage = '', example = name } = asked;
  const needed = usage.replace(/\[.*/s, '').split(' ').filter(Boolean);
  if (!needed.every((_word, index) => words[index]))
    throw new AppError('invalid_usage', `Write it as ${command} ${name} ${usage}, such as ${command} ${example}.`);
  return asked;
}

/** Slack's own cap on what can be typed is higher; a question longer than that is none of ours. */
const LONGEST_SHARED = 500;

/** The answer to a question, which can be shared, or the sentence that says why there is none. */
function answerQuery(question: Query, request: CommandRequest): Answer {
  try {
    const answer = ensureWords(question, request).run(request);
    const asked = [question.name, ...request.words.map((one) => (/\s/.test(one) ? `"${one}"` : one))].join(' ');
    return question.name === 'help' || asked.length > LONGEST_SHARED
      ? answer
      : withButtons(answer, buttonsOf(answer, asked));
  } catch (error) {
    return explainError(error, request);
  }
}

function buttonsOf({ next }: Answer, asked: string): readonly CardButton[] {
  const more = next === undefined ? [] : [button('answer.more', 'Show more', `+${next} ${asked}`)];
  return [...more, button('answer.share', 'Share to channel', asked)];
}

/** Asks the question of a button again, behind what was shown of it. Only questions can be asked this way. */
function askAgain(click: Click) {
  const [, offset = '0', asked = click.value] = /^\+(\d{1,6}) (.*)$/s.exec(click.value) ?? [];
  const [word = '', ...words] = splitWords(asked);
  const question = findNamed(QUERIES, word);
  if (!question) throw new AppError('invalid_input', 'That cannot be shared.');
  const request = { ...click, words, offset: Number(offset) };
  return { answer: ensureWords(question, request).run(request), asked };
}

const shareAnswer: ClickHandler = (click) => {
  const { context, command, actor, channel, messageTs } = click;
  const { answer, asked } = askAgain(click);
  if (!claimOnce(context, 'share', messageTs && `${channel}/${messageTs}`)) return null;
  const { buttons: _buttons, ...shown } = answer;
  const by = [plain(`Shared by ${toLiteral(actor.name, 80)} · ${toLiteral(`${command} ${asked}`, 200)}`)];
  return { ...shown, foot: [...(answer.foot ?? []), by] };
};

const showMore: ClickHandler = (click) => {
  const { answer, asked } = askAgain(click);
  return withButtons(answer, buttonsOf(answer, asked));
};

/** How what a button says reaches who clicked: as a new answer, in the place of the old, or for the whole channel. */
export type Audience = 'beside' | 'instead' | 'to-channel';

/** Of the buttons whose answer is no new one. */
const AUDIENCES: Readonly<Record<string, Audience>> = {
  'answer.more': 'instead',
  'answer.share': 'to-channel',
  'change.undo': 'instead',
  'message.plan': 'instead',
};

const ALL_CLICKS = new Map(Object.entries({ ...CLICKS, 'answer.more': showMore, 'answer.share': shareAnswer }));
const ALL_FORMS = new Map(Object.entries(FORMS));

export function findClick(actionId: string): ClickHandler | undefined {
  return ALL_CLICKS.get(actionId.replace(/\.\d+$/, ''));
}

export function findForm(formId: string): FormHandler | undefined {
  return ALL_FORMS.get(formId);
}

export async function takeClick(
  actionId: string,
  click: Click,
  say: (answer: Answer, how: Audience) => Promise<void>,
): Promise<void> {
  const act = () => {
    const handler = findClick(actionId);
    const advice = `${click.command} help lists what can be asked`;
    if (!handler)
      throw new AppError(
        'not_found',
        `This button is of another version of vhdwatch and does nothing here: ${advice}.`,
      );
    return handler(click);
  };
  const sayAs = (how: Audience) => (answer: Answer) => say(answer, how);
  await attempt(click, act, sayAs(AUDIENCES[actionId] ?? 'beside'), sayAs('beside'));
}

/** Does what a form is there for, unless something is wrong with it. `claim`: false where it was done before. */
export async function takeSubmission(
  formId: string,
  submission: Submission,
  claim: () => boolean,
): Promise<Extract<Verdict, { problems: unknown }> | Answer> {
  try {
    const verdict = await findForm(formId)?.(submission);
    if (!verdict || 'problems' in verdict) return verdict ?? { problems: {} };
    return claim() ? await verdict.change() : answerSentence('That was saved already.');
  } catch (error) {
    return explainError(error, submission);
  }
}
