import { expect, it } from 'vitest';
import { z } from 'zod';
import { trySchema } from './try-schema.ts';

const NO_NUMBER: unknown = JSON.parse('{"length": {"toString": null, "valueOf": null}}');

it('gives what fits as the schema reads it', () => {
  expect(trySchema(z.object({ a: z.int() }), { a: 1, b: 2 })).toEqual({
    success: true,
    data: { a: 1 },
  });
});

it('says what does not fit', () => {
  const tried = trySchema(z.object({ a: z.int() }), { a: 'x' });
  expect(tried).toMatchObject({ success: false });
  expect(tried.success ? '' : tried.problem).toContain('expected number');
});

it.each([
  ['text', z.string().max(64)],
  ['text that must not be empty', z.string().min(1)],
  ['a list', z.array(z.string()).max(10)],
])('refuses an object in place of %s whose length is no number', (_, schema) => {
  // What makes this module necessary; when this fails, zod does not throw any more.
  expect(() => schema.safeParse(NO_NUMBER)).toThrow(TypeError);
  expect(trySchema(schema, NO_NUMBER).success).toBe(false);
});

it('refuses what is nested too deep to be looked at', () => {
  let value: unknown = 0;
  for (let depth = 0; depth < 100_000; depth++) value = [value];
  expect(trySchema(z.json(), value).success).toBe(false);
});
