import { describe, expect, it } from 'vitest';
import { descriptorLimit, limitOfProc, limitOfReport } from './descriptor-limit.ts';

describe('how many files may be open', () => {
  it.each([
    ['1024', 1024],
    ['unlimited', Infinity],
  ])('is %s to the kernel', (files, limit) => {
    const limits = [
      'Limit                     Soft Limit           Hard Limit           Units     ',
      'Max processes             63000                63000                processes ',
      `Max open files            ${files.padEnd(20)} 1048576              files     `,
    ].join('\n');
    expect(limitOfProc(limits)).toBe(limit);
  });

  it.each([
    [{ userLimits: { open_files: { soft: 256, hard: 'unlimited' } } }, 256],
    [{ userLimits: { open_files: { soft: 'unlimited', hard: 'unlimited' } } }, Infinity],
    [{}, Infinity],
  ])('is %j to a report', (report, limit) => {
    expect(limitOfReport(report)).toBe(limit);
  });

  it('is not known where the system reports nothing', () => {
    expect(limitOfProc('')).toBe(Infinity);
  });

  it.runIf(process.platform === 'linux')('is the same by both, on this system (Linux)', () => {
    expect(descriptorLimit()).toBeGreaterThan(0);
    expect(limitOfReport(process.report.getReport())).toBe(descriptorLimit());
  });
});
