/*
 * Renders the chart to plain manifests: `node deploy/render-chart.ts`. It knows as much of Helm's templates as the chart
 * uses and stops at anything else; where Helm is at hand, `.ci/compare-chart` holds one against the other.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

type Value = unknown;
interface Scope {
  readonly dot: Value;
  readonly variables: Readonly<Record<string, Value>>;
}
type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly pipeline: string }
  | {
      readonly kind: 'if' | 'range';
      readonly pipeline: string;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

const CHART = new URL('chart/', import.meta.url);
const PLAIN = new URL('kubernetes/vhdwatch.yaml', import.meta.url);
const HEADER =
  '# Made of deploy/chart by "node deploy/render-chart.ts" with deploy/kubernetes/values.yaml: change it there.\n';

/** The manifests of the chart with these values over its own, as Helm orders the files. */
export function renderChart(
  overrides: Readonly<Record<string, Value>>,
  release = 'vhdwatch',
  namespace = 'vhdwatch',
): string {
  const read = (path: string) => readFileSync(new URL(path, CHART), 'utf8');
  const chart = parse(read('Chart.yaml')) as { appVersion: string };
  const values = mergeValues(parse(read('values.yaml')), overrides);
  const files = readdirSync(new URL('templates/', CHART)).sort();
  const defined = new Map<string, readonly Node[]>();
  const bodies = files.map((file) => ({ file, nodes: parseTemplate(read(`templates/${file}`), defined) }));
  const root = {
    Values: values,
    Chart: { AppVersion: chart.appVersion },
    Release: { Name: release, Namespace: namespace, Service: 'Helm' },
    Files: { Get: read },
  };
  const evaluate = createEvaluator(defined, root);
  return bodies
    .filter(({ file }) => file.endsWith('.yaml'))
    .flatMap(({ nodes }) => evaluate(nodes, { dot: root, variables: {} }).split(/^---$/m))
    .filter((text) => text.replace(/^#.*$/gm, '').trim() !== '')
    .map((text) => `---\n${text.trim()}\n`)
    .join('');
}

function mergeValues(base: Value, over: Value): Value {
  if (!isRecord(base) || !isRecord(over)) return over === undefined ? base : over;
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => [key, mergeValues(base[key], over[key])]),
  );
}

