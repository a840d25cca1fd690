import { describe, expect, it } from 'vitest';
import { ScramClient, ScramError, ScramServer, deriveScramKeys, saltAccessCode } from './scram.ts';

// RFC 7677, section 3: the exchange of the user "user" with the password "pencil".
const CODE = 'pencil';
const CLIENT_NONCE = 'rOprNGfwEbeRWgbNEkqO';
const SERVER_NONCE = '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
const SALT = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
const CLIENT_FIRST = 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO';
const SERVER_FIRST =
  'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';
const CLIENT_FINAL =
  'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';
const SERVER_FINAL = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

async function serverOf(first = CLIENT_FIRST): Promise<ScramServer | undefined> {
  return ScramServer.begin(await deriveScramKeys(CODE, SALT, 4096), first, SERVER_NONCE);
}

describe('the exchange of RFC 7677', () => {
  it('is what a client says', async () => {
    const client = new ScramClient(CLIENT_NONCE, 'user');
    expect(client.first()).toBe(CLIENT_FIRST);
    const { salt, iterations } = client.readChallenge(SERVER_FIRST);
    expect(Buffer.from(salt)).toEqual(SALT);
    expect(iterations).toBe(4096);
    expect(client.final(await saltAccessCode(CODE, salt, iterations))).toBe(CLIENT_FINAL);
    expect(client.isProvenBy(SERVER_FINAL)).toBe(true);
  });

  it('is what a server says', async () => {
    const server = await serverOf();
    expect(server?.first).toBe(SERVER_FIRST);
    expect(server?.judge(CLIENT_FINAL)).toEqual({ kind: 'proven', final: SERVER_FINAL });
  });
});

describe('a server', () => {
  it('refuses the proof of another code', async () => {
    const server = await serverOf();
    const client = new ScramClient(CLIENT_NONCE, 'user');
    const { salt, iterations } = client.readChallenge(server?.first ?? '');
    const final = client.final(await saltAccessCode('pencils', salt, iterations));
    expect(server?.judge(final)).toEqual({ kind: 'wrong' });
  });

  it('refuses what was recorded of another login', async () => {
    const keys = await deriveScramKeys(CODE, SALT, 4096);
    const server = ScramServer.begin(keys, CLIENT_FIRST, Buffer.alloc(18, 7));
    expect(server?.judge(CLIENT_FINAL)).toEqual({ kind: 'malformed' });
    const renamed = CLIENT_FINAL.replace(/r=[^,]*/, () => server?.first.split(',')[0] ?? '');
    expect(server?.judge(renamed)).toEqual({ kind: 'wrong' });
  });

  it.each([
    '',
    'n,,',
    'n,,n=user',
    'n,,n=user,r=',
    'n,,n=,r=abc',
    'y,,n=user,r=abc',
    'p=tls-unique,,n=user,r=abc',
    'n,a=admin,n=user,r=abc',
    'n,,m=1,n=user,r=abc',
    'n,,n=user,r=a b',
    'n,,n=user,r=abc,',
    `n,,n=user,r=${'x'.repeat(1024)}`,
  ])('does not begin with %j', async (first) => {
    expect(await serverOf(first)).toBeUndefined();
  });

  it.each([
    '',
    CLIENT_FINAL.replace('biws', 'eSws'),
    CLIENT_FINAL.replace(/,p=.*/, ''),
    CLIENT_FINAL.replace(/,p=.*/, ',p='),
    CLIENT_FINAL.replace(/,p=.*/, ',p=AAAA'),
    `${CLIENT_FINAL},x=1`,
  ])('cannot judge %j', async (final) => {
    expect((await serverOf())?.judge(final)).toEqual({ kind: 'malformed' });
  });
});

describe('a client', () => {
  it.each([
    '',
    'r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    `r=${CLIENT_NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`,
    SERVER_FIRST.replace('i=4096', 'i=4095'),
    SERVER_FIRST.replace('i=4096', 'i=1048577'),
    SERVER_FIRST.replace('i=4096', 'i=4e3'),
    SERVER_FIRST.replace('s=', 's=!'),
    SERVER_FIRST.replace('r=', 'm=x,r='),
  ])('does not go on after %j', (first) => {
    expect(() => new ScramClient(CLIENT_NONCE).readChallenge(first)).toThrow(ScramError);
  });

  it.each(['', 'v=', 'e=invalid-proof', SERVER_FINAL.replace('v=6', 'v=7')])(
    'does not believe a server that ends with %j',
    async (final) => {
      const client = new ScramClient(CLIENT_NONCE, 'user');
      const { salt, iterations } = client.readChallenge(SERVER_FIRST);
      expect(client.isProvenBy(SERVER_FINAL)).toBe(false);
      client.final(await saltAccessCode(CODE, salt, iterations));
      expect(client.isProvenBy(final)).toBe(false);
    },
  );
});
