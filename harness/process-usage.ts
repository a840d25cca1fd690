import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** `USER_HZ`, the unit of the times in /proc: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const KIB = 1024;

/** Processor time and memory of other processes are read from /proc, which only Linux has. */
export const USAGE_IS_KNOWN = process.platform === 'linux';
export const USAGE_UNKNOWN_REASON = `the use of other processes is read from /proc, which ${process.platform} lacks`;

/**
 * Seconds of processor time that a process, its threads and its living children have used so far
 * (proc(5), `utime` and `stime` of /proc/PID/stat; to 1 ns on kernels that count by nanoseconds and
 * tell so in `schedstat`, else to 10 ms). Only the former count threads that have ended: where there
 * are such, they say more.
 */
export function cpuSeconds(pid: number): number {
  let seconds = 0;
  for (const member of familyOf(pid)) {
    seconds += Math.max(nanosecondsOf(member) ?? 0, ticksOf(member));
  }
  return seconds;
}

function nanosecondsOf(pid: number): number | undefined {
  if (!existsSync(`/proc/${pid}/schedstat`)) return undefined;
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    // The first number of three: time spent on a processor (sched-stats.txt of the kernel).
    const schedstat = readUnlessEnded(`/proc/${pid}/task/${thread}/schedstat`);
    nanoseconds += Number(schedstat.split(' ')[0]);
  }
  return nanoseconds / 1e9;
}

/** A thread that was listed may have ended by now; what it says is then nothing. */
function readUnlessEnded(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

function ticksOf(pid: number): number {
  const fields = fieldsOf(`/proc/${pid}/stat`);
  // Numbered in proc(5) from 1; the first two, id and name, are cut off.
  return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / TICKS_PER_SECOND;
}

/**
 * Seconds of processor time that the first thread of a process has used so far, to 10 ms: in Node,
 * the one that runs the program itself.
 */
export function mainThreadCpuSeconds(pid: number): number {
  const fields = fieldsOf(`/proc/${pid}/task/${pid}/stat`);
  return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / TICKS_PER_SECOND;
}

/** Bytes of a process that are in memory, pages of its program file included. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error(`/proc/${pid}/status has no VmRSS.`);
  return Number(kib) * KIB;
}

/** Open files, sockets and pipes of a process. */
export function openDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

export function threadCount(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).length;
}

function familyOf(pid: number): number[] {
  const family = [pid];
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    // Needs a kernel with CONFIG_PROC_CHILDREN, as all distributions have.
    const children = readUnlessEnded(`/proc/${pid}/task/${thread}/children`);
    for (const child of children.split(' ').filter((text) => text !== '')) {
      family.push(...familyOf(Number(child)));
    }
  }
  return family;
}

/** The fields of a `stat` file after the program's name, which may itself hold spaces and brackets. */
function fieldsOf(file: string): string[] {
  const stat = readFileSync(file, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
