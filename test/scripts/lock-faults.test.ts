import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockFaults, type Lock, type LockedPackage } from '../../scripts/lock-file/lock-faults.ts';

const SIX = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];

function lock(packages: Record<string, LockedPackage>): Lock {
  return { packages: { '': {}, ...packages } };
}

/** A package with one part for each of the platforms named. */
function inParts(platforms: readonly string[]): Record<string, LockedPackage> {
  const parts = platforms.map((platform) => {
    const [os = '', cpu = ''] = platform.split('-');
    return [`node_modules/tool-${platform}`, { optional: true, os: [os], cpu: [cpu] }] as const;
  });
  const names = platforms.map((platform) => [`tool-${platform}`, '1.0.0'] as const);
  return {
    'node_modules/tool': { optionalDependencies: Object.fromEntries(names) },
    ...Object.fromEntries(parts),
  };
}

describe('what can keep `npm ci` from working on a platform', () => {
  it('is nothing in the lock file of this project', () => {
    const file = resolve(import.meta.dirname, '../../package-lock.json');
    expect(lockFaults(JSON.parse(readFileSync(file, 'utf8')) as Lock)).toEqual([]);
  });

  it('is a package with an install script that is not optional, as `node` once was', () => {
    const node = { hasInstallScript: true, dev: true };
    expect(lockFaults(lock({ 'node_modules/node': node }))).toEqual([
      'node_modules/node runs a script when it is installed, and the installation fails where the script does; make it optional.',
    ]);
    expect(lockFaults(lock({ 'node_modules/node': { ...node, optional: true } }))).toEqual([]);
  });

  it('is a package for other platforms that is not optional', () => {
    const restricted = { os: ['!win32'], cpu: ['x64'] };
    const faults = lockFaults(lock({ 'node_modules/tool': restricted }));
    expect(faults.map((fault) => /on (\S+),/.exec(fault)?.[1])).toEqual([
      'linux-arm64',
      'darwin-arm64',
      'win32-x64',
      'win32-arm64',
    ]);
    expect(lockFaults(lock({ 'node_modules/tool': { ...restricted, optional: true } }))).toEqual(
      [],
    );
  });

  it('is a package for another C library, which only Linux asks for', () => {
    const faults = lockFaults(lock({ 'node_modules/tool': { libc: ['musl'] } }));
    expect(faults).toHaveLength(2);
    expect(lockFaults(lock({ 'node_modules/tool': { libc: ['glibc'] } }))).toEqual([]);
  });

  it.each(SIX)('is a package in parts that has none for %s', (platform) => {
    expect(lockFaults(lock(inParts(SIX)))).toEqual([]);
    expect(lockFaults(lock(inParts(SIX.filter((other) => other !== platform))))).toEqual([
      `node_modules/tool has no part for ${platform}, so it does not run there.`,
    ]);
  });

  it('is not an extra for one platform', () => {
    expect(lockFaults(lock(inParts(['darwin-arm64'])))).toEqual([]);
  });

  it('is an optional dependency that the lock file lacks', () => {
    const packages = inParts(SIX);
    delete packages['node_modules/tool-win32-x64'];
    expect(lockFaults(lock(packages))[0]).toBe(
      'tool-win32-x64, an optional dependency of node_modules/tool, is not in the lock file, so `npm ci` never installs it; make the lock file anew.',
    );
    expect(lockFaults(lock({ '': { optionalDependencies: { node: '1.0.0' } } }))).toHaveLength(1);
  });

  it('finds a dependency in the folders that Node looks into', () => {
    const needs = { optionalDependencies: { part: '1.0.0' } };
    const part = { optional: true };
    for (const path of [
      'node_modules/@a/b/node_modules/c/node_modules/part',
      'node_modules/@a/b/node_modules/part',
      'node_modules/part',
    ]) {
      expect(lockFaults(lock({ 'node_modules/@a/b/node_modules/c': needs, [path]: part }))).toEqual(
        [],
      );
    }
    expect(
      lockFaults(
        lock({
          'node_modules/@a/b/node_modules/c': needs,
          'node_modules/other/node_modules/part': part,
        }),
      ),
    ).toHaveLength(1);
  });
});
