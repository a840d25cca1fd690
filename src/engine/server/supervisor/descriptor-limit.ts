import { readFileSync } from 'node:fs';

/**
 * How many files, sockets included, this process may have open at once. `Infinity` where there is no such
 * limit (Windows), or the system does not say.
 */
export function descriptorLimit(): number {
  if (process.platform === 'win32') return Infinity;
  try {
    // Ten microseconds; a report takes some ten milliseconds.
    if (process.platform === 'linux')
      return limitOfProc(readFileSync('/proc/self/limits', 'latin1'));
    return limitOfReport(process.report.getReport());
  } catch {
    return Infinity;
  }
}

/** @param limits what proc_pid_limits(5) describes */
export function limitOfProc(limits: string): number {
  return numberOf(/^Max open files +(\d+)/m.exec(limits)?.[1]);
}

/** @param report Node's diagnostic report, which all systems with such limits have */
export function limitOfReport(report: object): number {
  const { userLimits } = report as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  return numberOf(userLimits?.open_files?.soft);
}

function numberOf(reported: number | string | undefined): number {
  const limit = Number(reported);
  // `unlimited`, or nothing.
  return Number.isInteger(limit) ? limit : Infinity;
}
