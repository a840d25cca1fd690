import { describe, expect, it } from 'vitest';
import { formatBytes, MIB } from '../units.ts';
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
    expect(en.count(12_345)).toBe('12,345');
  });

  it('have the decimal sign, the separators and the units of a language', () => {
    expect(fr.bytes(1536)).toBe('1,5\u00a0Kio');
    expect(fr.count(12_345)).toBe('12\u202f345');
  });

  it('keep their direction in a language that is written from right to left', () => {
    expect(quantitiesIn('ar', arabic).bytes(1536)).toBe('\u20681.5\u2069 ك.ب');
  });
});
