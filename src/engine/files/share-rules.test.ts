import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ShareRules, SHARE_ALL } from './share-rules.ts';

const usual = new ShareRules({ hidden: false, exclude: [] });

describe('hidden names', () => {
  it.each(['.ssh', '.ssh/', '.ssh/id', 'a/.b', 'a/.b/c', '.a.b', 'a/b/.c/'])(
    '%j is not shared, unless that was wished for',
    (name) => {
      expect(usual.shares(name)).toBe(false);
      expect(SHARE_ALL.shares(name)).toBe(true);
      expect(new ShareRules({ hidden: true, exclude: ['other'] }).shares(name)).toBe(true);
    },
  );

  it.each(['a', 'a.b', 'a./b', 'a/b.c/d', 'a/'])('%j is not hidden', (name) => {
    expect(usual.shares(name)).toBe(true);
  });
});

describe('excluded names', () => {
  const shared = (patterns: string[], name: string): boolean =>
    new ShareRules({ hidden: false, exclude: patterns }).shares(name);

  it.each([
    [['*.tmp'], 'a.tmp'],
    [['*.tmp'], 'a/b/c.tmp'],
    [['*.tmp'], 'a.tmp/b'],
    [['build/'], 'build/'],
    [['build/'], 'build/a'],
    [['build/'], 'a/build/b/c'],
    [['/top'], 'top'],
    [['a/**/z'], 'a/b/c/z'],
    [['*', '!keep'], 'other'],
    [['*.TMP'], 'a.tmp'],
  ])('%j excludes %j', (patterns, name) => {
    expect(shared(patterns, name)).toBe(false);
  });

  it.each([
    [['*.tmp'], 'a.txt'],
    [['build/'], 'build'],
    [['build/'], 'builder/a'],
    [['/top'], 'a/top'],
    [['*', '!keep'], 'keep'],
    [['# a comment'], '# a comment'],
    [[''], 'a'],
    [['[a.tmp'], 'a.tmp'],
  ])('%j does not exclude %j', (patterns, name) => {
    expect(shared(patterns, name)).toBe(true);
  });

  it('are no way to share what is hidden', () => {
    expect(shared(['!.ssh', '!.ssh/**'], '.ssh/id')).toBe(false);
  });

  const part = fc.stringMatching(/^[a-z][a-z0-9 _-]{0,5}$/);

  test.prop([fc.array(part, { minLength: 1, maxLength: 4 }), fc.nat(3)])(
    'are excluded with everything below them',
    (parts, depth) => {
      const folder = parts.slice(0, (depth % parts.length) + 1).join('/');
      const rules = new ShareRules({
        hidden: false,
        exclude: [`/${folder.replaceAll(' ', '\\ ')}/`],
      });
      expect(rules.shares(`${folder}/`)).toBe(false);
      expect(rules.shares(`${folder}/${parts.join('/')}`)).toBe(false);
    },
  );
});
