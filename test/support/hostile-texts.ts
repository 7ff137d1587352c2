const SIZE = 125_000;

function fill(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
}

/** Markdown of GitHub's largest body that brings a careless parser to its knees, by what it is made of. */
export const HOSTILE_MARKDOWN: Readonly<Record<string, string>> = {
  asterisks: fill('*'),
  'nested quotes': fill('>'),
  'unclosed links': fill('['),
  'an endless row': `${'| a '.repeat(30_000)}\n${'|-'.repeat(30_000)}\n`,
};

function below(head: string, count: number, line: (index: number) => string): string {
  return `${head}\n${Array.from({ length: count }, (_, index) => line(index)).join('\n')}`;
}

/** VHD notes of a megabyte and more, by what they are made of. */
export const HOSTILE_VHD_NOTES: Readonly<Record<string, string>> = {
  'KB lines': below('Installed QFEs', 50_000, (index) => `KB${10_000 + index} : Update : x`),
  'installed updates': below('Installed Updates', 50_000, (index) => `Cumulative Update (KB${10_000 + index})`),
  'base images': below('Images:', 50_000, (index) => `h/windows/servercore:10.0.20348.${index} t x`),
  'cached files': below('Cached Files:', 20_000, (index) => `c:\\akse-cache\\win-k8s\\v1.1.${index}-1int.zip`),
  'one endless version': `Cached Files:\nc:\\win-k8s\\v1.1.${'1-'.repeat(500_000)}`,
  'one endless blank': `Installed QFEs\nKB1${' '.repeat(1_000_000)}x`,
  'headings only': 'Images:\n'.repeat(100_000),
  colons: `System Info\n${':'.repeat(1_000_000)}`,
};
