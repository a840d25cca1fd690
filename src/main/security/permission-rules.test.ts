import { expect, it } from 'vitest';
import { mayUse } from './permission-rules.ts';

it.each(['app://fifolio', 'app://fifolio/', 'app://fifolio/index.html'])(
  'lets the panel copy: %s',
  (origin) => {
    expect(mayUse('clipboard-sanitized-write', origin)).toBe(true);
  },
);

it('lets nobody else copy', () => {
  expect(mayUse('clipboard-sanitized-write', 'https://fifolio')).toBe(false);
  expect(mayUse('clipboard-sanitized-write', 'null')).toBe(false);
  expect(mayUse('clipboard-sanitized-write', '')).toBe(false);
});

it.each([
  'clipboard-read',
  'media',
  'geolocation',
  'notifications',
  'midi',
  'midiSysex',
  'pointerLock',
  'fullscreen',
  'openExternal',
  'hid',
  'serial',
  'usb',
  'idle-detection',
  'storage-access',
  'unknown',
  'constructor',
])('denies the panel %s', (permission) => {
  expect(mayUse(permission, 'app://fifolio')).toBe(false);
});
