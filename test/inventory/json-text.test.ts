import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import { parseJsonFile } from '../../src/inventory/json-text.ts';

const VALUE = [{ name: 'größe', brackets: 'a ] } " \\ b' }];
const TEXT = JSON.stringify(VALUE);

function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const documentsOf = (content: string | Uint8Array) => parseJsonFile({ name: 'f', content }).documents;

describe('encodings', () => {
  it.each([
    ['text', TEXT],
    ['text with a byte order mark', `\uFEFF${TEXT}`],
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16LE as PowerShell writes it', utf16(TEXT, 'le')],
    ['UTF-16BE', utf16(TEXT, 'be')],
    ['UTF-16LE without a mark', utf16(TEXT, 'le', false)],
    ['UTF-16BE without a mark', utf16(TEXT, 'be', false)],
    ['the code page of Windows, which az writes into a file there', Buffer.from(TEXT, 'latin1')],
    ['the end of a file of DOS', `${TEXT}\u001A`],
    ['a file that was filled up', `${TEXT}\0\0\0`],
    ['the colours of az -o jsonc', TEXT.replaceAll('"name"', '\u001b[94m"name"\u001b[39;49;00m')],
    ['what a terminal was told besides', `\u001b]0;me@host\u0007\u001b[?2004h\n${TEXT}\u001b[K\n\u001b[?2004l`],
    ['a document written into a text', JSON.stringify(TEXT)],
    ['what Ansible prints', `localhost | SUCCESS => ${TEXT}\n`],
  ])('reads %s', (_, input) => {
    expect(documentsOf(input)).toEqual([VALUE]);
  });
});

describe('several documents in one file', () => {
  it('reads them all, whatever is in their texts', () => {
    expect(documentsOf(`${TEXT}\n{"a":{"b":[]}}{"c":1}\r\n\uFEFF[]`)).toEqual([VALUE, { a: { b: [] } }, { c: 1 }, []]);
  });

  it.each([
    ['prompts', `$ one\n${TEXT}\n$ two\n{"c":1}\n`, '1 line before and 1 line between'],
    ['a frame', `${'═'.repeat(26)}\n${TEXT}\n${'╔═╗'.repeat(9)}\n{"c":1}`, '1 line before and 1 line between'],
    ['rules', `${TEXT}\n---\n{"c":1}`, '1 line between'],
    ['logs of a dump', `${TEXT}\n{"c":1}\n==== START logs ====\n[12:30] up\n==== END logs ====\n`, '3 lines after'],
  ])('leaves out %s between them, and says so', (_, text, notice) => {
    const { documents, notices } = parseJsonFile({ name: 'f', content: text });
    expect(documents).toEqual([VALUE, { c: 1 }]);
    expect(notices).toEqual([expect.stringContaining(notice)]);
  });

  it('leaves out any number of lines', () => {
    const { documents, notices } = parseJsonFile({ name: 'f', content: `${'up\n'.repeat(150_000)}${TEXT}` });
    expect(documents).toEqual([VALUE]);
    expect(notices).toEqual(['f: left out 150,000 lines before the JSON.']);
  });

  it('reads them behind line ends that were written twice, as a program on Windows may do', () => {
    const { documents } = parseJsonFile({ name: 'f.json', content: `${TEXT}\r\r\n${TEXT}\r\r\n` });
    expect(documents).toEqual([VALUE, VALUE]);
  });

  it('reads what "copy a+b" put together', () => {
    expect(documentsOf(`${TEXT}\u001A{"c":1}\u001A`)).toEqual([VALUE, { c: 1 }]);
  });

  it('refuses a file to which another encoding was added, and drops nothing of it in silence', () => {
    const mixed = Buffer.concat([Buffer.from(`${TEXT}\r\n`), utf16(JSON.stringify([{ c: 1 }], null, 1), 'le', false)]);
    expect(() => documentsOf(mixed)).toThrow(/two encodings, as >> of PowerShell/);
  });

  it('refuses the same the other way round: plain text behind UTF-16', () => {
    const mixed = Buffer.concat([utf16(`${TEXT}\r\n`, 'le'), Buffer.from(TEXT)]);
    expect(() => documentsOf(mixed)).toThrow(/two encodings/);
    expect(() => documentsOf(mixed.subarray(0, -1))).toThrow(/two encodings/);
    expect(documentsOf(utf16(`${TEXT}\r\n警告：これはプレビューです。\r\n`, 'le'))).toEqual([VALUE]);
  });

  it('tells of an answer that failed among others: something is missing then', () => {
    const failed = "ERROR: (AuthorizationFailed) The client 'x' may not read that.\nCode: AuthorizationFailed";
    for (const text of [`${TEXT}\n${failed}\n`, `${failed}\n${TEXT}`, `${TEXT}\n${failed}\n${TEXT}`])
      expect(parseJsonFile({ name: 'f', content: text }).errors).toEqual([
        expect.stringMatching(/^holds an error in place of an answer .*AuthorizationFailed.*ask again/),
      ]);
  });

  it.each(['Error count: 0', 'error_count=0', 'errors: none'])('takes "%s" for no such answer', (line) => {
    expect(parseJsonFile({ name: 'f', content: `${line}\n${TEXT}` }).errors).toEqual([]);
  });

  const pretty = JSON.stringify(VALUE, null, 2);
  it.each([
    ['a journal', 'Aug 25 09:10:07 jump az[4711]: '],
    ['Jenkins', '09:10:07  '],
    ['GitLab', '2026-08-25T09:10:07.123456Z 01O '],
    ['a logger', '[INFO] [25.08.2026 09:10:07] lister - '],
  ])('reads what %s wrote before each line, with digits that differ', (_, prefix) => {
    const log = `$ az aks list\n${pretty}\ndone`
      .split('\n')
      .map((line, at) => prefix.replace('07', `${7 + at}`) + line);
    const { documents, notices } = parseJsonFile({ name: 'f', content: log.join('\n') });
    expect(documents).toEqual([VALUE]);
    expect(notices[0]).toContain('what a log wrote');
  });

  it.each(['le', 'be'] as const)('names UTF-32 (%s), which nothing that writes such lists should write', (order) => {
    const bytes = Buffer.concat(
      ['\uFEFF', ...TEXT].map((character) => {
        const unit = Buffer.alloc(4);
        unit.writeUInt32LE(character.codePointAt(0) ?? 0);
        return order === 'le' ? unit : unit.reverse();
      }),
    );
    expect(() => documentsOf(bytes)).toThrow('UTF-32');
    expect(() => documentsOf(bytes.subarray(4))).toThrow('UTF-32');
  });

  it('refuses the file when one of them is damaged', () => {
    expect(() => documentsOf(`${TEXT}{"a":`)).toThrow(AppError);
    expect(() => documentsOf(`${TEXT} and so on`)).toThrow(AppError);
    expect(() => documentsOf(`${TEXT}{"a":]}`)).toThrow(AppError);
  });
});

