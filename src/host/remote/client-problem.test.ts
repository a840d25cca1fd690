import { describe, expect, it } from 'vitest';
import type { ClientErrorData } from '../../engine/client/client-error.ts';
import { clientErrors } from '../../engine/client/client-error.ts';
import { ProblemError } from '../../shared/problem.ts';
import { asProblemError, problemOfClient } from './client-problem.ts';

const system = (code: string) => Object.assign(new Error(code), { code });

describe('problemOfClient', () => {
  it.each([
    [clientErrors.unreachable('h:1', system('ECONNREFUSED')), 'connection-refused'],
    [clientErrors.unreachable('h:1', system('ENOTFOUND')), 'host-not-found'],
    [clientErrors.unreachable('h:1', system('EHOSTUNREACH')), 'network-unreachable'],
    [clientErrors.unreachable('h:1', system('EWHATEVER')), 'network-unreachable'],
    [clientErrors.connectTimedOut('h:1', 1), 'connection-timed-out'],
    [clientErrors.connectionLost('h:1', 'early'), 'connection-lost'],
    [clientErrors.silent('h:1', 1), 'connection-lost'],
    [clientErrors.protocol('h:1', 'noise'), 'not-a-file-server'],
    [clientErrors.unsupported('h:1', 'list'), 'plain-server'],
    [clientErrors.wrongChecksum('a'), 'checksum-mismatch'],
    [clientErrors.plainNotFound('a'), 'not-found'],
    [clientErrors.refused('a', 'busy', 'full'), 'server-busy'],
    [clientErrors.local('write', system('ENOSPC')), 'disk-full'],
    [clientErrors.local('write', system('EACCES')), 'permission-denied'],
    [clientErrors.local('write', system('EIO')), 'write-failed'],
    [clientErrors.unsafeName('../a', 'it is'), 'name-not-possible'],
    [clientErrors.exists('/a'), 'exists'],
  ])('puts "%s" into %s, with its own words', (error, code) => {
    expect(problemOfClient(error.data)).toEqual({ code, message: error.message });
    expect(asProblemError(error)).toMatchObject({ name: 'ProblemError', code });
  });

  it('takes plain data, as it comes from a thread', () => {
    const data: ClientErrorData = { code: 'canceled', message: 'Canceled.' };
    expect(problemOfClient(data)).toEqual({ code: 'connection-lost', message: 'Canceled.' });
  });
});

it('leaves all other errors as they are', () => {
  const error = new TypeError('x');
  expect(asProblemError(error)).toBe(error);
  expect(asProblemError(error)).not.toBeInstanceOf(ProblemError);
});
