import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { defaultSettings } from '../../../src/host/settings/settings-store.ts';
import { readCookie, tokenMatches } from '../../../src/host/panel/panel-token.ts';
import { hostAllowed, originAllowed } from '../../../src/host/panel/request-guard.ts';
import { settingsSchema, type Settings } from '../../../src/shared/contract-settings.ts';
import { ipcFrameSchema } from '../../../src/shared/ipc-frames.ts';
import { parseSettingsFile } from '../../../src/shared/settings-file.ts';
import { trySchema } from '../../../src/shared/try-schema.ts';
import { anyValue, changedFields, writtenJson } from '../make/json.ts';
import type { Random } from '../make/random.ts';
import { anyText, changedText, plainWord } from '../make/text.ts';
import { target } from '../target.ts';

const PORT = 8123;
const PANELS = ['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::', '192.168.1.5'];
const HOSTS = [
  ...[
    'localhost',
    '127.0.0.1',
    '127.1.2.3',
    '[::1]',
    '0.0.0.0',
    '[::]',
    '192.168.1.5',
    'evil.test',
  ],
  ...['localhost.evil.test', '127.0.0.1.evil.test', '127.1', '0x7f.1', '[::ffff:127.0.0.1]', ''],
];
/** With the IPv4-mapped form (RFC 4291, section 2.5.5.2): it is an address, which no page can make its own. */
const LOOPBACK = /^(?:localhost|(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/;
/** Of a person whose home is the same on every machine. */
const DEFAULTS: Settings = { ...defaultSettings(), saveTo: '/home' };

interface Knock {
  readonly panel: string;
  readonly host: string;
  readonly origin: string;
  readonly cookie: string;
  readonly token: string;
  /** What a settings file or a page could hold, as JSON; not always good. */
  readonly json: string;
}

/** Who is let in to the panel, and what it believes of its own files and pages. */
export const panelDoorsTarget = target<Knock>('panel-doors', {
  make: (random) => {
    const host = anyHost(random);
    const token = random.once(2) ? plainWord(random, 40) : anyText(random);
    return {
      panel: random.pick(PANELS),
      host,
      origin: random.once(3)
        ? anyText(random)
        : `http://${random.once(2) ? host : anyHost(random)}`,
      token,
      cookie: `${anyText(random)};${random.pick([' ', ''])}key=${token}${random.pick(['', ';a=b'])}`,
      json: writtenJson(random, random.once(3) ? anyValue(random) : settingsFile(random)),
    };
  },
  check: ({ panel, host, origin, cookie, token, json }) => {
    expectFilesRead(json);
    const found = readCookie(cookie, 'key');
    assert.equal(tokenMatches(token, found), found === token);
    assert.ok(!tokenMatches(token, `${token} `) && !tokenMatches(token, undefined));
    if (originAllowed(origin, host, 'http'))
      assert.equal(origin.toLowerCase(), `http://${host.toLowerCase()}`);

    if (!hostAllowed(host, { scheme: 'http', host: panel, port: PORT })) return 'refused';
    // Nothing but an address or this computer's own name, so that no other name leads here.
    const [, name = ''] = /^\[?(.*?)\]?:8123$/.exec(host.toLowerCase()) ?? [];
    assert.ok(name === 'localhost' || isIP(name) !== 0, 'a name of somebody else is let in');
    if (LOOPBACK.test(panel)) assert.match(name, LOOPBACK, 'an address of others is let in');
    return 'accepted';
  },
});

function anyHost(random: Random): string {
  const host = `${random.pick(HOSTS)}:${random.once(8) ? random.pick(['', '80', '08123', 'x']) : PORT}`;
  return random.once(4) ? changedText(random, host) : host;
}

function settingsFile(random: Random): unknown {
  const file = { settings: changedFields(random, DEFAULTS), shell: { bounds: anyValue(random) } };
  return random.once(3) ? changedFields(random, file) : file;
}

function expectFilesRead(json: string): void {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return;
  }
  const { file, damaged } = parseSettingsFile(value, DEFAULTS);
  assert.ok(settingsSchema.safeParse(file.settings).success, 'settings against the contract');
  const written = JSON.stringify(file);
  const again = parseSettingsFile(JSON.parse(written), DEFAULTS);
  assert.deepEqual(again.file, JSON.parse(written), 'written and read differently');
  assert.ok(!again.damaged, 'damaged by being written');
  if (!damaged) assert.equal(typeof value, 'object');
  const frame = trySchema(ipcFrameSchema, value);
  if (frame.success) assert.ok(frame.data.session.length > 0);
}
