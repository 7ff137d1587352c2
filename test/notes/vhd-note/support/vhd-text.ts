/** Parts of a VHD notes file, written for these tests in the format of its generator. */
export interface VhdTextParts {
  readonly header?: readonly string[];
  readonly systemInfo?: readonly string[];
  readonly qfes?: readonly string[];
  readonly updates?: readonly string[];
  readonly runtime?: readonly string[];
  readonly images?: readonly string[];
  readonly files?: readonly string[];
}

/** A 64-digit digest that shows which letter it was made from. */
export function digest(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

/** The three rows that ctr prints for one image. */
export function ctrRows(reference: string, sha: string): string[] {
  const rest = `  application/vnd.docker.distribution.manifest.list.v2+json  ${sha}  2.5 GiB  windows/amd64  managed `;
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  return [reference + rest, `${repository}@${sha}${rest}`, sha + rest];
}

export function qfe(id: string, label: 'Update' | 'Security Update'): string {
  return `\t${id} : ${label.padEnd(15)} : https://support.microsoft.com/kb/${id.slice(2)}`;
}

export function cachedFile(path: string): string {
  return `c:\\akse-cache\\${path.padEnd(60)} ${'AB'.repeat(32)}  99075694`;
}

const WHOLE: Required<VhdTextParts> = {
  header: [
    'Build Number: Release_20250911.1_v20250910_1234567',
    'Build Branch: $(BRANCH)',
    '',
    'VHD ID:      00000000-0000',
  ],
  systemInfo: [
    'System Info',
    '\tOS Name        : Windows Server 2022 Datacenter',
    '\tOS Version     : 20348.4171',
    '\tOS InstallType : Server Core',
  ],
  qfes: [
    'Installed QFEs',
    qfe('KB5049617', 'Update'),
    qfe('KB5065432', 'Security Update'),
    qfe('KB5065769', 'Security Update'),
  ],
  updates: [
    'Installed Updates',
    '\tUpdate for Microsoft Defender Antivirus antimalware platform - KB4052623 (Version 4.18.1)',
    '\t2025-01 Cumulative Update for .NET Framework 3.5, 4.8 and 4.8.1 for x64 (KB5050187)',
    '\tSecurity Intelligence Update for Microsoft Defender Antivirus - KB2267602 (Version 1.4)',
  ],
  runtime: ['ContainerD Info', 'Version: ctr github.com/containerd/containerd v1.6.35+azure'],
  images: [
    'Images:',
    'REF  TYPE  DIGEST  SIZE  PLATFORMS  LABELS ',
    ...ctrRows('mcr.microsoft.com/windows/servercore:10.0.20348.4171', digest('b')),
    ...ctrRows('mcr.microsoft.com/windows/servercore:10.0.20348.887', digest('a')),
    ...ctrRows('mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022', digest('c')),
    ...ctrRows('mcr.microsoft.com/windows/nanoserver:ltsc2022', digest('d')),
  ],
  files: [
    'Cached Files:',
    '',
    'File    Sha256    SizeBytes',
    cachedFile('containerd\\containerd-v1.7.20-azure.1-windows-amd64.tar.gz'),
    cachedFile('win-k8s\\v1.32.6-1int.zip'),
    cachedFile('win-k8s\\v1.30.101-akslts-1int.zip'),
    cachedFile('win-k8s\\v1.29.5-hotfix.20240712-1int.zip'),
    cachedFile('private-packages\\v1.33.3-1int.zip'),
  ],
};

/** A whole file, with the given parts instead of the usual ones; an empty part is left out. */
export function vhdText(parts: VhdTextParts = {}): string {
  const { header, systemInfo, qfes, updates, runtime, images, files } = { ...WHOLE, ...parts };
  const registry = ['Windows Update Registry Settings', '\tHKLM:SOFTWARE\\Policies', '\t\tNoAutoUpdate : 1'];
  return [header, systemInfo, qfes, updates, registry, runtime, images, files]
    .map((part) => part.join('\n'))
    .join('\n\n');
}
