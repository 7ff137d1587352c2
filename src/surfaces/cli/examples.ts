/** What `--help` of each command shows besides: a line to type, and what it does where that does not say itself. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [command: string, does?: string])[]>> = {
  serve: [['PORT=3001 vhdwatch serve', 'the page on another port']],
  poll: [['vhdwatch poll --json']],
  status: [
    ['vhdwatch status', 'what cannot wait, a row for each pool'],
    ['vhdwatch status shop-prod/win22', 'everything about one pool'],
    ['vhdwatch status --owner "Team Orders" --steps'],
    ['vhdwatch status --fail-on high', 'exit code 3 while that is open'],
  ],
  images: [['vhdwatch images --os-sku Windows2022']],
  retirements: [['vhdwatch retirements --all']],
  diff: [['vhdwatch diff 20348.4052.250823 20348.4171.250910']],
  'clusters list': [['vhdwatch clusters list --gone']],
  'clusters import': [
    ['az aks list -o json > clusters.json'],
    ['vhdwatch clusters import clusters.json'],
    ['kubectl get pods -A -o json | vhdwatch clusters import - --cluster shop-prod'],
  ],
  'clusters discover': [['az login && vhdwatch clusters discover']],
  'clusters add': [['vhdwatch clusters add edge --pool win=20348.4171.250910 --owner "Team Orders"']],
  'clusters tag': [['vhdwatch clusters tag shop-prod --channel C0123456789']],
  'clusters remove': [['vhdwatch clusters remove shop-prod']],
  remind: [['vhdwatch remind --dry-run', 'what would be sent to whom']],
  replay: [['vhdwatch replay --from 2025-01-01 --upgrade-after never']],
  parse: [['vhdwatch parse 2025-09-21.md'], ['curl -s URL | vhdwatch parse -']],
  'outbox list': [['vhdwatch outbox list --json']],
  'outbox retry': [['vhdwatch outbox retry 42']],
  reparse: [['vhdwatch reparse']],
  doctor: [['vhdwatch doctor', 'exit code 1 where something failed']],
  backup: [['vhdwatch backup /backup/vhdwatch.db']],
  restore: [['vhdwatch restore /backup/vhdwatch.db']],
  completion: [
    ['source <(vhdwatch completion bash)', 'in ~/.bashrc; zsh in ~/.zshrc'],
    ['vhdwatch completion fish > ~/.config/fish/completions/vhdwatch.fish'],
    ['vhdwatch completion powershell | Out-String | Invoke-Expression'],
  ],
};

const DOES_FROM = 42;

/** The lines below the options of a command; empty for one without examples. */
export function renderExamples(path: string): string {
  const lines = (EXAMPLES[path] ?? []).map(([command, does]) =>
    does === undefined ? `  ${command}` : `  ${command.padEnd(DOES_FROM - 2)} ${does}`,
  );
  return lines.length === 0 ? '' : ['', 'Examples:', ...lines].join('\n');
}
