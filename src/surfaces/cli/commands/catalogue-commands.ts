import type { Command } from 'commander';
import { diffImages, readCatalogue, readEnds } from '../../../app/images/read-catalogue.ts';
import { dayOf, daysBetween, formatDate, lastDayOf } from '../../../domain/calendar-date.ts';
import type { NodeImage } from '../../../domain/catalogue.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import type { VhdBaseImage, VhdFactChange, VhdKb, VhdNoteDiff } from '../../../domain/vhd-note.ts';
import { renderTable } from '../render-table.ts';
import { type CliEnvironment, type GlobalOptions, runCommand } from '../run-command.ts';

const SHOWN = 20;

/** `vhdwatch images`: every Windows node image known, newest first. */
export function addImagesCommand(program: Command, environment: CliEnvironment): void {
  program
    .command('images')
    .description('Windows node images, newest first')
    .option('--os-sku <sku>', 'only this OS SKU, for example Windows2022')
    .option('--all', 'all of them rather than the newest twenty')
    .action(async (own: { osSku?: string; all?: boolean }) => {
      const wanted = own.osSku?.toLowerCase();
      const list = (images: readonly NodeImage[]) =>
        images.filter((image) => wanted === undefined || image.osSku.toLowerCase() === wanted);
      await runCommand(
        environment,
        program.opts<GlobalOptions>(),
        (context) => list(readCatalogue(context).images).map(toListedImage),
        (images) => renderImages(images, own.all === true),
      );
    });
}

interface ListedImage extends Omit<NodeImage, 'security'> {
  /** KBs with security fixes that it brings, CVEs that a note says it fixes; `null` where nothing is known of it. */
  readonly securityUpdates: readonly string[] | null;
  readonly cves: readonly string[] | null;
}

function toListedImage({ security, ...image }: NodeImage): ListedImage {
  return { ...image, securityUpdates: security?.updates ?? null, cves: security?.cves ?? null };
}

function renderImages(images: readonly ListedImage[], all: boolean): string {
  if (images.length === 0) return 'No images are known yet: run "vhdwatch poll" first.';
  const shown = all ? images : images.slice(0, SHOWN);
  const rows = shown.map((image) => [
    image.osSku,
    image.version,
    image.builtOn,
    image.announcedIn,
    image.state,
    describeSecurity({ updates: image.securityUpdates ?? [], cves: image.cves ?? [] }) || null,
  ]);
  const more = images.length > shown.length ? `\n… and ${images.length - shown.length} older ones (--all)` : '';
  return `${renderTable(['OS SKU', 'VERSION', 'BUILT ON', 'ANNOUNCED IN', 'STATE', 'SECURITY'], rows)}${more}`;
}

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
        renderDiff,
      );
    });
}

function renderDiff(diff: VhdNoteDiff): string {
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
