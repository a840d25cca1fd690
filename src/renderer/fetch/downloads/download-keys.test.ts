import { expect, it } from 'vitest';
import { downloadKey } from './download-keys.ts';

const NO_MODIFIERS = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

it.each([
  [
    { key: 'ArrowUp', altKey: true },
    { kind: 'move', direction: 'up' },
  ],
  [
    { key: 'End', altKey: true },
    { kind: 'move', direction: 'last' },
  ],
  [{ key: 'Delete' }, { kind: 'remove' }],
  [{ key: ' ' }, { kind: 'pause-or-go-on' }],
  [{ key: 'z', ctrlKey: true }, { kind: 'undo' }],
  [{ key: 'z', metaKey: true }, { kind: 'undo' }],
  [{ key: 'z', ctrlKey: true, shiftKey: true }, undefined],
  [{ key: 'ArrowUp' }, undefined],
  [{ key: 'ArrowUp', altKey: true, ctrlKey: true }, undefined],
  [{ key: 'x', altKey: true }, undefined],
  [{ key: 'z' }, undefined],
])('%o', (pressed, expected) => {
  expect(downloadKey({ ...NO_MODIFIERS, ...pressed })).toEqual(expected);
});
