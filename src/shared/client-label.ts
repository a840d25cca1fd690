/** Who asked, for a person: `192.168.1.5:50112 (Firefox, TLS)`, or of that only what is known. */
export function clientLabel({
  peer,
  agent,
  encrypted,
}: {
  readonly peer: string;
  readonly agent?: string | undefined;
  readonly encrypted?: boolean | undefined;
}): string {
  const notes = [agent, encrypted === true ? 'TLS' : undefined].filter(
    (note) => note !== undefined,
  );
  return notes.length === 0 ? peer : `${peer} (${notes.join(', ')})`;
}