function isRecord(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text and actions as a tree; what is defined goes into the map. `{{-` and `-}}` take the blanks beside them away. */
function parseTemplate(source: string, defined: Map<string, readonly Node[]>): readonly Node[] {
  const parts = source.split(/(\{\{-?[\s\S]*?-?\}\})/);
  let at = 0;
  const readBody = (): { nodes: Node[]; end: string } => {
    const nodes: Node[] = [];
    while (at < parts.length) {
      const index = at;
      const part = parts[at++] ?? '';
      if (index % 2 === 0) {
        const left = parts[index - 1]?.endsWith('-}}') ? part.trimStart() : part;
        nodes.push({ kind: 'text', text: parts[index + 1]?.startsWith('{{-') ? left.trimEnd() : left });
        continue;
      }
      const [, action = ''] = /^\{\{-?\s*([\s\S]*?)\s*-?\}\}$/.exec(part) ?? [];
      const [word = '', rest = ''] = [action.split(' ')[0], action.slice(action.indexOf(' ') + 1)];
      if (action === 'end' || action === 'else') return { nodes, end: action };
      if (word === 'define') defined.set(rest.replaceAll('"', ''), readBody().nodes);
      else if (word === 'if' || word === 'range') {
        const { nodes: body, end } = readBody();
        nodes.push({ kind: word, pipeline: rest, body, otherwise: end === 'else' ? readBody().nodes : [] });
      } else nodes.push({ kind: 'output', pipeline: action });
    }
    return { nodes, end: '' };
  };
  return readBody().nodes;
}

type Evaluate = (nodes: readonly Node[], scope: Scope) => string;

function createEvaluator(defined: ReadonlyMap<string, readonly Node[]>, root: Value): Evaluate {
  const include = (name: Value, dot: Value) => {
    const nodes = defined.get(String(name));
    if (!nodes) throw new Error(`${String(name)} is not defined`);
    return evaluate(nodes, { dot, variables: {} });
  };
  const ask = (pipeline: string, scope: Scope) => evaluatePipeline(pipeline, scope, root, include);
  const evaluate: Evaluate = (nodes, scope) =>
    nodes
      .map((node) => {
        if (node.kind === 'text') return node.text;
        if (node.kind === 'output') return toText(ask(node.pipeline, scope));
        if (node.kind === 'if') return evaluate(isTrue(ask(node.pipeline, scope)) ? node.body : node.otherwise, scope);
        const [, key = '', value = '', list = ''] = /^\$(\w+), \$(\w+) := (.+)$/.exec(node.pipeline) ?? [];
        const entries = Object.entries(ask(list, scope) as Record<string, Value>).sort(([a], [b]) => (a < b ? -1 : 1));
        return entries
          .map(([name, one]) =>
            evaluate(node.body, { dot: one, variables: { ...scope.variables, [key]: name, [value]: one } }),
          )
          .join('');
      })
      .join('');
  // In a range of the chart `.` is not used; what is asked for with a dot is the root's.
  return (nodes, scope) => evaluate(nodes, scope);
}

type Include = (name: Value, dot: Value) => string;

function evaluatePipeline(pipeline: string, scope: Scope, root: Value, include: Include): Value {
  return pipeline.split(/ \| /).reduce<Value>((piped, command, index) => {
    const words = command.match(/\([^)]*\)|"[^"]*"|\S+/g) ?? [];
    const values = words.map((word) => evaluateWord(word, scope, root, include));
    const [first = '', ...rest] = words;
    const args = index === 0 ? values.slice(1) : [...values.slice(1), piped];
    if (first === '.Files.Get')
      return (root as { Files: { Get: (path: string) => string } }).Files.Get(String(args[0]));
    if (!/^[a-z]\w*$/i.test(first)) return rest.length === 0 ? values[0] : fail(command);
    return callFunction(first, args, include);
  }, undefined);
}

function evaluateWord(word: string, scope: Scope, root: Value, include: Include): Value {
  if (word.startsWith('(')) return evaluatePipeline(word.slice(1, -1), scope, root, include);
  if (word.startsWith('"')) return word.slice(1, -1);
  if (/^\d+$/.test(word)) return Number(word);
  if (word.startsWith('$')) return scope.variables[word.slice(1)];
  if (word === '.') return root;
  if (!word.startsWith('.') || word === '.Files.Get') return undefined;
  return word
    .slice(1)
    .split('.')
    .reduce<Value>((value, key) => (isRecord(value) ? value[key] : undefined), root);
}

function callFunction(name: string, args: readonly Value[], include: Include): Value {
  const [a, b] = args;
  const indent = (text: Value, by: Value) => String(text).replace(/^(?=.)/gm, ' '.repeat(Number(by)));
  switch (name) {
    case 'include':
      return include(a, b);
    case 'quote':
      return JSON.stringify(String(a));
    case 'nindent':
      return `\n${indent(b, a)}`;
    case 'toYaml':
      return stringify(a).trimEnd();
    case 'required':
      if (!isTrue(b)) throw new Error(String(a));
      return b;
    case 'default':
      return isTrue(b) ? b : a;
    case 'replace':
      return String(args[2]).replaceAll(String(a), String(b));
    case 'printf':
      return args.slice(1).reduce<string>((text, arg) => text.replace('%s', String(arg)), String(a));
    case 'or':
      return args.find(isTrue) ?? args.at(-1);
    case 'not':
      return !isTrue(a);
    default:
      return fail(name);
  }
}

function fail(what: string): never {
  throw new Error(`render-chart does not know: ${what}`);
}

function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isRecord(value) ? Object.keys(value).length > 0 : Boolean(value);
}

function toText(value: Value): string {
  return value === undefined || value === null ? '' : String(value);
}

/** What lies in deploy/kubernetes. */
export function renderPlain(): string {
  const values = parse(readFileSync(new URL('kubernetes/values.yaml', import.meta.url), 'utf8')) as Record<
    string,
    Value
  >;
  return HEADER + renderChart(values);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PLAIN, renderPlain());
