import { describe, expect, it } from 'vitest';
import { cachePage } from './cache-page.ts';
import { LANGUAGES } from '../../shared/locales/languages.ts';
import { errorPage } from './error-page.ts';
import {
  folderPageRest,
  folderPageStart,
  type PageFile,
  type PageFolder,
  type PageView,
  viewQuery,
} from './folder-page.ts';
import { type PageTexts, pageTexts } from './page-texts.ts';

const TEXTS = await Promise.all(LANGUAGES.map(pageTexts));
const [ENGLISH] = TEXTS as [PageTexts];

const USUAL: PageView = { sort: 'name', order: 'asc', filter: '' };

function pageOf(
  path: string,
  {
    folders = [],
    files = [],
    view = USUAL,
    texts = ENGLISH,
    ...rest
  }: {
    folders?: PageFolder[];
    files?: PageFile[];
    view?: PageView;
    truncated?: boolean;
    unshared?: number;
    isSignedIn?: boolean;
    texts?: PageTexts;
  } = {},
): string {
  const usual = { truncated: false, omitted: [], unshared: 0, isSignedIn: false };
  const parts = { folders, files, view, texts, ...usual, ...rest };
  return folderPageStart(path, view, texts) + [...folderPageRest(parts)].join('');
}

const fileOf = (name: string): PageFile => ({ name, size: 1, modifiedAtMs: 0, isCached: false });

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt;',
  '</title><script>1</script>',
  'a?b#c%2F..',
  'javascript:alert(1)',
  '..\u202egpj.exe',
  'a\u2028b\u200bc\u0007',
];

/** Where the markup itself begins and ends: nothing else may open a tag or leave a quoted value. */
const TAG = /<(?:\/?[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)*|!doctype html)>/g;

/** What stands between the tags. */
function textOf(page: string): string {
  return page.replaceAll(TAG, '\u0001');
}

describe.each(TEXTS)('in $language', (texts) => {
  describe.each([
    ['a file', (name: string) => pageOf('', { files: [fileOf(name)], texts })],
    ['a folder', (name: string) => pageOf('', { folders: [{ name }], texts })],
    ['the folder of the page', (name: string) => pageOf(`${name}/`, { texts })],
    ['a folder above', (name: string) => pageOf(`${name}/inner/`, { texts })],
    ['the filter', (name: string) => pageOf('', { view: { ...USUAL, filter: name }, texts })],
    [
      'the filter in the links of the table',
      (name: string) =>
        pageOf('', { files: [fileOf('a')], view: { ...USUAL, filter: name }, texts }),
    ],
    ['an error', (name: string) => errorPage(name, { reason: 'system', systemCode: name }, texts)],
    [
      'a cached file',
      (name: string) =>
        [
          ...cachePage(
            { usedBytes: 1, heldBytes: 0, capacityBytes: 2, entries: 1 },
            [{ name, size: 1, hits: 1 }],
            texts,
          ),
        ].join(''),
    ],
  ])('a hostile name of %s', (_, pageWith) => {
    it.each(HOSTILE)('%j stays text', (name) => {
      const text = textOf(pageWith(name));
      expect(text).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      // The markup is the same as that of a name with as many parts and nothing else in it.
      const harmless = name.replaceAll(/[^/]+/g, 'x');
      const tags = (page: string): string[] =>
        (page.match(TAG) ?? []).map((tag) => tag.split(' ')[0]!);
      expect(tags(pageWith(name))).toEqual(tags(pageWith(harmless)));
    });
  });
});

