import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

describe('Content-Disposition', () => {
  it.each([
    ['a b.txt', 'inline; filename="a b.txt"'],
    ['a"b.txt', `inline; filename="a_b.txt"; filename*=UTF-8''a%22b.txt`],
    ['a\\b', `inline; filename="a_b"; filename*=UTF-8''a%5Cb`],
    ['100%', `inline; filename="100_"; filename*=UTF-8''100%25`],
    ['säge', `inline; filename="s_ge"; filename*=UTF-8''s%C3%A4ge`],
    ['😀', `inline; filename="_"; filename*=UTF-8''%F0%9F%98%80`],
    ["é'()*", `inline; filename="_'()*"; filename*=UTF-8''%C3%A9%27%28%29%2A`],
    ['a\r\nX: y', `inline; filename="a__X: y"; filename*=UTF-8''a%0D%0AX%3A%20y`],
  ])('of %j', (name, expected) => {
    expect(contentDisposition('inline', name)).toBe(expected);
  });

  it('says that a file is to be kept', () => {
    expect(contentDisposition('attachment', 'a')).toBe('attachment; filename="a"');
  });

  test.prop([fc.string({ unit: 'grapheme', maxLength: 40 })])(
    'is one line of ASCII from which the name can be had',
    (name) => {
      const value = contentDisposition('attachment', name);
      const found =
        /^attachment; filename="([\x20\x21\x23-\x5b\x5d-\x7e]*)"(?:; filename\*=UTF-8''([!#$&+.^_`|~0-9A-Za-z%-]*))?$/.exec(
          value,
        );
      expect(found).not.toBeNull();
      const [, ascii, extended] = found!;
      expect(extended === undefined ? ascii : decodeURIComponent(extended)).toBe(name);
    },
  );
});
