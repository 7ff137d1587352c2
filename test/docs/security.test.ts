import { describe, expect, it } from 'vitest';
import { readRepositoryFile } from './repository.ts';

describe('SECURITY.md', () => {
  it('names the scopes of the Slack manifest, and no other', () => {
    const [, rights = ''] = /^- Least rights([\s\S]*?)\n\n/m.exec(readRepositoryFile('SECURITY.md')) ?? [];
    const named = [...rights.matchAll(/`([a-z]+(?::[a-z]+)?)`/g)].map(([, scope]) => scope);
    const [, scopes = ''] =
      /^ {2}scopes:\n([\s\S]*?)\n\S/m.exec(readRepositoryFile('deploy/slack-manifest.yaml')) ?? [];
    const asked = [...scopes.matchAll(/^ +- (\S+)$/gm)].map(([, scope]) => scope);
    expect(asked.length).toBeGreaterThan(3);
    // A scope of the app-level token, which no manifest has.
    expect(named.sort()).toEqual([...asked, 'connections:write'].sort());
  });
});
