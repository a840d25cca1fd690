import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings, SettingsStore } from '../../src/host/settings/settings-store.ts';

describe('SettingsStore', () => {
  let folder: string;
  const onError = vi.fn();

  beforeEach(async () => {
    onError.mockReset();
    folder = await mkdtemp(join(tmpdir(), 'fifolio-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('starts with the defaults and remembers what was set', () => {
    const store = new SettingsStore(join(folder, 'new', 'folder'), onError);
    expect(store.settings).toEqual(defaultSettings());
    expect(store.set({ theme: 'dark', servePorts: [1, 2], saveTo: undefined })).toEqual({
      ...defaultSettings(),
      theme: 'dark',
      servePorts: [1, 2],
    });
    store.setShell('window', { x: 1, maximized: false });
    const again = new SettingsStore(join(folder, 'new', 'folder'), onError);
    expect(again.settings).toEqual(store.settings);
    expect(again.getShell('window')).toEqual({ x: 1, maximized: false });
    expect(again.getShell('constructor')).toBeUndefined();
    expect(again.damagedFile).toBeUndefined();
    expect(onError).not.toHaveBeenCalled();
  });

  it('starts from a file that makes zod throw', async () => {
    const noNumber = '{"length": {"toString": null, "valueOf": null}}';
    const deep = '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000);
    await writeFile(
      join(folder, 'settings.json'),
      `{"settings": {"saveTo": ${noNumber}, "theme": "dark"}, "shell": ${deep}}`,
    );
    const store = new SettingsStore(folder, onError);
    expect(store.settings).toEqual({ ...defaultSettings(), theme: 'dark' });
    expect(store.damagedFile).toBeDefined();
  });

  it('keeps the ten most recent, each once, newest first', () => {
    const store = new SettingsStore(folder, onError);
    for (let index = 0; index < 12; index++) {
      store.rememberFolders(`/f${index}`);
      store.rememberServer({ host: 'h', port: 1000 + index });
    }
    store.rememberFolders('/f5');
    store.rememberServer({ host: 'h', port: 1005 });
    expect(store.settings.recentFolders).toEqual(
      [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((index) => `/f${index}`),
    );
    expect(store.settings.recentServers[0]).toEqual({ host: 'h', port: 1005 });
    expect(store.settings.recentServers).toHaveLength(10);
  });

  it.each([
    ['half a file', '{"settings":{"theme":"da'],
    ['no settings', '[]'],
    ['nothing', ''],
  ])('sets a file aside that is %s', async (_, content) => {
    await writeFile(join(folder, 'settings.json'), content);
    const store = new SettingsStore(folder, onError);
    expect(store.settings).toEqual(defaultSettings());
    expect(await readFile(store.damagedFile!, 'utf8')).toBe(content);
    expect((await readdir(folder)).length).toBe(2);
    store.set({ theme: 'light' });
    expect(new SettingsStore(folder, onError).settings.theme).toBe('light');
  });

  it('replaces only the settings that do not fit, and keeps the file as it was', async () => {
    const content = JSON.stringify({
      settings: { theme: 'dark', servePorts: [0], reach: 'galaxy', later: 'version' },
      shell: { window: 1 },
    });
    await writeFile(join(folder, 'settings.json'), content);
    const store = new SettingsStore(folder, onError);
    expect(store.settings).toEqual({ ...defaultSettings(), theme: 'dark' });
    expect(store.getShell('window')).toBe(1);
    expect(await readFile(store.damagedFile!, 'utf8')).toBe(content);
  });

  it('takes the file of an older version as it is', async () => {
    await writeFile(join(folder, 'settings.json'), '{"settings":{"theme":"dark"}}');
    const store = new SettingsStore(folder, onError);
    expect(store.damagedFile).toBeUndefined();
    expect(store.settings).toEqual({ ...defaultSettings(), theme: 'dark' });
  });

  it.each([
    ['cacheSize', 67_108_865],
    ['cacheSize', -1],
    ['maxConnections', 1_000_001],
    ['maxConnectionsPerAddress', 0],
    ['requestTimeoutMs', 0],
    ['idleTimeoutMs', 86_400_001],
    ['retryForMs', 0.5],
    ['notifyWhenDone', 'yes'],
  ])('replaces a %s of %s by its default', async (name, value) => {
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ settings: { [name]: value } }));
    const store = new SettingsStore(folder, onError);
    expect(store.settings).toEqual(defaultSettings());
    expect(store.damagedFile).toBeDefined();
  });

  it('lives on in memory where nothing can be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const store = new SettingsStore(join(folder, 'file', 'below'), onError);
    expect(store.set({ theme: 'dark' }).theme).toBe('dark');
    expect(store.settings.theme).toBe('dark');
    expect(onError).toHaveBeenCalledWith('settings', expect.anything());
  });
});
