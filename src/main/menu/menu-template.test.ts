import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { commandSchema } from '../../shared/contract-host.ts';
import { menuTemplate } from './menu-template.ts';

const PLATFORMS = ['linux', 'win32', 'darwin'] as const;

function items(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? items(item.submenu) : []),
  ]);
}

const build = (platform: NodeJS.Platform, developing = false, onCommand = vi.fn()) =>
  items(menuTemplate({ platform, developing, onCommand }));

describe.each(PLATFORMS)('the menu on %s', (platform) => {
  it('reaches every command once', () => {
    const ids = build(platform).flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids.toSorted()).toEqual(commandSchema.options.toSorted());
  });

  it('says what was chosen', () => {
    const onCommand = vi.fn();
    const item = build(platform, false, onCommand).find(({ id }) => id === 'show-fetch');
    (item?.click as () => void)();
    expect(onCommand).toHaveBeenCalledExactlyOnceWith('show-fetch');
  });

  it('uses no accelerator twice', () => {
    const accelerators = build(platform).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
    expect(accelerators.length).toBeGreaterThan(4);
  });

  it('has a way to quit and to edit text', () => {
    const roles = build(platform).map(({ role }) => role);
    expect(roles).toContain('quit');
    expect(roles).toContain('editMenu');
  });

  it('offers developer tools only while developing', () => {
    expect(build(platform).map(({ role }) => role)).not.toContain('toggleDevTools');
    expect(build(platform, true).map(({ role }) => role)).toContain('toggleDevTools');
  });
});
