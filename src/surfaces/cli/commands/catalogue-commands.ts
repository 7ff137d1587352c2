import type { Command } from 'commander';
import {
  diffImages,
  type EndReport,
  listEndReports,
  listImagesOf,
  readCatalogue,
} from '../../../app/images/read-catalogue.ts';
import { type CalendarDate, formatDate, formatEnd } from '../../../domain/calendar-date.ts';
import type { ImageStep, NodeImage } from '../../../domain/catalogue.ts';
import { describeSecurity } from '../../../domain/image-security.ts';
import { phraseOfPhase } from '../../../domain/lifecycle.ts';
import { isOfKubernetes, titleOfSubject } from '../../../domain/retirement-subject.ts';
import { compareTexts, nameSome } from '../../../domain/text.ts';
import { type ImageDifference, listDifferences, sayUncompared, type VhdNoteDiff } from '../../../domain/vhd-note.ts';
import {
  type Cell,
  layOutTable,
  NO_TERMINAL,
  renderWholeTable,
  stripControls,
  type Terminal,
  wrapText,
} from '../render-table.ts';
import { type Cli, runCommand } from '../run-command.ts';

const SHOWN = 20;

export function addImagesCommand(program: Command, cli: Cli): void {
  program
    .command('images')
    .description('the Windows node images of AKS, newest first')
    .option('--os-sku <sku>', 'only this OS SKU, for example Windows2022')
    .option('--all', 'all of them rather than the newest twenty')
    .action(async (own: { osSku?: string; all?: boolean }) => {
      await runCommand(
        cli,
        (context) => {
          const { images } = readCatalogue(context);
          const isAll = own.osSku === undefined || images.length === 0;
          return (isAll ? images : listImagesOf(images, own.osSku ?? '')).map(toListedImage);
        },
        (images, terminal, sayUnread) =>
          images.length === 0
            ? (sayUnread() ?? 'No images are known: "vhdwatch doctor" says what is wrong with their sources.')
            : renderImages(images, own.all === true, terminal),
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

function renderImages(images: readonly ListedImage[], all: boolean, terminal: Terminal): string {
  const shown = all ? images : images.slice(0, SHOWN);
  const rows = shown.map((image) => [
    image.osSku,
    image.version,
    image.state,
    describeSecurity({ updates: image.securityUpdates ?? [], cves: image.cves ?? [] }) || null,
  ]);
  const more = images.length > shown.length ? `\n… and ${images.length - shown.length} older ones (--all)` : '';
  const [head, ...lines] = layOutTable(['OS SKU', 'VERSION', 'STATE', 'SECURITY'], rows, terminal);
  const table = [head, ...lines.flatMap((line, index) => [line, ...renderLife(shown[index])])];
  return `${table.join('\n')}${more}`;
}

const LIFE_COLUMNS = 80;

const STEPS: Readonly<Record<ImageStep['step'], (step: ImageStep) => string>> = {
  built: () => '',
  noted: ({ source }) => ` by ${source}`,
  'rolling-out': ({ regions }) => (regions === undefined ? '' : ` (${regions} region${regions === 1 ? '' : 's'})`),
  announced: ({ source }) => ` in release ${source}`,
  superseded: ({ source }) => ` by ${source}`,
  withdrawn: ({ source }) => ` (${source})`,
};

/** `built 15 Jul 2026, announced 24 Jul in release 2026-07-17`, and where one source alone knows the image, that it does. */
function renderLife(image: ListedImage | undefined): readonly string[] {
  if (!image?.life.length) return [];
  const { builtOn, sources, announcedIn } = image;
  const life = image.life.toSorted((a, b) => compareTexts(a.on ?? builtOn, b.on ?? builtOn));
  const steps = life.map((step, index) => {
    const when = step.on === null ? '' : ` ${sayDay(step.on, life[index - 1]?.on ?? null)}`;
    return `${step.step.replace('-', ' ')}${when}${STEPS[step.step](step)}`;
  });
  const isAlone = announcedIn === null && sources.length === 1;
  const items = [...steps, ...(isAlone ? [`known from ${sources[0]} only`] : [])].map(stripControls);
  // No item is torn.
  const text = items.map((item) => item.replaceAll(' ', '\u00a0')).join(', ');
  return [wrapText(text, { ...NO_TERMINAL, columns: LIFE_COLUMNS }, '  ').replaceAll('\u00a0', ' ')];
}

/** `15 Jul 2026`; without the year where the step before has it. */
function sayDay(on: CalendarDate, before: CalendarDate | null): string {
  return before?.slice(0, 4) === on.slice(0, 4) ? formatDate(on).replace(/ \d{4}$/, '') : formatDate(on);
}

export function addDiffCommand(program: Command, cli: Cli): void {
  program
    .command('diff')
    .description('what changed between two node images: Windows updates, containerd, base images')
    .argument('<old>', 'image version or nodeImageVersion')
    .argument('<new>', 'image version or nodeImageVersion')
    .action(async (older: string, newer: string) => {
      await runCommand(cli, (context) => diffImages(context, older, newer), renderDiff);
    });
}

function renderDiff(diff: VhdNoteDiff): string {
  const lines = listDifferences(diff).flatMap(renderDifference).map(stripControls);
  const head = `${diff.from ?? 'old'} → ${diff.to ?? 'new'}`;
  const found = lines.length > 0 ? `\n\n${lines.join('\n')}` : ': no difference that the notes files tell of';
  return [`${head}${found}`, sayUncompared(diff)].filter((text) => text !== '').join('\n\n');
}

/** One item a line: dozens of them run together in a cell. */
function renderDifference({ what, before, after, kind }: ImageDifference): readonly string[] {
  if (kind === 'value') return [`${what}: ${before.join()} → ${after.join()}`];
  return [
    what,
    ...before.map((item) => `  - ${item}`),
    ...after.map((item) => `  ${kind === 'content' ? '~' : '+'} ${item}`),
  ];
}

export function addRetirementsCommand(program: Command, cli: Cli): void {
  program
    .command('retirements')
    .description('what AKS retires and when, nearest first, with the pools it concerns')
    .option('--all', 'also what has ended, and the Kubernetes minors that no registered pool runs')
    .action(async (own: { all?: boolean }) => {
      // Programs are promised the phases that notes have; AKS's own upgrade of a cluster is a finding of `status` to them.
      const isListed = ({ phase }: EndReport) => cli.options().json !== true || phase !== 'upgrade-by-aks';
      await runCommand(
        cli,
        (context) => listEndReports(context).filter(isListed),
        (ends, terminal, sayUnread) =>
          [
            renderEnds(ends, own.all === true, terminal),
            ...(sayUnread() === null ? [] : [wrapText(`${sayUnread()} These are the dates built in.`, terminal)]),
          ].join('\n\n'),
      );
    });
}

function renderEnds(ends: readonly EndReport[], all: boolean, terminal: Terminal): string {
  const known = ends.filter(({ state }) => state !== 'undated');
  const ahead = known.filter(({ state }) => state === 'ahead');
  const hasPools = ahead.some(({ pools }) => pools.length > 0);
  const own = hasPools ? ahead.filter(({ subject, pools }) => pools.length > 0 || !isOfKubernetes(subject)) : ahead;
  const named = new Set<string>();
  const rows = (all ? known : own).flatMap((end) => {
    const names = `${end.subject} ${end.pools.join(' ')}`;
    const isNamed = named.has(names);
    named.add(names);
    return renderEnd(end, isNamed ? [] : end.pools);
  });
  const foreign = ahead.length - own.length;
  const more = [
    ...(foreign > 0 ? [`${foreign} of Kubernetes minors that no pool runs`] : []),
    ...(known.length > ahead.length ? [`${known.length - ahead.length} past`] : []),
  ];
  const left = all || more.length === 0 ? '' : `\n… and ${more.join(', ')} (--all)`;
  return `${renderWholeTable(['WHEN', 'DAYS', 'WHAT'], rows, terminal)}${left}`;
}

/** The end, then whom it concerns and each thing that is or was said otherwise on a line of its own. */
function renderEnd(end: EndReport, names: readonly string[]): (readonly Cell[])[] {
  const { subject, phase, plan, daysLeft, contradictions, previous } = end;
  const aside = [
    ...(names.length > 0 ? [nameSome(names, 2)] : []),
    ...contradictions.map((word) => `${word.statedIn} says ${sayWhen(word)}`),
    ...previous.map((word) => `was ${sayWhen(word)}`),
  ];
  return [
    [sayWhen(end), daysLeft, `${titleOfSubject(subject)} ${phraseOfPhase(phase, subject, plan)}`],
    ...aside.map((words) => ['', '', words]),
  ];
}

/** `1 Mar 2026`, or the Kubernetes minor from which on: `1.37 and up`. */
function sayWhen({ date, fromKubernetes }: Pick<EndReport, 'date' | 'fromKubernetes'>): string {
  if (date !== null) return formatEnd(date);
  return fromKubernetes === null ? 'no day' : `${fromKubernetes} and up`;
}
