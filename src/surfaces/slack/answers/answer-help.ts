import { bullets, code, header, paragraph, plain, preformatted, richText } from '../messages/block-elements.ts';
import { escapeMrkdwn } from '../messages/escape-text.ts';
import type { Answer } from './answer.ts';

/** A subcommand as the help names it. */
export interface CommandHelp {
  readonly kind: 'query' | 'change';
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  readonly example: string;
}

/** Everything that can be typed, questions first. */
export function answerHelp(command: string, commands: readonly CommandHelp[]): Answer {
  const sections = [
    { title: 'Ask', shown: commands.filter(({ kind }) => kind === 'query') },
    { title: 'Change', shown: commands.filter(({ kind }) => kind === 'change') },
  ];
  const sayUsage = ({ name, usage }: CommandHelp) => [command, name, usage].filter(Boolean).join(' ');
  return {
    lines: [
      `${escapeMrkdwn(command)} tells how your Windows node pools stand and what AKS retires.`,
      ...commands.map((one) => escapeMrkdwn(`${sayUsage(one)}: ${one.does}`)),
    ],
    parts: [
      { block: header('vhdwatch: Windows node images on AKS'), things: 0 },
      ...sections.map(({ title, shown }) => ({
        block: richText(
          paragraph(plain(`${title}:`)),
          bullets(shown.map((one) => [code(sayUsage(one)), plain(` ${one.does}`)])),
        ),
        things: 0,
      })),
    ],
  };
}

/** One subcommand: how it is written, what it does, and as somebody would type it. */
export function answerHelpOf(command: string, { name, usage, does, example }: CommandHelp): Answer {
  const written = [command, name, usage].filter(Boolean).join(' ');
  const typed = `${command} ${example}`;
  return {
    lines: [escapeMrkdwn(`${written}: ${does}`), escapeMrkdwn(`For example: ${typed}`)],
    parts: [
      { block: richText(paragraph(code(written)), paragraph(plain(does))), things: 0 },
      { block: richText(paragraph(plain('For example:')), preformatted([typed])), things: 0 },
    ],
  };
}
