import type { Command } from 'commander';
import { readCatalogue, readEnds } from '../../../app/images/read-catalogue.ts';
import { dayOf, daysBetween, formatDate, lastDayOf } from '../../../domain/calendar-date.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { renderTable } from '../render-table.ts';
import { runCommand } from '../run-command.ts';

type Ends = ReturnType<typeof readEnds>;
type End = Ends['ahead'][number];

/** `vhdwatch retirements`: what ends and when. As JSON what the notes state, with every date they gave before. */
export function addRetirementsCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('retirements')
    .description('what AKS retires and when, nearest first')
    .option('--all', 'also what has ended')
    .action(async (own: { all?: boolean }) => {
      const options = program.opts<GlobalOptions>();
      if (options.json) await runCommand(environment, options, (context) => readCatalogue(context).retirements, String);
      else
        await runCommand(
          environment,
          options,
          (context) => renderText(readEnds(context), dayOf(context.clock.now()), own.all === true),
          String,
        );
    });
}

function renderText({ ahead, past }: Ends, today: string, all: boolean): string {
  const rows = (all ? [...ahead, ...past] : ahead).map((end) => [
    end.subject,
    end.phase,
    describeDate(end),
    end.date === null ? null : daysBetween(today, lastDayOf(end.date)),
    end.contradictions.map((word) => describeDate(word)).join(', '),
    end.previous.map((word) => describeDate(word)).join(', '),
    end.statedIn,
  ]);
  const more = all || past.length === 0 ? '' : `\n… and ${past.length} that have passed (--all)`;
  return `${renderTable(['SUBJECT', 'PHASE', 'DATE', 'DAYS LEFT', 'OTHERS SAY', 'BEFORE', 'STATED IN'], rows)}${more}`;
}

function describeDate({ date, fromKubernetes }: Pick<End, 'date' | 'fromKubernetes'>): string {
  return date === null ? `from Kubernetes ${fromKubernetes}` : formatDate(date);
}
