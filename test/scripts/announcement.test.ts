import { describe, expect, it } from 'vitest';
import { announcement } from '../../scripts/start/announcement.ts';

const URL = 'http://127.0.0.1:1/';

describe('what `npm start` prints about a panel in the browser', () => {
  it('says that it opens only where something opens it', () => {
    const opens = { by: 'command', command: ['open', URL] } as const;
    expect(announcement(URL, opens)).toBe(`The panel opens in your browser: ${URL}`);
    expect(announcement(URL, { by: 'person' })).toBe(`Open the panel: ${URL}`);
    const instead = { shown: false, reason: 'There is no display here' } as const;
    expect(announcement(URL, { by: 'person' }, instead)).toBe(
      `There is no display here, so open the panel: ${URL}`,
    );
  });

  it('adds the tunnel to make, and the command that brings the desktop app', () => {
    expect(
      announcement(
        URL,
        { by: 'person', hint: 'First run: ssh.' },
        { shown: false, reason: 'It does not work', remedy: 'sudo x' },
      ),
    ).toBe(
      [
        `It does not work, so open the panel: ${URL}`,
        'First run: ssh.',
        'For the desktop app, run this once and start again: sudo x',
      ].join('\n'),
    );
  });
});
