import { Argument, type Command } from 'commander';
import { type Cli, printResult } from '../run-command.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** A command as it is typed after `vhdwatch`, and the words that may follow it. */
interface Completable {
  /** `clusters list`; empty for the program itself. */
  readonly path: string;
  readonly words: readonly string[];
}

interface Choice {
  readonly flag: string;
  readonly words: readonly string[];
}

/** `vhdwatch completion SHELL`: what a shell reads to complete commands, options and their choices. */
export function addCompletionCommand(program: Command, cli: Cli): void {
  program
    .command('completion')
    .description('print the script with which your shell completes commands by the Tab key')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => {
      printResult(cli, RENDERERS[shell](listCompletable(program), listChoices(program)).trimEnd(), String);
    });
}

function listCompletable(command: Command, path: readonly string[] = []): readonly Completable[] {
  const options = command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : []));
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const words = [...command.commands.map((child) => child.name()), ...choices, ...options, '--help'];
  return [
    { path: path.join(' '), words: [...new Set(words)] },
    ...command.commands.flatMap((child) => listCompletable(child, [...path, child.name()])),
  ];
}

function listChoices(command: Command): readonly Choice[] {
  const own = command.options.flatMap(({ long, argChoices }) =>
    long && argChoices ? [{ flag: long, words: argChoices }] : [],
  );
  return [...own, ...command.commands.flatMap(listChoices)];
}

const RENDERERS: Readonly<
  Record<(typeof SHELLS)[number], (all: readonly Completable[], choices: readonly Choice[]) => string>
> = {
  bash: renderBash,
  zsh: (all, choices) => `autoload -U +X bashcompinit && bashcompinit\n${renderBash(all, choices)}`,
  fish: renderFish,
  powershell: renderPowerShell,
};

/** The longest command that was typed so far decides what is offered; without a match the shell offers files. */
function renderBash(all: readonly Completable[], choices: readonly Choice[]): string {
  const values = choices.map(({ flag, words }) => `    ${flag}) words="${words.join(' ')}" ;;`);
  const cases = all.map(({ path, words }) => `    "${path}") words="${words.join(' ')}" ;;`);
  return `_vhdwatch() {
  local path="" word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${listNames(all).join(' ')} " in *" $word "*) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases.join('\n')}
    *) words="" ;;
  esac
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${values.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _vhdwatch vhdwatch
`;
}

function renderFish(all: readonly Completable[], choices: readonly Choice[]): string {
  const values = choices.map(
    ({ flag, words }) => `complete -c vhdwatch -l ${flag.slice(2)} -xa '${words.join(' ')}'\n`,
  );
  const commands = all.map(({ path, words }) => {
    const seen = path.split(' ').filter(Boolean);
    const children = words.filter((word) => listNames(all).includes(word));
    const when = [
      ...seen.map((word) => `__fish_seen_subcommand_from ${word}`),
      ...(children.length > 0 ? [`not __fish_seen_subcommand_from ${children.join(' ')}`] : []),
    ].join('; and ');
    return `complete -c vhdwatch -n '${when || 'true'}' -a '${words.join(' ')}'\n`;
  });
  return [...commands, ...values].join('');
}

function renderPowerShell(all: readonly Completable[]): string {
  const entries = all.map(({ path, words }) => `    '${path}' = '${words.join(' ')}'`);
  return `Register-ArgumentCompleter -Native -CommandName vhdwatch -ScriptBlock {
  param($word, $ast)
  $words = @{
${entries.join('\n')}
  }
  $typed = $ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" } | Where-Object { $_ -ne $word }
  $path = ($typed | Where-Object { '${listNames(all).join(' ')}'.Split(' ') -contains $_ }) -join ' '
  "$($words[$path])".Split(' ') | Where-Object { $_ -like "$word*" } | ForEach-Object { $_ }
}
`;
}

function listNames(all: readonly Completable[]): readonly string[] {
  return [...new Set(all.flatMap(({ path }) => path.split(' ').filter(Boolean)))];
}
