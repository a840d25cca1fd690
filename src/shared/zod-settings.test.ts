import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it.each([
  ['a page, whose security policy forbids that', {}, true],
  ['a host', undefined, undefined],
])('decides about compiled schemas for %s', async (_, document, jitless) => {
  vi.resetModules();
  if (document !== undefined) vi.stubGlobal('document', document);
  const { z } = await import('zod');
  // Zod keeps its settings globally.
  z.config({ jitless: undefined as never });
  await import('./zod-settings.ts');
  expect(z.config().jitless).toBe(jitless);
});
