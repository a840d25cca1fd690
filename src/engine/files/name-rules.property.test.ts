import { posix, win32 } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { nameProblemText } from '../../shared/name-sentences.ts';
import { MAX_NAME_BYTES } from '../../shared/server-values.ts';
import { checkLocalName, checkName } from './name-rules.ts';

describe('checkName', () => {
  it.each([
    'a',
    'photo.jpg',
    'photos/2026/säge.txt',
    '.hidden',
    '..hidden',
    'a..b',
    '...a',
    '-rf',
    ' leading space',
    'list',
    'null',
    'console',
    'com',
    'com10',
    'comx.txt',
    'lpt',
    'ab:c',
    'what?.txt',
    '日本語/😀',
    '__proto__',
    'x'.repeat(MAX_NAME_BYTES),
    'é'.repeat(MAX_NAME_BYTES / 2),
  ])('allows %j', (name) => {
    expect(checkName(name)).toBeUndefined();
  });

  it.each([
    ['', /empty/],
    ['/', /absolute/],
    ['/etc/passwd', /absolute/],
    ['//server/share', /absolute/],
    ['\\\\server\\share', /backslash/],
    ['a\\b', /backslash/],
    ['..\\a', /backslash/],
    ['C:', /drive letter/],
    ['c:/a', /drive letter/],
    ['z:a', /drive letter/],
    ['a:b', /drive letter/],
    ['.', /part "\."/],
    ['..', /part "\.\."/],
    ['../a', /part "\.\."/],
    ['a/../b', /part "\.\."/],
    ['a/..', /part "\.\."/],
    ['a/./b', /part "\."/],
    ['a//b', /empty part/],
    ['a/', /empty part/],
    ['a\0', /control/],
    ['a\n', /control/],
    ['a\u007f', /control/],
    ['a\u0085', /control/],
    ['a\u001b[2J', /control/],
    ['\ud800', /Unicode/],
    ['a/\udfff', /Unicode/],
    ['a.', /dot/],
    ['a./b', /dot/],
    ['...', /dot/],
    ['a ', /space/],
    ['a /b', /space/],
    ['CON', /device/],
    ['con', /device/],
    ['nul.txt', /device/],
    ['a/Aux.tar.gz', /device/],
    ['prn/a', /device/],
    ['COM0', /device/],
    ['com9.log', /device/],
    ['LPT¹', /device/],
    ['com².txt', /device/],
    ['lpt³', /device/],
    ['CONIN$', /device/],
    ['conout$.txt', /device/],
    ['nul .txt', /device/],
    ['nul:stream', /device/],
    ['x'.repeat(MAX_NAME_BYTES + 1), /longer than 4096/],
    ['é'.repeat(MAX_NAME_BYTES / 2) + 'x', /longer than 4096/],
  ])('refuses %j', (name, problem) => {
    expect(nameProblemText(checkName(name)!)).toMatch(problem);
  });

  const tricky = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '..',
          '.',
          '/',
          '\\',
          ':',
          'C:',
          '\0',
          ' ',
          'CON',
          'a',
          '~',
          '%2e',
          '\u2024',
          '\u0338',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));

  test.prop([fc.oneof(tricky, fc.string({ unit: 'binary' }))], { numRuns: 5000 })(
    'lets through only what stays below a folder on every system, as it is and normalized',
    (name) => {
      fc.pre(checkName(name) === undefined);
      for (const spelling of [name, name.normalize('NFC'), name.normalize('NFD')]) {
        expect(posix.resolve('/root/folder', spelling)).toMatch(/^\/root\/folder\/./s);
        expect(win32.isAbsolute(spelling)).toBe(false);
        expect(win32.relative('C:\\root', win32.resolve('C:\\root', spelling))).not.toMatch(
          /^(\.\.(\\|$)|$|[A-Z]:\\)/,
        );
      }
    },
  );
});

describe('checkLocalName', () => {
  it('refuses on Windows what Windows cannot have, and only there', () => {
    for (const name of ['a:b', 'a?', 'a*/b', 'a|b', '"a"', '<a>']) {
      expect(nameProblemText(checkLocalName(name, 'win32')!)).toMatch(/Windows does not allow/);
      expect(checkLocalName(name, 'linux')).toBeUndefined();
      expect(checkLocalName(name, 'darwin')).toBeUndefined();
    }
  });

  it('refuses on Windows the character that would end the process there', () => {
    expect(nameProblemText(checkLocalName('a/b\u{10ffff}', 'win32')!)).toMatch(/U\+10FFFF/);
    expect(checkLocalName('a/b\u{10fffe}', 'win32')).toBeUndefined();
    expect(checkLocalName('a/b\u{10ffff}', 'linux')).toBeUndefined();
  });

  it('counts a part in the units of the platform', () => {
    expect(checkLocalName('é'.repeat(127), 'linux')).toBeUndefined();
    expect(nameProblemText(checkLocalName('é'.repeat(128), 'linux')!)).toMatch(/255 bytes/);
    expect(checkLocalName('é'.repeat(255), 'win32')).toBeUndefined();
    expect(nameProblemText(checkLocalName(`a/${'é'.repeat(256)}`, 'darwin')!)).toMatch(
      /255 characters/,
    );
  });
});
