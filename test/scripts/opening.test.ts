import { describe, expect, it } from 'vitest';
import { hasDisplay } from '../../scripts/start/display.ts';
import { chooseOpening, type BrowserSurroundings } from '../../scripts/start/opening.ts';

const URL = 'http://127.0.0.1:34353/?token=abc';
const SSH = { SSH_CONNECTION: '192.0.2.7 50000 192.0.2.1 22' };

function at(
  platform: NodeJS.Platform,
  environment: BrowserSurroundings['environment'],
  ...commands: string[]
): BrowserSurroundings {
  return { platform, environment, isOnPath: (name) => commands.includes(name), userName: 'ada' };
}

describe('whether there is a display', () => {
  it.each([
    [true, 'linux', { DISPLAY: ':0' }],
    [true, 'linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }],
    [false, 'linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }],
    [false, 'linux', {}],
    [true, 'linux', { ...SSH, DISPLAY: 'localhost:10.0' }],
    [true, 'darwin', {}],
    [false, 'darwin', SSH],
    [true, 'win32', {}],
    [false, 'win32', SSH],
  ] as const)('%s on %s with %j', (expected, platform, environment) => {
    expect(hasDisplay({ platform, environment })).toBe(expected);
  });
});

describe('how the panel is opened in a browser', () => {
  it.each([
    ['macOS', at('darwin', {}), ['open', URL]],
    ['Windows', at('win32', {}), ['rundll32', 'url.dll,FileProtocolHandler', URL]],
    ['X11', at('linux', { DISPLAY: ':0' }, 'xdg-open'), ['xdg-open', URL]],
    [
      'Wayland alone',
      at('linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'),
      ['xdg-open', URL],
    ],
    ['WSL', at('linux', { WSL_DISTRO_NAME: 'Ubuntu' }, 'wslview'), ['wslview', URL]],
    [
      'WSL with a display',
      at('linux', { WSL_DISTRO_NAME: 'Ubuntu', DISPLAY: ':0' }, 'wslview', 'xdg-open'),
      ['wslview', URL],
    ],
  ])('%s: by a command', (_where, surroundings, command) => {
    expect(chooseOpening(URL, surroundings)).toEqual({ by: 'command', command });
  });

  it.each([
    ['no display', at('linux', {}, 'xdg-open')],
    ['a container with the display of its host, without xdg-open', at('linux', { DISPLAY: ':0' })],
    ['WSL without wslview', at('linux', { WSL_DISTRO_NAME: 'Ubuntu' }, 'xdg-open')],
  ])('%s: by the person', (_where, surroundings) => {
    expect(chooseOpening(URL, surroundings)).toEqual({ by: 'person' });
  });

  it('an ssh session: by the person, through a tunnel', () => {
    const hint = 'From your own computer, first run: ssh -L 34353:127.0.0.1:34353 ada@192.0.2.1';
    expect(chooseOpening(URL, at('linux', SSH, 'xdg-open'))).toEqual({ by: 'person', hint });
    expect(chooseOpening(URL, at('darwin', SSH))).toEqual({ by: 'person', hint });
    const otherPort = { SSH_CONNECTION: 'fe80::7 50000 2001:db8::1 2222' };
    expect(chooseOpening(URL, at('linux', otherPort))).toEqual({
      by: 'person',
      hint: 'From your own computer, first run: ssh -L 34353:127.0.0.1:34353 -p 2222 ada@2001:db8::1',
    });
  });
});
