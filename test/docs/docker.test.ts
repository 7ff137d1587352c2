import { describe, expect, it } from 'vitest';
import { isInRepository, readRepositoryFile } from './repository.ts';

/** There is no Docker in the tests: this holds what can be seen without one. */
describe('Dockerfile', () => {
  const dockerfile = readRepositoryFile('Dockerfile');
  const ignored = readRepositoryFile('.dockerignore').split('\n');

  it('copies only what the checkout has and .dockerignore lets through', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
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
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m);
    expect(lastStage.indexOf('chown')).toBeLessThan(lastStage.indexOf('USER node'));
  });

  it('is built on the Node that the checkout names', () => {
    const major = readRepositoryFile('.nvmrc').trim();
    for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(new RegExp(`^node:${major}-`));
  });
});
