/** The CSS of the simulator's page: light or dark as the reader's system, readable on a phone. */
export const style = `:root {
  color-scheme: light dark;
  --bg: light-dark(#f5f7f8, #11161b);
  --surface: light-dark(#ffffff, #19212a);
  --line: light-dark(#dbe2e7, #2c3743);
  --text: light-dark(#17222c, #e5ebf0);
  --muted: light-dark(#51606e, #a1afbc);
  --accent: light-dark(#0a6b60, #5bd3c1);
  --on-accent: light-dark(#ffffff, #06211d);
  --bad: light-dark(#b3261e, #ff9d93);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); }
header, main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
.faint { color: var(--muted); }
[role="alert"] { color: var(--bad); }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 0 0 1rem; }
form { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; }
label { display: grid; grid-template-columns: minmax(0, 1fr); min-width: 0; max-width: 100%; gap: .2rem; color: var(--muted); font-size: .9rem; }
select, input { font: inherit; color: var(--text); background: var(--bg); border: 1px solid var(--muted); border-radius: 6px; padding: .35rem .5rem; max-width: 100%; }
button { font: inherit; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 6px; padding: .45rem .9rem; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
td:first-child { white-space: nowrap; }
details { min-width: 14rem; overflow-wrap: anywhere; }
th { color: var(--muted); font-weight: 500; white-space: nowrap; }
code, pre { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .87em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 20rem; overflow-y: auto; margin: .3rem 0; }
summary { cursor: pointer; }
[hidden] { display: none !important; }
`;
