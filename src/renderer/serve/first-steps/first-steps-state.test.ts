import { describe, expect, it } from 'vitest';
import { sceneOf } from '../../../../doubles/scripted-host/scenes.ts';
import { NO_COUNTERS } from '../../../shared/server-state.ts';
import { isNewHere, stepsDone } from './first-steps-state.ts';

const { settings, server: stopped } = sceneOf('first-start', 0);
const { server: running } = sceneOf('empty', 0);
const none = { sequence: 0, batches: [], downloads: [] };

describe('the first steps', () => {
  it('are for who never served or fetched', () => {
    const unknown = {
      ...settings,
      firstSteps: 'new' as const,
      recentFolders: [],
      recentServers: [],
    };
    expect(isNewHere({ settings: unknown, downloads: none })).toBe(true);
    expect(isNewHere({ settings: undefined, downloads: none })).toBe(false);
    for (const known of [
      { recentFolders: ['/a'] },
      { recentServers: [{ host: 'a', port: 1 }] },
      { firstSteps: 'done' as const },
    ]) {
      expect(isNewHere({ settings: { ...unknown, ...known }, downloads: none })).toBe(false);
    }
    const { downloads } = sceneOf('running', 0);
    expect(isNewHere({ settings: unknown, downloads: { ...none, downloads } })).toBe(false);
  });

  it('stay for who began with them', () => {
    const begun = { ...settings, firstSteps: 'begun' as const, recentFolders: ['/a'] };
    expect(isNewHere({ settings: begun, downloads: none })).toBe(true);
  });

  it('are done one after the other', () => {
    const chosen = { ...settings, serveDirectory: '/a' };
    const asked = { ...running, counters: { ...NO_COUNTERS, requests: 1 } };
    const idle = { ...running, counters: NO_COUNTERS };
    const nowhere = { ...settings, serveDirectory: '' };
    expect(stepsDone({ settings: nowhere, server: stopped })).toEqual([false, false, false]);
    expect(stepsDone({ settings: chosen, server: stopped })).toEqual([true, false, false]);
    expect(stepsDone({ settings: chosen, server: idle })).toEqual([true, true, false]);
    expect(stepsDone({ settings: chosen, server: asked })).toEqual([true, true, true]);
  });
});
