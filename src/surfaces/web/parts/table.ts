import { type Html, type HtmlValue, html } from '../../../html/html.ts';

export interface Column {
  readonly name: string;
  /** What stands above it instead: a link that sorts by it. */
  readonly head?: HtmlValue;
  /** The order that its link gave the rows. */
  readonly sorted?: 'ascending' | 'descending' | null;
  readonly kind?: 'number' | 'nowrap';
}

/**
 * Rows under columns, the first value of a row being its name; what has no value is a dash, and a column in which
 * nothing has one is left out. On a phone a row is a list of names and values, without the dashes.
 */
export function renderTable(
  label: string,
  columns: readonly (Column | string)[],
  rows: readonly (readonly HtmlValue[])[],
): Html {
  const isShown = (_: unknown, index: number) => index === 0 || rows.some((row) => !isEmpty(row[index]));
  const known = columns
    .map((column): Column => (typeof column === 'string' ? { name: column } : column))
    .filter(isShown);
  const heads = known.map(
    ({ name, head = name, sorted, kind }) =>
      html`<th scope="col"${kind && html` class="${kind}"`}${sorted && html` aria-sort="${sorted}"`}>${head}</th>`,
  );
  return html`<div class="table" role="region" aria-label="${label}" tabindex="0"><table class="stack">
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => renderRow(row.filter(isShown), known))}</tbody>
</table></div>`;
}

function renderRow([name, ...values]: readonly HtmlValue[], [, ...columns]: readonly Column[]): Html {
  const cells = values.map((value, index) => renderCell(value, columns[index] ?? { name: '' }));
  return html`<tr><th scope="row">${name}</th>${cells}</tr>
`;
}

function renderCell(value: HtmlValue, { name, kind }: Column): Html {
  if (isEmpty(value)) return html`<td class="${kind && `${kind} `}none">–</td>`;
  return html`<td data-label="${name}"${kind && html` class="${kind}"`}>${value}</td>`;
}

export function isEmpty(value: HtmlValue): boolean {
  return value === null || value === undefined || value === false || value === '';
}
