import { describe, expect, it } from 'vitest';
import { formatBytes, MIB } from '../units.ts';
import { formatDuration, formatSeconds } from '../format.ts';
import { quantities as arabic } from './ar/quantities.ts';
import { quantities as english } from './en/quantities.ts';
import { quantities as french } from './fr/quantities.ts';
import type { Language } from './languages.ts';
import { createQuantities, type Quantities } from './quantities.ts';
import { createTranslator } from './translator.ts';

function quantitiesIn(language: Language, quantities: object): Quantities {
  const translator = createTranslator(language, { quantities });
  return createQuantities(language, translator.getFixedT(language, 'quantities'));
}

describe('quantities', () => {
  const en = quantitiesIn('en', english);
  const fr = quantitiesIn('fr', french);

  it('read in English as on the command line', () => {
    for (const amount of [0, 1, 999, 1000, 1023, 1024, 1536, 40_055_603, 64 * MIB, 5e11]) {
      expect(en.bytes(amount)).toBe(formatBytes(amount));
    }
    for (const durationMs of [0, 0.5, 1, 999, 1234, 9999, 10_000, 125_000, 12_000_000, 1e9]) {
      expect(en.duration(durationMs)).toBe(formatDuration(durationMs));
      expect(en.seconds(durationMs)).toBe(formatSeconds(durationMs));
    }
    expect(en.rate(12.5 * MIB)).toBe('12.5 MiB/s');
    expect(en.usage(40_055_603, 64 * MIB)).toBe('38.2 of 64 MiB');
    expect(en.usage(512, 4096)).toBe('512 B of 4 KiB');
    expect(en.count(12_345)).toBe('12,345');
    expect(en.share(7, 8)).toBe('87.5 %');
    expect(en.share(0, 0)).toBe('–');
  });

  it('have the decimal sign, the separators and the units of a language', () => {
    expect(fr.bytes(1536)).toBe('1,5\u00a0Kio');
    expect(fr.count(12_345)).toBe('12\u202f345');
    expect(fr.share(1, 2, 0)).toBe('50\u00a0%');
    expect(fr.duration(125_000)).toBe('2\u00a0min 5\u00a0s');
  });

  it('keep their direction in a language that is written from right to left', () => {
    expect(quantitiesIn('ar', arabic).bytes(1536)).toBe('\u20681.5\u2069 ك.ب');
  });
});
