import type { LineProblem, RecordProblem, TraceFailure } from './trace-failure.ts';
import { visibleText } from './visible-text.ts';

/** What is wrong with a trace, where, and what to do. */
export function traceSentence(failure: TraceFailure): string {
  switch (failure.code) {
    case 'damaged-line':
      return `Line ${failure.line} ${lineProblem(failure.problem)}`;
    case 'damaged-record':
      return `Record ${failure.record}, at byte ${failure.offset}, ${recordProblem(failure.problem)}`;
    case 'damaged-compression':
      return `The trace is compressed and cannot be unpacked: ${visibleText(failure.reason)}. Fetch or make it again.`;
    case 'no-request':
      return 'The trace holds no request.';
  }
}

function lineProblem(problem: LineProblem): string {
  switch (problem.kind) {
    case 'column-not-named':
      return `names no column "${problem.column}". Begin the trace with a line such as time,name,size,version, or say with --format what it is.`;
    case 'columns-missing':
      return `has ${problem.found} of the ${problem.needed} columns that are needed. Was the trace cut off there?`;
    case 'not-a-size':
      return `has "${visibleText(problem.text)}" where a size in bytes has to be.`;
    case 'quote-inside':
      return 'has a quotation mark inside of a value without any around it. Put the value in quotation marks and double those inside.';
    case 'text-after-quote':
      return 'has text after the quotation mark that ends a value. Double quotation marks inside of values.';
    case 'quote-not-closed':
      return 'begins a value in quotation marks that never ends. Was the trace cut off there?';
    case 'too-long':
      return `is longer than ${problem.limit} bytes. Is a quotation mark missing there, or is this no trace?`;
  }
}

function recordProblem(problem: RecordProblem): string {
  switch (problem.kind) {
    case 'cut-off':
      return `has ${problem.bytes} of its ${problem.needed} bytes. Was the trace cut off there?`;
    case 'not-a-next-access':
      return `has ${problem.value} for its next access, which is a number from 0, or -1 for none. Is it an oracleGeneral trace?`;
  }
}
