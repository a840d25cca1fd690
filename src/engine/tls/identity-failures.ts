import { FailureError } from '../../shared/failure.ts';

/** The system refused to read or write a file with a key or a certificate. */
export function fileFailure(
  code: 'identity-file-unreadable' | 'own-identity-not-kept',
  path: string,
  cause: unknown,
): FailureError {
  const { code: systemCode, message: detail } = cause as NodeJS.ErrnoException;
  return new FailureError({ code, path, systemCode, detail }, { cause });
}
