import type { TraceFormat } from '../../../shared/laboratory-names.ts';
import type { RequestSink, TraceDecoder } from './trace-decoder.ts';
import { type CsvColumns, LibCacheSimCsvDecoder } from './libcachesim-csv.ts';
import { OracleGeneralDecoder } from './oracle-general.ts';
import { RecordedCsvDecoder } from './recorded-csv.ts';

/** The format of a trace, as its name and its beginning say. */
export function guessFormat(name: string, beginning: Uint8Array): TraceFormat {
  if (/oracleGeneral/i.test(name) || beginning.includes(0)) return 'oracleGeneral';
  const [line = ''] = Buffer.from(beginning).toString('latin1').toLowerCase().split(/\r?\n/, 1);
  const names = line.split(',').map((each) => each.replace(/^[^a-z]+|[^a-z]+$/g, ''));
  return names.includes('name') && names.includes('size') ? 'csv' : 'libcachesim-csv';
}

interface DecoderOptions {
  readonly format: TraceFormat;
  /** For libcachesim-csv alone. */
  readonly columns?: CsvColumns | undefined;
}

export function createDecoder(
  { format, columns }: DecoderOptions,
  sink: RequestSink,
): TraceDecoder {
  switch (format) {
    case 'csv':
      return new RecordedCsvDecoder(sink);
    case 'oracleGeneral':
      return new OracleGeneralDecoder(sink);
    case 'libcachesim-csv':
      return new LibCacheSimCsvDecoder(sink, columns);
  }
}
