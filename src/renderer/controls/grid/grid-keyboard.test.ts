import { describe, expect, it } from 'vitest';
import { commandOf } from './grid-keyboard.ts';

const NO_MODIFIERS = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const PLACE = { index: 20, lastIndex: 99, pageRows: 9, isRightToLeft: false };

function press(key: string, modifiers: Partial<typeof NO_MODIFIERS> = {}) {
  return commandOf({ key, ...NO_MODIFIERS, ...modifiers }, PLACE);
}

describe('a key in a grid', () => {
  it.each([
    ['ArrowDown', 21],
    ['ArrowUp', 19],
    ['PageDown', 29],
    ['PageUp', 11],
    ['Home', 0],
    ['End', 99],
  ])('%s moves to row %i, and with shift extends the selection', (key, to) => {
    expect(press(key)).toEqual({ kind: 'move', to, extends: false });
    expect(press(key, { shiftKey: true })).toEqual({ kind: 'move', to, extends: true });
  });

  it.each([
    ['ArrowRight', 'expand'],
    ['ArrowLeft', 'collapse'],
    [' ', 'toggle'],
    ['Enter', 'open'],
    ['Backspace', 'leave'],
    ['Delete', 'delete'],
    ['Escape', 'select-nothing'],
  ])('%j asks to %s', (key, kind) => {
    expect(press(key)).toEqual({ kind });
  });

  it.each([
    ['ArrowLeft', 'expand'],
    ['ArrowRight', 'collapse'],
  ])('%s asks to %s where text runs from right to left', (key, kind) => {
    expect(commandOf({ key, ...NO_MODIFIERS }, { ...PLACE, isRightToLeft: true })).toEqual({
      kind,
    });
  });

  it('a selects all only with Control or Command', () => {
    expect(press('a', { ctrlKey: true })).toEqual({ kind: 'select-all' });
    expect(press('a', { metaKey: true })).toEqual({ kind: 'select-all' });
    expect(press('a')).toEqual({ kind: 'type', key: 'a' });
  });

  it('one character is text, unless it is a shortcut of the panel', () => {
    expect(press('🎵')).toEqual({ kind: 'type', key: '🎵' });
    expect(press('?')).toBeUndefined();
    expect(press('/')).toBeUndefined();
    expect(press('b', { ctrlKey: true })).toBeUndefined();
  });

  it('is left to others when it is none of these, or with Alt', () => {
    expect(press('Tab')).toBeUndefined();
    expect(press('ArrowDown', { altKey: true })).toBeUndefined();
  });
});
