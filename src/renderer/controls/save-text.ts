/** Has the browser, or the app, save a text as a file; where is for it to ask. */
export function saveText(name: string, text: string, type: 'text/csv' | 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then, and holds the content itself.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
