import { expect, it, vi } from 'vitest';
import { fileMenu, linksTo } from './file-menu.tsx';

const SERVER = { host: 'fe80::1', port: 8080 };

it('links to files and folders as browsers and curl take them', () => {
  const wanted = { names: ['a b/ü#?.txt'], folders: ['photos'] };
  expect(linksTo(SERVER, wanted)).toEqual([
    'http://[fe80::1]:8080/photos/',
    'http://[fe80::1]:8080/a%20b/%C3%BC%23%3F.txt',
  ]);
  expect(linksTo({ host: 'nas', port: 1, encrypted: true }, { names: ['a'], folders: [] })).toEqual(
    ['https://nas:1/a'],
  );
});

it('offers what can be done, and nothing for nothing', () => {
  const onGet = vi.fn();
  const options = {
    ...{ linkable: SERVER, onOpen: undefined, onGet, onGetTo: vi.fn(), onSelectAll: vi.fn() },
    wanted: { names: ['a', 'b'], folders: [] },
  };
  const choices = fileMenu(options);
  expect(choices.map(({ label }) => label)).toEqual([
    ...['Download 2 items', 'Download to…', 'Copy 2 names', 'Copy 2 links', 'Select all'],
  ]);
  choices[0]!.choose();
  expect(onGet).toHaveBeenCalledWith(options.wanted);
  expect(fileMenu({ ...options, wanted: { names: [], folders: [] } })).toEqual([]);
  // A plain server answers no browser.
  const ids = fileMenu({ ...options, linkable: undefined }).map(({ id }) => id);
  expect(ids).not.toContain('copy-link');
});
