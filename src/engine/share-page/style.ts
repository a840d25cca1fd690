/** The style of all pages: readable from 360 px on, light and dark as the system is. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --canvas: light-dark(#eceff3, #111317);
  --surface: light-dark(#fff, #1a1d22);
  --hover: light-dark(#f1f3f6, #22262d);
  --line: light-dark(#e0e4e9, #2a2f36);
  --line-strong: light-dark(#8d97a4, #6a7482);
  --text: light-dark(#181d24, #e7eaef);
  --muted: light-dark(#4f5965, #a8b1bd);
  --accent: light-dark(#3450c8, #9cb1ff);
  --soft: light-dark(#e8ecfb, #242d4e);
  --warn: light-dark(#fdf1d9, #33270f);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 62rem;
  padding: 1.25rem clamp(0.75rem, 3vw, 2rem) 3rem;
  background: var(--canvas);
  color: var(--text);
  font: 15px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
nav ol { display: flex; flex-wrap: wrap; gap: 0 0.4rem; margin: 0; padding: 0; list-style: none; }
nav li { min-width: 0; overflow-wrap: anywhere; }
nav li + li::before { content: '/'; color: var(--muted); margin-inline-end: 0.4rem; }
h1 { margin: 0.25rem 0 0.75rem; font-size: 1.4rem; overflow-wrap: anywhere; }
.bar { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: center; margin-bottom: 0.9rem; }
.bar p { margin: 0; color: var(--muted); flex: 1 1 12rem; }
form { display: flex; gap: 0.4rem; flex: 1 1 16rem; max-width: 24rem; margin: 0 0 0.9rem; }
input {
  flex: 1; min-width: 0; padding: 0.4rem 0.6rem; font: inherit; color: inherit;
  background: var(--surface); border: 1px solid var(--line-strong); border-radius: 7px;
}
button, .button {
  padding: 0.4rem 0.8rem; font: inherit; color: var(--accent); text-decoration: none;
  background: var(--surface); border: 1px solid var(--line-strong); border-radius: 7px; cursor: pointer;
}
button:hover, .button:hover { border-color: var(--accent); background: var(--soft); }
.card { overflow: hidden; background: var(--surface); border: 1px solid var(--line); border-radius: 11px; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: 0.45rem 0.7rem; text-align: start; vertical-align: baseline; }
th { font-weight: 600; border-bottom: 1px solid var(--line); white-space: nowrap; }
th a { color: inherit; text-decoration: none; display: inline-block; padding: 0.1rem 0; }
th a:hover { text-decoration: underline; }
tbody tr + tr td { border-top: 1px solid var(--line); }
tbody tr:hover { background: var(--hover); }
td:first-child { overflow-wrap: anywhere; }
td a { text-decoration: none; }
td a:hover { text-decoration: underline; }
.size { width: 7.5rem; text-align: end; }
.when { width: 10.5rem; color: var(--muted); white-space: nowrap; }
th.when { color: inherit; }
.get { width: 3.4rem; text-align: end; }
.get a { display: inline-block; min-width: 1.9rem; text-align: center; text-decoration: none; border-radius: 5px; }
.get a:hover { background: var(--soft); }
td.size { font-variant-numeric: tabular-nums; white-space: nowrap; }
.in { display: inline-block; padding: 0 0.4rem; font-size: 0.8rem; color: var(--accent); background: var(--soft); border-radius: 5px; white-space: nowrap; }
.folder a { font-weight: 600; }
.none { padding: 2rem 1rem; margin: 0; text-align: center; color: var(--muted); }
.note { margin: 0.9rem 0 0; padding: 0.6rem 0.8rem; background: var(--warn); border-radius: 7px; overflow-wrap: anywhere; }
.aside { margin: 0.7rem 0 0; color: var(--muted); }
footer form { margin: 0.75rem 0 0; }
.sign-in { max-width: 24rem; margin: 8vh auto 0; padding: 1.4rem 1.5rem 1.5rem; }
.sign-in h1, .sign-in p { margin-top: 0; }
.sign-in form { flex-direction: column; gap: 0.6rem; max-width: none; margin: 0; }
.sign-in label { font-weight: 600; }
.sign-in input { flex: none; }
.sign-in .note { margin: 0; }
.sign-in button { margin-top: 0.3rem; color: light-dark(#fff, #111317); background: var(--accent); border-color: var(--accent); }
.sign-in button:hover { color: var(--accent); }
footer { margin-top: 1.5rem; color: var(--muted); font-size: 0.85rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) {
  .size { width: 5.6rem; }
  .when { display: none; }
  th, td { padding: 0.6rem 0.55rem; }
  .get { width: 3.4rem; }
  .get a { padding: 0.6rem; margin: -0.6rem; min-width: 2.8rem; }
}
`;

/** The mark of the program. */
export const PAGE_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#3450c8" opacity=".38" d="M3 9.8C3 8.8 3.8 8 4.8 8h1.4C7.200 8 8 8.800 8 9.800v12.400c0 1-.8 1.800-1.800 1.800H4.800c-1 0-1.800-.8-1.800-1.800z"/><path fill="#3450c8" opacity=".68" d="M10.500 9.800c0-1 .8-1.800 1.800-1.800h1.400c1 0 1.800.8 1.800 1.800v12.400c0 1-.8 1.800-1.800 1.800h-1.400c-1 0-1.800-.8-1.800-1.800z"/><path fill="#3450c8" d="M19.800 3h6.400L30 6.900v20.300a1.800 1.800 0 0 1-1.800 1.800h-8.400a1.800 1.800 0 0 1-1.800-1.800V4.800A1.800 1.800 0 0 1 19.800 3Z"/></svg>`;
