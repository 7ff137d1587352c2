import { describe, expect, it } from 'vitest';
import { isInRepository, readRepositoryFile } from './repository.ts';

/** There is no Docker in the tests: this holds what can be seen without one. */
describe('Dockerfile', () => {
  const dockerfile = readRepositoryFile('Dockerfile');
  const ignored = readRepositoryFile('.dockerignore').split('\n');

  it('copies only what the checkout has and .dockerignore lets through', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(?:--chown=\S+ )?(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    expect(sources).toContain('migrations');
    for (const source of sources) {
      expect(isInRepository(source), source).toBe(true);
      expect(ignored, source).toContain(`!${source}`);
    }
  });

  it('runs as someone else than root and asks /healthz whether it is well', () => {
    const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(lastStage).toMatch(/^USER 1000:1000$/m);
    expect(lastStage).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m);
  });

  it('leaves no package manager, no source maps, no types and no binaries of other platforms', () => {
    expect(dockerfile).toMatch(/rm -rf \/usr\/local\/lib\/node_modules .*npm/);
    expect(dockerfile).toContain("find dist -name '*.map' -delete");
    expect(dockerfile).toContain("-name '*.d.ts'");
    expect(dockerfile).toContain('better-sqlite3/prebuilds');
    expect(dockerfile).toContain('org.opencontainers.image.version=$VERSION');
  });

  it('is built on the Node that the checkout names', () => {
    const major = readRepositoryFile('.nvmrc').trim();
    const [first, ...others] = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(first).toMatch(new RegExp(`^node:${major}-`));
    expect(new Set(others)).toEqual(new Set(['base']));
  });
});