describe('text that is no JSON', () => {
  it.each([
    ['', 'empty'],
    ['   \n', 'empty'],
    [TEXT.slice(0, -5), 'cut off'],
    ['<!doctype html><p>Sign in</p>', 'web page'],
    ["ERROR: Please run 'az login' to setup account.", '2>&1'],
    ['Name    Location    ResourceGroup\n------  ----------  -------\na  b  c', '-o json'],
    ['NAME                STATUS   ROLES\nakswin000000   Ready', '-o json'],
    ['- aadProfile: null\n  name: x', 'YAML'],
    ['apiVersion: v1\nkind: List', 'YAML'],
    ['# prod\nkind: List\napiVersion: v1\nitems: []', 'YAML; use: kubectl'],
    ['alpha\twesteurope\t1.34', 'tsv'],
    ['grid\twesteurope\t1.34\nshop\twesteurope\t1.34', 'tsv'],
    ['None\tprepaid\twesteurope', 'tsv'],
    ['id\twesteurope', 'tsv'],
    ['hello', 'az aks list -o json'],
    [TEXT.replaceAll('"', "'"), 'single quotes'],
    [TEXT.replaceAll('"', '”'), 'quotes or blanks were changed'],
    [JSON.stringify(JSON.parse(TEXT), null, '\u00a0'), 'quotes or blanks were changed'],
    [TEXT.replace('"brackets"', '\nWARNING: this is a preview\n"brackets"'), 'line 2 (WARNING: this is a preview)'],
    [`${TEXT.slice(0, -1)},]`, 'damaged at line 1'],
    [TEXT.slice(2), 'beginning is missing'],
    ['PK\u0003\u0004', 'zip'],
    ['No resources found in default namespace.', 'kubectl found nothing'],
    ['The connection to the server 10.0.0.1:443 was refused', '2>&1'],
    ['E0825 09:00:00.000000   12345 memcache.go:265] x\nUnable to connect to the server: no such host', 'no such host'],
    ['resource "azurerm_kubernetes_cluster" "mill" {\n}', 'Terraform'],
    ['# the cluster\n\nlocals {\n}', 'Terraform'],
    ['// the cluster\nparam name string', 'Bicep'],
    ["resource mill 'Microsoft.ContainerService/managedClusters@2024-05-01' = {", 'Bicep'],
    ['Name              : mill-prod\nLocation          : westeurope', 'ConvertTo-Json -Depth 10'],
    ['Name:               aksnpwin000000\nRoles:              <none>', 'kubectl describe'],
    ['node/aksnpwin000000\nnode/aksnpwin000001', 'list of names'],
    ['aksnpwin000000   Ready    <none>   12d   v1.34.6', 'kubectl get nodes -o json'],
    [
      'NAME             STATUS   ROLES   AGE   VERSION   INTERNAL-IP\naksnpwin000000   Ready',
      'kubectl get nodes -o json',
    ],
    ['NAMESPACE  NAME   READY  STATUS   RESTARTS  AGE\nshop  web-1', 'kubectl get pods -A -o json'],
    ['Name   Location     ResourceGroup\n-----  -----------  -------------', 'use -o json in its place'],
    ['"name";"location"\n"mill-prod";"westeurope"', 'CSV'],
    ['name,image\nmill-prod,AKSWindows-2022', 'CSV'],
    ['---\nkind: Node', 'YAML'],
  ])('names the file and the likely cause for %j', (text, cause) => {
    let thrown: unknown;
    try {
      parseJsonFile({ name: 'fleet.json', content: text });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/^fleet\.json is not JSON: /),
    });
    expect((thrown as AppError).message).toContain(cause);
  });
});
