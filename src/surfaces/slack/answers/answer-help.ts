import { code, line, list, plain } from '../../../messages/card.ts';
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
    headline: [plain(`${command} tells how your Windows node pools stand and what AKS retires.`)],
    parts: sections.flatMap(({ title, shown }) => [
      line(plain(`${title}:`)),
      ...list(shown.map((one) => [code(sayUsage(one)), plain(` ${one.does}`)])),
    ]),
  };
}

/** One subcommand: how it is written, what it does, and as somebody would type it. */
export function answerHelpOf(command: string, { name, usage, does, example }: CommandHelp): Answer {
  const written = [command, name, usage].filter(Boolean).join(' ');
  return {
    headline: [code(written), plain(`: ${does}`)],
    parts: [line(plain('For example: '), code(`${command} ${example}`))],
  };
}
