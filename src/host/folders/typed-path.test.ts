import { describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { readTypedPath } from './typed-path.ts';

const linux = { home: '/home/me', platform: 'linux' } as const;
const windows = { home: 'C:\\Users\\me', platform: 'win32' } as const;

describe('a typed path', () => {
  it.each([
    ['/srv/files', '/srv/files'],
    ['  /srv/files/ \n', '/srv/files'],
    ['/', '/'],
    ['~', '/home/me'],
    ['~/a b', '/home/me/a b'],
    ['"/srv/a b"', '/srv/a b'],
    ["'/srv/it'", '/srv/it'],
    ['"~/x"', '/home/me/x'],
    ['/srv/it"s', '/srv/it"s'],
    ['/srv/./a/../b', '/srv/b'],
    ['file:///srv/a%20b/%C3%BC', '/srv/a b/ü'],
    ['file://localhost/srv', '/srv'],
    ['/srv/a\\b', '/srv/a\\b'],
  ])('on Linux: %j', (typed, path) => {
    expect(readTypedPath(typed, linux)).toBe(path);
  });

  it.each([
    ['C:\\Users\\me\\', 'C:\\Users\\me'],
    ['"D:\\My files"', 'D:\\My files'],
    ['c:/Users/me', 'c:\\Users\\me'],
    ['C:\\', 'C:\\'],
    ['~\\Pictures', 'C:\\Users\\me\\Pictures'],
    ['\\\\server\\share\\x', '\\\\server\\share\\x'],
    ['file:///D:/a%20b', 'D:\\a b'],
  ])('on Windows: %j', (typed, path) => {
    expect(readTypedPath(typed, windows)).toBe(path);
  });

  it.each([
    ['C:\\Users\\me', 'windows-path', linux],
    ['"D:/x"', 'windows-path', linux],
    ['\\\\server\\share', 'windows-path', linux],
    ['file:///C:/x', 'windows-path', linux],
    ['file://server/share', 'link-elsewhere', linux],
    ['https://example.com/x', 'link-elsewhere', linux],
    ['file:///%ff', 'link-elsewhere', linux],
    ['files', 'not-absolute', linux],
    ['', 'not-absolute', linux],
    ['""', 'not-absolute', linux],
    ['~other/x', 'not-absolute', linux],
    ['/a\0b', 'not-absolute', linux],
    ['C:x', 'not-absolute', windows],
    ['\\x', 'not-absolute', windows],
    ['/srv', 'not-absolute', windows],
  ] as const)('is refused: %j, %s', (typed, code, options) => {
    let failure;
    try {
      readTypedPath(typed, options);
    } catch (error) {
      failure = failureOf(error);
    }
    expect(failure).toEqual({ code });
  });
});
