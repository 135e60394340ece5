/** The CSS of the HTML report: light or dark as the reader's system, readable on a phone, nothing loaded. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --sheet: #f5f6f8; --ink: #1b1f24; --faint: #5c6670; --line: #d8dde3;
  --passed: #1a7f4b; --failed: #c62828; --warned: #9a6700; --skipped: #5c6670; --broken: #8e24aa; --code: #eef1f4; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --sheet: #1c2126; --ink: #e6e9ec; --faint: #9aa5b0; --line: #343b43;
  --passed: #4cc38a; --failed: #ff7b72; --warned: #e3b341; --skipped: #9aa5b0; --broken: #d2a8ff; --code: #21272d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 1.2rem; margin: 40px 0 12px; }
h3 { font-size: 1rem; margin: 0 0 4px; }
a { color: inherit; }
.banner { border-left: 6px solid var(--tone); background: var(--sheet); padding: 16px 20px; border-radius: 4px; }
.who { margin: 0; }
.profiles { list-style: none; margin: 8px 0; padding: 0; } .profiles li { margin: 2px 0; }
.profiles .verdict { display: inline-block; min-width: 6.2em; } .profiles .id { white-space: nowrap; }
h2.now { margin: 20px 0 8px; }
.first { margin: 0; padding: 0; list-style: none; counter-reset: mend; }
.first > li { counter-increment: mend; position: relative; border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 4px; margin: 8px 0; padding: 8px 12px 8px 40px; }
.first > li::before { content: counter(mend); position: absolute; left: 14px; top: 8px; font-weight: 600; color: var(--tone); }
.first p { margin: 0; }
.fold { border-top: 1px solid var(--line); margin-top: 16px; } .fold { overflow-wrap: anywhere; } .fold > summary { cursor: pointer; padding: 12px 0; }
.fold > summary h2 { display: inline; margin: 0; }
.banner p { margin: 4px 0; }
.tone-passed { --tone: var(--passed); } .tone-failed { --tone: var(--failed); } .tone-warned { --tone: var(--warned); }
.tone-skipped { --tone: var(--skipped); } .tone-broken { --tone: var(--broken); }
.verdict { color: var(--tone); font-weight: 600; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0 0; }
dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--faint); font-weight: 500; white-space: nowrap; }
td.n, th.n { text-align: right; width: 5.5em; } td.zero { color: var(--line); }
td.n:not(.zero) { color: var(--tone); font-weight: 600; }
.mend, details.check { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 4px; margin: 10px 0; }
.mend { padding: 12px 16px; } .mend p { margin: 6px 0; } .mend ul { margin: 6px 0; padding-left: 20px; }
details.check > summary { padding: 8px 12px; cursor: pointer; display: flex; gap: 10px; align-items: baseline; flex-wrap: wrap; list-style: none; }
details.check > summary::-webkit-details-marker { display: none; }
details.check > summary::before { content: "▸"; color: var(--faint); } details.check[open] > summary::before { content: "▾"; }
summary .id { font: 600 .85rem ui-monospace, monospace; } summary .name { flex: 1 1 16em; }
.inside { padding: 4px 16px 16px; border-top: 1px solid var(--line); }
.inside p { margin: 10px 0 4px; }
.faint { color: var(--faint); font-size: .9rem; }
.label { color: var(--faint); font-size: .85rem; margin: 12px 0 2px; }
pre, code { font: .83rem/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; }
pre { background: var(--code); padding: 10px 12px; border-radius: 4px; overflow-x: auto; margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 28em; overflow-y: auto; }
.findings { margin: 4px 0; padding-left: 20px; } .findings code { background: var(--code); padding: 1px 4px; border-radius: 3px; }
.exchange { margin-top: 12px; } .exchange > .line { font: 600 .85rem ui-monospace, monospace; overflow-wrap: anywhere; }
.pick { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.pick label { border: 1px solid var(--line); border-radius: 999px; padding: 3px 12px; cursor: pointer; font-size: .9rem; }
.pick input { accent-color: var(--tone); margin-right: 6px; }
ol.steps { margin: 4px 0; padding-left: 20px; } 
@media (max-width: 600px) { .profiles .why { display: block; } main { padding: 12px 10px 48px; } dl { grid-template-columns: 1fr; } dt { margin-top: 6px; }
  td.n, th.n { width: auto; padding-right: 6px; } .wide, .profiles .why.wide { display: none; } }
@media print { .pick { display: none; } pre { max-height: none; } }
`;
