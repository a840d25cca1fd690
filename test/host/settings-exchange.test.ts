import { describe, expect, it } from 'vitest';
import { exportSettings, importSettings } from '../../src/host/settings/settings-exchange.ts';
import { defaultSettings } from '../../src/host/settings/settings-store.ts';
import { FailureError } from '../../src/shared/failure.ts';
import { failureSentence } from '../../src/shared/failure-sentences.ts';

function refusalOf(content: unknown): string {
  try {
    importSettings(typeof content === 'string' ? content : JSON.stringify(content));
  } catch (error) {
    if (error instanceof FailureError) return failureSentence(error.failure);
    throw error;
  }
  return 'none';
}

const file = (settings: object): object => ({ fifolio: 'settings', version: '9', settings });

describe('a file of settings', () => {
  it('holds all settings but what was used recently, and sets them again', () => {
    const recentServers = [{ host: 'secret.example', port: 1 }];
    const settings = {
      ...defaultSettings(),
      theme: 'dark' as const,
      cacheSize: 1024,
      recentFolders: ['/private'],
      recentServers,
    };
    const text = exportSettings(settings, '1.2.3');
    expect(text).not.toMatch(/private|secret|recent/);
    const kept = importSettings(text);
    expect({ ...kept, recentFolders: ['/private'], recentServers }).toEqual(settings);
    expect(Object.keys(kept)).toHaveLength(Object.keys(settings).length - 2);
    expect(JSON.parse(text)).toEqual({ fifolio: 'settings', version: '1.2.3', settings: kept });
  });

  it('may hold some settings alone', () => {
    expect(importSettings(JSON.stringify(file({ theme: 'light' })))).toEqual({ theme: 'light' });
  });

  it.each([
    ['half a file', '{"fifolio": "sett'],
    ['nothing', ''],
    ['a list', '[]'],
    ['something else of the same form', { settings: {} }],
    ['the settings missing', { fifolio: 'settings' }],
    ['nested deeply', `${'{"settings":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ])('is refused when it is %s', (_, content) => {
    expect(refusalOf(content)).toBe(
      'This file holds no settings of Fifolio. Choose one that was exported here.',
    );
  });

  it('is refused as a whole, with the names of what does not fit', () => {
    const mixed = { theme: 'light', cacheSize: 67_108_865, servePorts: [0], keepTimes: 'yes' };
    expect(refusalOf(file(mixed))).toBe(
      'Nothing was imported from the file: what it says of cacheSize, servePorts, keepTimes does not fit. Correct the file, or take this out of it, and import it again.',
    );
    expect(refusalOf(file({ theme: 'green', recentFolders: ['/a'], later: 1 }))).toBe(
      'Nothing was imported from the file: what it says of theme does not fit, and this version does not import recentFolders, later. Correct the file, or take this out of it, and import it again.',
    );
  });

  it('is answered with a sentence of bounded length, whatever it names', () => {
    const names = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`${index}\u202e${'x'.repeat(500)}`, 1]),
    );
    const sentence = refusalOf(file({ ...names, constructor: 1 }));
    expect(sentence.length).toBeLessThan(700);
    expect(sentence).toContain(', …');
    expect(sentence).not.toContain('\u202e');
  });
});
