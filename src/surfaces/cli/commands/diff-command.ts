import type { Command } from 'commander';
import { diffImages } from '../../../app/images/describe-image.ts';
import type { VhdBaseImage, VhdFactChange, VhdKb, VhdNoteDiff } from '../../../domain/vhd-note.ts';
import type { CliEnvironment, GlobalOptions } from '../cli-environment.ts';
import { renderTable } from '../render-table.ts';
import { runCommand } from '../run-command.ts';

/** `vhdwatch diff OLD NEW`: what changed between two images. */
export function addDiffCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('diff')
    .description('what changed between two node images: updates, containerd, base images, cached Kubernetes')
    .argument('<old>', 'image version or nodeImageVersion')
    .argument('<new>', 'image version or nodeImageVersion')
    .action(async (older: string, newer: string) => {
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => diffImages(context, older, newer),
        renderText,
      );
    });
}

function renderText(diff: VhdNoteDiff): string {
  const rows = [
    ...renderChange('OS build', diff.osVersion),
    ...renderChange('cumulative update', diff.cumulativeUpdate),
    ...renderChange('runtime', diff.runtime),
    ...renderSets('KBs', diff.kbsRemoved.map(nameOfKb), diff.kbsAdded.map(nameOfKb)),
    ...renderSets('base images', diff.baseImagesRemoved.map(nameOfImage), diff.baseImagesAdded.map(nameOfImage)),
    ...renderSets('base images rebuilt', [], diff.baseImagesUpdated.map(nameOfImage)),
    ...renderSets('cached Kubernetes', diff.cachedKubernetesRemoved, diff.cachedKubernetesAdded),
  ];
  const head = `${diff.from ?? 'old'} -> ${diff.to ?? 'new'}`;
  return rows.length === 0
    ? `${head}: no difference that the notes files tell of`
    : `${head}\n\n${renderTable(['WHAT', 'OLD', 'NEW'], rows)}`;
}

type Row = readonly [what: string, before: string, after: string];

function renderChange(what: string, change: VhdFactChange | null): readonly Row[] {
  return change ? [[what, change.from ?? '-', change.to ?? '-']] : [];
}

function renderSets(what: string, removed: readonly string[], added: readonly string[]): readonly Row[] {
  if (removed.length + added.length === 0) return [];
  return [[what, removed.join('\n') || '-', added.join('\n') || '-']];
}

function nameOfKb({ id, role }: VhdKb): string {
  return `${id} (${role})`;
}

function nameOfImage({ repository, tag }: VhdBaseImage): string {
  return `${repository}:${tag}`;
}
