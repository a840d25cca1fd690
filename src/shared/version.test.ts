import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FIFOLIO_VERSION } from './version.ts';

test('the version is the one that the package states', () => {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  expect(manifest).toMatchObject({ version: FIFOLIO_VERSION });
});
