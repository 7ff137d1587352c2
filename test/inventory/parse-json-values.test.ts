import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import { parseJsonValues } from '../../src/inventory/json-text.ts';

const VALUE = [{ name: 'größe', brackets: 'a ] } " \\ b' }];
const TEXT = JSON.stringify(VALUE);

function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

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
  ])('reads %s', (_, input) => {
    expect(parseJsonValues(input, 'f')).toEqual([VALUE]);
  });
});

describe('several documents in one file', () => {
  it('reads them all, whatever is in their texts', () => {
    expect(parseJsonValues(`${TEXT}\n{"a":{"b":[]}}{"c":1}\r\n\uFEFF[]`, 'f')).toEqual([
      VALUE,
      { a: { b: [] } },
      { c: 1 },
      [],
    ]);
  });

  it('refuses the file when one of them is damaged', () => {
    expect(() => parseJsonValues(`${TEXT}{"a":`, 'f')).toThrow(AppError);
    expect(() => parseJsonValues(`${TEXT} and so on`, 'f')).toThrow(AppError);
    expect(() => parseJsonValues(`${TEXT}{"a":]}`, 'f')).toThrow(AppError);
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
    ['alpha\twesteurope\t1.34', 'tsv'],
    ['hello', 'az aks list -o json'],
  ])('names the file and the likely cause for %j', (text, cause) => {
    let thrown: unknown;
    try {
      parseJsonValues(text, 'fleet.json');
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
