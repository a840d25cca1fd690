import type { Finding } from '../../shared/contract-doctor.ts';
import { formatEndpoint, isLoopback } from '../../shared/endpoint.ts';
import type { Attempt, Greeting, Observations, OwnObservations } from './observations.ts';

/** Codes of look-ups that say that the name server, not the name, is at fault. */
const TEMPORARY = new Set(['EAI_AGAIN', 'ETIMEDOUT', 'ETIMEOUT', 'ESERVFAIL', 'EAI_FAIL']);

/** What the observations mean, the finding that matters most first. */
export function findingsOf(observations: Observations): Finding[] {
  const { target, lookupCode, greeting, own } = observations;
  if (lookupCode !== undefined) {
    const temporary = TEMPORARY.has(lookupCode);
    return [{ code: 'name-not-found', host: target.host, temporary }];
  }
  if (own !== undefined) return findingsHere(observations, own);
  if (greeting === undefined) return [unreached(observations)];
  return [greeted(greeting, formatEndpoint(target))];
}

/** Of a server on this computer itself. */
function findingsHere(observations: Observations, own: OwnObservations): Finding[] {
  const { target, greeting } = observations;
  const { port } = target;
  const { owner } = own;
  const seen = greeting ?? own.loopbackGreeting;
  if (seen?.is === 'stranger') {
    const { stranger } = seen;
    return [{ code: 'other-program', port, stranger, ...(owner === undefined ? {} : { owner }) }];
  }
  const firewalls = own.firewalls.map((state): Finding => ({ code: 'firewall', port, ...state }));
  const isClosed = own.firewalls.some(({ verdict }) => verdict === 'closed');
  if (greeting === undefined) {
    const isRefused = observations.attempts.some(isRefusal);
    if (seen !== undefined && isRefused) return [{ code: 'loopback-only', port }];
    if (owner === undefined && isRefused) return [{ code: 'not-listening', port }];
    // Its rules may keep even this computer out.
    return isClosed ? firewalls : [unreached(observations), ...firewalls];
  }
  const reached = greeted(greeting, formatEndpoint(target));
  // Who asks for the loopback address wants to know about this computer alone.
  if (isLoopback(target.host)) return [reached];
  if (firewalls.length === 0) return [reached, { code: 'no-firewall', port }];
  return isClosed ? [...firewalls, reached] : [reached, ...firewalls];
}

function greeted(greeting: Greeting, address: string): Finding {
  return greeting.is === 'stranger'
    ? { code: 'other-server', address, stranger: greeting.stranger }
    : {
        code: 'reached',
        address,
        dialect: greeting.dialect,
        encrypted: greeting.encrypted,
      };
}

/** A refusal shows that the computer is there, so it says more than a silence of another address. */
function unreached({ target, attempts }: Observations): Finding {
  const address = formatEndpoint(target);
  if (attempts.some(isRefusal)) return { code: 'refused', address };
  const silent = attempts.find((attempt) => attempt.outcome === 'timed-out');
  if (silent !== undefined) return { code: 'dropped', address, timeoutMs: silent.timeoutMs };
  const codes = attempts.flatMap((attempt) =>
    attempt.outcome === 'failed' ? [attempt.systemCode] : [],
  );
  if (codes.includes('EHOSTUNREACH') || codes.includes('EHOSTDOWN')) {
    return { code: 'no-route', address, where: 'there' };
  }
  if (codes.includes('ENETUNREACH') || codes.includes('EADDRNOTAVAIL')) {
    return { code: 'no-route', address, where: 'here' };
  }
  if (codes.includes('EACCES') || codes.includes('EPERM')) return { code: 'not-allowed', address };
  return { code: 'failed', address, detail: codes[0] ?? 'unknown error' };
}

function isRefusal(attempt: Attempt): boolean {
  return (
    attempt.outcome === 'failed' &&
    (attempt.systemCode === 'ECONNREFUSED' || attempt.systemCode === 'ECONNRESET')
  );
}
