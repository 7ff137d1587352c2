import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { VhdInstalledUpdate, VhdKb } from '../../domain/vhd-note.ts';

type LabelledKb = Pick<VhdKb, 'id' | 'kind'>;

/** From this build on Windows lists the cumulative update before the servicing stack instead of last. */
const CUMULATIVE_FIRST_SINCE = '2021-09-22';

/** Constant on every 2019 image since 2021-09: neither the cumulative update nor the servicing stack. */
const CONSTANT_UPDATES: ReadonlySet<string> = new Set(['KB5004424']);

/**
 * Reads the lines of "Installed QFEs" and tells the cumulative update from the servicing stack. The labels do not:
 * a preview is a plain "Update", a servicing stack may be a "Security Update". So "Installed Updates" decides where
 * it names the KB; else the position does, and the role is only likely.
 */
export function parseKbs(
  lines: readonly string[],
  installed: readonly VhdInstalledUpdate[],
  builtOn: CalendarDate | null,
): VhdKb[] {
  const labelled = [...new Map(lines.flatMap(readLine).map((kb) => [kb.id, kb])).values()];
  const named = (kind: VhdInstalledUpdate['kind']): string | undefined => {
    const ids = new Set(installed.filter((update) => update.kind === kind).map(({ id }) => id));
    return labelled.find(({ id }) => ids.has(id))?.id;
  };
  const namedLcu = named('os-cumulative');
  const namedDotnet = named('dotnet');
  const dotnet = namedDotnet ?? likelyDotnet(labelled, namedLcu);
  const open = labelled.map(({ id }) => id).filter((id) => id !== dotnet && !CONSTANT_UPDATES.has(id));
  const isOldOrder = builtOn !== null && builtOn < CUMULATIVE_FIRST_SINCE;
  const lcu = namedLcu ?? open.at(isOldOrder ? -1 : 0);
  return labelled.map((kb) => {
    if (kb.id === lcu) return { ...kb, role: 'lcu', certain: kb.id === namedLcu };
    if (kb.id === dotnet) return { ...kb, role: 'dotnet', certain: kb.id === namedDotnet };
    return { ...kb, role: CONSTANT_UPDATES.has(kb.id) ? 'other' : 'ssu', certain: false };
  });
}

/** `KB5063880 : Security Update : https://…` */
function readLine(line: string): LabelledKb[] {
  const [id = '', label = ''] = line.split(':', 2).map((part) => part.trim());
  if (!/^KB\d{5,8}$/i.test(id)) return [];
  return [{ id: id.toUpperCase(), kind: /security/i.test(label) ? 'security' : 'update' }];
}

/** The first line is .NET on every image seen, and never a security update there. */
function likelyDotnet(labelled: readonly LabelledKb[], namedLcu: string | undefined): string | undefined {
  const [first] = labelled;
  return labelled.length > 1 && first?.kind === 'update' && first.id !== namedLcu ? first.id : undefined;
}