describe('names', () => {
  it('that would turn the text around, or hide some of it, are shown with what they are made of', () => {
    const name = 'a\u202egpj.exe';
    const page = pageOf(`${name}/`, { files: [fileOf(name)], folders: [{ name }] });
    expect(page).not.toContain('\u202e');
    expect(page).toContain('<bdi>a\\u{202e}gpj.exe</bdi>');
    expect(page).toContain('<title>a\\u{202e}gpj.exe – Fifolio</title>');
    expect(page).toContain('aria-label="Download a\\u{202e}gpj.exe"');
  });

  it('are links that lead to exactly them', () => {
    const base = new URL('http://host/folder/');
    for (const name of [...HOSTILE, 'a b', 'ä', '%41', 'http:', '//x', "o'clock"].filter(
      (each) => !each.includes('/'),
    )) {
      const [, link] = /<tr><td><a href="([^"]*)"/.exec(
        pageOf('folder/', { files: [fileOf(name)] }),
      )!;
      const url = new URL(link!.replaceAll('&#39;', "'"), base);
      expect(url.host).toBe('host');
      expect(decodeURIComponent(url.pathname)).toBe(`/folder/${name}`);
    }
  });
});

describe('the page of a folder', () => {
  it('leads to the folders above by relative links', () => {
    const links = Array.from(
      pageOf('a/b/c/').matchAll(/<li><a href="([^"]*)">/g),
      ([, link]) => link,
    );
    expect(links).toEqual(['../../../', '../../', '../']);
    expect(pageOf('')).not.toContain('<nav');
  });

  it('counts what it shows', () => {
    const page = pageOf('', {
      folders: [{ name: 'f', content: { files: 1234, bytes: 5 } }],
      files: [fileOf('a'), fileOf('b')],
      truncated: true,
      unshared: 1,
    });
    expect(page).toContain('1 folder, 2 files, 2 B');
    expect(page).toContain('1,234 files');
    expect(page).toContain('1 hidden entry not shared.');
    expect(page).toContain('more files than a page can show');
  });

  it('says why it shows nothing', () => {
    expect(pageOf('')).toContain('This folder is empty.');
    expect(pageOf('', { view: { ...USUAL, filter: 'x' } })).toContain('No name here contains');
  });

  it('sorts by links that keep the filter, and turns the order of the one in use', () => {
    const view: PageView = { sort: 'size', order: 'asc', filter: 'a&b' };
    const page = pageOf('', { files: [fileOf('a&b')], view });
    expect(page).toContain('href="?q=a%26b">Name<');
    expect(page).toContain(
      'aria-sort="ascending"><a href="?sort=size&amp;order=desc&amp;q=a%26b">Size ↑<',
    );
    expect(page).toContain('<input type="hidden" name="sort" value="size">');
    expect(viewQuery(USUAL)).toBe('');
  });

  it('marks what is cached, and needs no date', () => {
    const files = [{ name: 'a', size: 1, modifiedAtMs: Number.NaN, isCached: true }];
    const page = pageOf('', { files });
    expect(page).toContain('in memory');
    expect(page).not.toContain('<time');
  });

  it('has under 20 KiB for 50 files, style aside', () => {
    const files = Array.from({ length: 50 }, (_, at) => fileOf(`holiday photo number ${at}.jpeg`));
    expect(Buffer.byteLength(pageOf('', { files }))).toBeLessThan(20 * 1024);
  });

  it('has no script', () => {
    expect(pageOf('a/', { files: [fileOf('a')] })).not.toMatch(/<script|\son[a-z]+=|javascript:/i);
  });

  it('is in the language of its reader, written in its direction', () => {
    const files = [{ name: 'a', size: 1_500_000, modifiedAtMs: 0, isCached: true }];
    const german = pageOf('', { files, texts: TEXTS[LANGUAGES.indexOf('de')]! });
    expect(german).toContain('<html lang="de" dir="ltr">');
    expect(german).toContain('1 Datei, 1,43 MiB');
    expect(german).toContain('aria-label="a herunterladen"');
    const arabic = pageOf('', { files, texts: TEXTS[LANGUAGES.indexOf('ar')]! });
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    // A name keeps its own direction.
    expect(arabic).toContain('aria-label="تنزيل \u2068a\u2069"');
  });
});
