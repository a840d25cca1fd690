import { expect, it } from 'vitest';
import { parsePlacement } from './window-placement.ts';

const bounds = { x: -10, y: 0, width: 800, height: 600 };

it('reads what it was given to remember', () => {
  expect(parsePlacement({ bounds, maximized: true })).toEqual({ bounds, maximized: true });
});

it.each([
  undefined,
  null,
  'text',
  [],
  {},
  { bounds },
  { bounds, maximized: 1 },
  { bounds: null, maximized: false },
  { bounds: { ...bounds, x: 1.5 }, maximized: false },
  { bounds: { ...bounds, y: '0' }, maximized: false },
  { bounds: { ...bounds, width: 1e9 }, maximized: false },
])('makes nothing of %o', (value) => {
  expect(parsePlacement(value)).toBeUndefined();
});
