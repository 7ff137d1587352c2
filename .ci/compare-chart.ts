/*
 * Whether Helm makes of the chart what `deploy/render-chart.ts` does:
 * `helm template vhdwatch deploy/chart -n vhdwatch -f deploy/kubernetes/values.yaml | node .ci/compare-chart.ts`
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { renderPlain } from '../deploy/render-chart.ts';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const read = (text: string) =>
  new Map(
    parseAllDocuments(text).flatMap((document) => {
      const manifest = document.toJS() as Manifest | null;
      return manifest === null ? [] : [[`${manifest.kind} ${manifest.metadata.name}`, manifest] as const];
    }),
  );
const [helm, ours] = [read(readFileSync(0, 'utf8')), read(renderPlain())];
const differing = [...new Set([...helm.keys(), ...ours.keys()])].filter(
  (key) => !isDeepStrictEqual(helm.get(key), ours.get(key)),
);
console.log(differing.length === 0 ? `${helm.size} manifests, the same` : `Different: ${differing.join(', ')}`);
process.exitCode = differing.length === 0 && helm.size > 0 ? 0 : 1;
