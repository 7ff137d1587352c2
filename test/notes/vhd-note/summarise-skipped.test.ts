import { describe, expect, it } from 'vitest';
import { summariseSkipped } from '../../../src/notes/vhd-note/diff-vhd-notes.ts';
import { parseVhdNote } from '../../../src/notes/vhd-note/parse-vhd-note.ts';
import { qfe, vhdText } from './support/vhd-text.ts';

function note(version: string, lcu: string, ssu: string) {
  const qfes = ['Installed QFEs', qfe('KB5049617', 'Update'), qfe(lcu, 'Security Update'), qfe(ssu, 'Security Update')];
  const systemInfo = ['System Info', `\tOS Version : ${version.split('.').slice(0, 2).join('.')}`];
  return parseVhdNote(vhdText({ qfes, systemInfo }), `${version}.txt`);
}

const JUNE = note('20348.3807.250615', 'KB5060526', 'KB5058531');
const JULY = note('20348.3932.250714', 'KB5062572', 'KB5062793');
const REBUILD = note('20348.3932.250720', 'KB5062572', 'KB5062793');
const AUGUST = note('20348.4052.250823', 'KB5063880', 'KB5062793');

describe('summariseSkipped', () => {
  it('adds up what every skipped image brought, each update once', () => {
    const backlog = summariseSkipped([JUNE, JULY, REBUILD, AUGUST]);
    expect(backlog.cumulativeUpdates.map(({ id }) => id)).toEqual(['KB5062572', 'KB5063880']);
    expect(backlog.net).toMatchObject({
      from: '20348.3807.250615',
      to: '20348.4052.250823',
      cumulativeUpdate: { from: 'KB5060526', to: 'KB5063880' },
    });
  });

  it('has nothing to catch up on for a pool on its target, and for a rebuild of the same updates', () => {
    expect(summariseSkipped([AUGUST])).toMatchObject({ cumulativeUpdates: [], net: { cumulativeUpdate: null } });
    expect(summariseSkipped([JULY, REBUILD])).toMatchObject({ cumulativeUpdates: [] });
  });

  it('adds up what is left where an image could not be read', () => {
    const empty = parseVhdNote('', '20348.3932.250714.txt');
    expect(summariseSkipped([JUNE, empty, AUGUST]).cumulativeUpdates.map(({ id }) => id)).toEqual(['KB5063880']);
  });
});
