import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { insertBetweenMarkers } from '../../bench/report/document.ts';
import { markdownOf } from '../../bench/report/markdown.ts';
import type { Group } from '../../bench/report/row.ts';
import { textOf } from '../../bench/report/text.ts';
import { RACE, cell } from './result.ts';

const groups: Group[] = [
  { scenario: 'kept', title: 'kept connections', rows: [RACE] },
  {
    scenario: 'start',
    title: 'until it answers',
    rows: [{ work: 'on 2 ports', cells: [cell('Fifolio', 'ours', { speed: [1.5], unit: 's' })] }],
  },
];
const judged = { rounds: 3, isJudged: true };

describe('the table on the terminal', () => {
  it('names everybody, with spread, cost and verdict, and who is absent and why', () => {
    const lines = textOf(groups, judged).split('\n');
    expect(lines[0]).toBe('kept: kept connections');
    expect(lines[2]).toMatch(
      /^ {4}Fifolio {2,}200 requests\/s \(190–210\) +5 µs CPU \(5–5, 1 rounds\)$/,
    );
    expect(lines[3]).toMatch(/^ {6}behind nginx, 2 workers/);
    expect(lines).toContain('  Python is absent: python3 is not installed');
  });

  it('is aligned', () => {
    const columns = textOf(groups, judged)
      .split('\n')
      .filter((line) => line.includes('requests/s'))
      .map((line) => line.search(/\d+ requests/));
    expect(columns).toHaveLength(4);
    expect(new Set(columns).size).toBe(1);
  });

  it('does not judge a smoke run', () => {
    expect(textOf(groups, { ...judged, isJudged: false })).not.toMatch(/behind|ahead/);
  });
});

describe('the table for a document', () => {
  it('is laid out as the formatter would', async () => {
    const markdown = `${markdownOf(groups, judged)}\n`;
    expect(await format(markdown, { parser: 'markdown', printWidth: 100 })).toBe(markdown);
  });

  it('has a column for each who was measured, and a line for who is absent', () => {
    const markdown = markdownOf(groups, judged);
    expect(markdown).toMatch(
      /^\| work +\| Fifolio +\| nginx, 1 worker +\| nginx, 2 workers +\| limit +\| verdict +\|$/m,
    );
    expect(markdown).toContain('Python is absent: python3 is not installed.');
  });

  it('replaces what stood between the markers, and nothing else', () => {
    const document = 'before\n\n<!-- bench: begin -->\nold\n<!-- bench: end -->\n\nafter\n';
    expect(insertBetweenMarkers(document, 'new')).toBe(
      'before\n\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\n\nafter\n',
    );
    expect(() => insertBetweenMarkers('<!-- bench: begin -->', 'new')).toThrow('lacks');
  });
});
