/** CSS of the pages: calm colours, light and dark, no web fonts, nothing from elsewhere. */
export const PAGE_STYLES = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f8; --panel: #ffffff; --raised: #f8fafb; --text: #17212c; --soft: #566271; --line: #dfe4ea; --link: #1f4fb5; --mark: #e8eefc;
  --good: #17663c; --good-bg: #e0f2e8; --good-fill: #3a9a68; --warn: #7d4e00; --warn-bg: #fdefd3; --warn-fill: #d9962a;
  --bad: #a3201d; --bad-bg: #fce5e3; --bad-fill: #cf4a41; --calm: #4a5665; --calm-bg: #e9edf1; --calm-fill: #9aa6b4;
  --shadow: 0 1px 2px rgb(20 30 45 / 6%), 0 1px 8px rgb(20 30 45 / 4%);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1318; --panel: #161d24; --raised: #1b232c; --text: #e7ecf1; --soft: #a3b0bd; --line: #2b3641; --link: #8db4ff; --mark: #20304d;
    --good: #7fdcaa; --good-bg: #12331f; --good-fill: #3f9d6c; --warn: #f3c572; --warn-bg: #3b2b0c; --warn-fill: #c58a2b;
    --bad: #ffa39c; --bad-bg: #451a18; --bad-fill: #d4564d; --calm: #bcc7d2; --calm-bg: #2a343e; --calm-fill: #6d7a88;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 72px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent); }
a:hover { text-decoration-color: currentcolor; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
h1, h2, h3, h4, p, dl, dd, figure { margin: 0; }
h1 { font-size: 26px; line-height: 1.25; letter-spacing: -0.01em; font-weight: 650; }
h2 { font-size: 17px; line-height: 1.35; font-weight: 650; }
h3 { font-size: 15px; line-height: 1.4; font-weight: 650; }
.plain { margin: 0; padding: 0; list-style: none; }
.soft, .lead { color: var(--soft); }
.small, small { font-size: 13px; }
small { display: block; color: var(--soft); font-weight: 400; }
code, pre, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 12.5px; }
pre { margin: 8px 0; padding: 10px 12px; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; overflow-wrap: normal; line-height: 1.55; }
th, td, code, h2, b, span, p { unicode-bidi: isolate; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px 12px; background: var(--panel); z-index: 9; border-radius: 8px; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.clip { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }

.top { position: sticky; top: 0; z-index: 5; display: flex; align-items: center; gap: 4px 20px; padding: 0 24px; min-height: 56px; background: var(--panel); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: 10px; font-size: 17px; font-weight: 700; color: var(--text); text-decoration: none; white-space: nowrap; }
.brand img { display: block; }
.top nav { flex: 1; min-width: 0; overflow-x: auto; scrollbar-width: none; }
.top nav ul { display: flex; gap: 2px; }
.top nav a { display: block; padding: 6px 11px; border-radius: 8px; color: var(--soft); text-decoration: none; white-space: nowrap; }
.top nav a:hover { background: var(--raised); color: var(--text); }
.top nav a[aria-current] { background: var(--mark); color: var(--link); font-weight: 600; }
.top nav a:focus-visible { outline-offset: -2px; }
.mode { font-size: 13px; color: var(--soft); white-space: nowrap; display: flex; align-items: center; gap: 7px; }
.mode::before { content: ""; width: 8px; height: 8px; border-radius: 50%; border: 2px solid var(--warn-fill); }
.mode-chat::before { background: var(--good-fill); border-color: var(--good-fill); }
main { max-width: 1160px; margin: 0 auto; padding: 28px 24px 40px; }
.page-head { margin-bottom: 20px; }
.lead { display: flex; flex-wrap: wrap; gap: 2px 20px; align-items: baseline; justify-content: space-between; margin-top: 4px; }
.lead strong { color: var(--text); }
.trail ol { display: flex; flex-wrap: wrap; gap: 0 6px; font-size: 13px; margin-bottom: 2px; }
.trail li:not(:last-child)::after { content: "/"; color: var(--soft); margin-left: 6px; }
.foot { max-width: 1160px; margin: 0 auto; padding: 16px 24px 32px; font-size: 13px; color: var(--soft); }
.foot a { margin-left: 14px; }

.card { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; margin-bottom: 16px; box-shadow: var(--shadow); min-width: 0; }
.card > h2, .card > .card-head { margin-bottom: 8px; }
.card h3 { margin: 16px 0 6px; }
.card > p + p, .empty > * + * { margin-top: 8px; }
.card > :last-child { margin-bottom: 0; }
.card > dl + ul { margin-top: 16px; }
.card > ul + p, .card > ol + p, .card > dl + p, .table + p, .card > p + .table { margin-top: 12px; }
.card-head { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: baseline; justify-content: space-between; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: 0 16px; }
.banner { background: var(--warn-bg); color: var(--warn); border-radius: 10px; padding: 10px 14px; margin-bottom: 16px; }
.banner ul { margin: 0; padding-left: 20px; }

.verdict { display: flex; gap: 16px; align-items: center; border-radius: 14px; padding: 18px 20px; margin-bottom: 16px; }
.verdict-text { font-size: 20px; line-height: 1.3; font-weight: 650; }
.verdict .soft { color: inherit; font-size: 13px; margin-top: 4px; }
.sign { flex: none; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center; font-size: 20px; font-weight: 700; color: #ffffff; }
.verdict-good { background: var(--good-bg); color: var(--good); } .verdict-good .sign { background: #17663c; }
.verdict-warn { background: var(--warn-bg); color: var(--warn); } .verdict-warn .sign { background: #8a5a08; }
.verdict-bad { background: var(--bad-bg); color: var(--bad); } .verdict-bad .sign { background: #a3201d; }
.verdict-calm { background: var(--calm-bg); color: var(--calm); } .verdict-calm .sign { background: #4a5665; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr)); gap: 12px; margin-bottom: 16px; }
.tile { display: block; background: var(--panel); border: 1px solid var(--line); border-top: 4px solid var(--calm-fill); border-radius: 12px; padding: 12px 16px 14px; text-decoration: none; color: var(--text); box-shadow: var(--shadow); height: 100%; }
.tile:hover { background: var(--raised); }
.tile b { display: block; font-size: 30px; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.tile span { font-weight: 600; }
.tile-current { border-top-color: var(--good-fill); } .tile-behind { border-top-color: var(--warn-fill); } .tile-unsupported { border-top-color: var(--bad-fill); }

.badge { display: inline-block; font-size: 12px; font-weight: 600; line-height: 1.5; border-radius: 999px; padding: 1px 9px; white-space: nowrap; color: var(--calm); background: var(--calm-bg); }
.badge-current, .state-newest, .kind-now { color: var(--good); background: var(--good-bg); }
.badge-behind, .severity-medium, .kind-after-check { color: var(--warn); background: var(--warn-bg); }
.badge-unsupported, .state-withdrawn, .severity-high, .kind-irreversible { color: var(--bad); background: var(--bad-bg); }
.severity-critical { color: #ffffff; background: #a3201d; }
.key { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 8px; background: var(--calm-fill); }
.key-good, .key-current { background: var(--good-fill); } .key-warn, .key-soon, .key-behind { background: var(--warn-fill); } .key-bad, .key-over, .key-unsupported { background: var(--bad-fill); }
.source-list li + li { margin-top: 6px; }

.chart { display: block; width: 100%; height: auto; margin: 10px 0 6px; overflow: visible; }
.chart .axis { stroke: var(--line); stroke-width: 1; }
.chart .tick, .chart .label { fill: var(--soft); font-size: 10px; }
.chart .label { fill: var(--text); paint-order: stroke; stroke: var(--panel); stroke-width: 4px; }
.chart .small-label { fill: var(--soft); font-size: 9px; }
.zone-young { fill: var(--calm-fill); } .zone-soon { fill: var(--warn-fill); } .zone-over { fill: var(--bad-fill); }
.ground-young { fill: none; } .ground-soon { fill: var(--warn-bg); opacity: 0.5; } .ground-over { fill: var(--bad-bg); opacity: 0.6; }
.share-current { fill: var(--good-fill); } .share-behind { fill: var(--warn-fill); } .share-unsupported { fill: var(--bad-fill); }
.mark-none { fill: var(--calm-fill); } .ghost { fill: var(--panel); stroke: var(--calm-fill); stroke-width: 1.5; stroke-dasharray: 2 2; }
.today { stroke: var(--link); stroke-width: 1.5; }
.lanes-wide { min-width: 720px; } .lanes-narrow { display: none; } .lanes .tick, .lanes .label { font-size: 12px; } .lanes .small-label { font-size: 11px; }
.key-ghost { background: none; border: 1.5px dashed var(--calm-fill); }
.rail { fill: var(--calm-bg); }
.age { display: inline-flex; align-items: center; gap: 8px; white-space: nowrap; }
.age svg { flex: none; border-radius: 3px; }
.age-days { font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 14px; }
.time-line { border-left: 2px solid var(--line); margin-left: 5px; }
.time-line li { position: relative; padding: 0 0 12px 18px; }
.time-line li::before { content: ""; position: absolute; left: -7px; top: 6px; width: 8px; height: 8px; border-radius: 50%; background: var(--calm-fill); border: 2px solid var(--panel); }
.time-line .near-now::before { background: var(--bad-fill); } .time-line .near-soon::before { background: var(--warn-fill); }
.time-line .when .soft { margin-left: 6px; font-size: 13px; }
.rows li + li { border-top: 1px solid var(--line); margin-top: 8px; padding-top: 8px; }

.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr)); gap: 10px 24px; }
.facts dt { color: var(--soft); font-size: 13px; }
.facts small { font-size: 12px; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: 6px; }
th, td { text-align: left; vertical-align: top; padding: 9px 16px 9px 0; border-top: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 600; }
thead th { border-top: 0; color: var(--soft); font-size: 12.5px; font-weight: 600; white-space: nowrap; padding-top: 2px; }
td code, th code { white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
thead th a { color: inherit; } thead th a::after { content: " ↕"; opacity: 0.55; } [aria-sort=ascending] a::after { content: " ↑"; opacity: 1; } [aria-sort=descending] a::after { content: " ↓"; opacity: 1; }
thead small { font-weight: 400; font-size: 12px; }
.pool-list { margin-top: 12px; } .pool-list :where(td) small { white-space: nowrap; } @media screen and (min-width: 900px) { .pool-list tbody th { min-width: 130px; } } .pool-list td[data-label=Owner] { min-width: 92px; } .pool-list td, .pool-list th { vertical-align: middle; }
.nowrap { white-space: nowrap; }

.filters { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin-bottom: 16px; }
.filters label, .field label { display: block; font-size: 12.5px; color: var(--soft); margin-bottom: 2px; }
.filters > div { flex: 0 1 auto; min-width: 0; }
.filters .wide { flex: 1 1 220px; }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 112px), 1fr)); } .choices .wide { grid-column: span 2; } .choices button { width: 100%; } .on-phone { display: none; }
input, select, textarea, button, .button { font: inherit; font-size: 14px; color: var(--text); }
input:not([type=checkbox], [type=radio]), select, textarea { background: var(--panel); border: 1px solid #8792a0; border-radius: 8px; padding: 6px 10px; min-height: 36px; max-width: 100%; }
.filters input, .filters select, .field > :is(input, textarea, select) { width: 100%; }
button, .button { display: inline-block; background: var(--panel); border: 1px solid #8792a0; border-radius: 8px; padding: 6px 14px; min-height: 36px; cursor: pointer; font-weight: 600; text-decoration: none; line-height: 1.5; }
.chat-message button { min-height: 0; }
button:hover, .button:hover { filter: brightness(0.94); }
.primary { background: #1f4fb5; border-color: #1f4fb5; color: #ffffff; }
.chip { display: inline-block; border: 1px solid var(--line); border-radius: 999px; padding: 3px 12px; color: var(--text); background: var(--panel); font-size: 14px; text-decoration: none; }
.chip:hover { background: var(--raised); }
.pager { display: flex; justify-content: space-between; align-items: center; gap: 12px; color: var(--soft); font-size: 14px; margin: 12px 0; }

.findings { display: grid; gap: 14px 12px; grid-template-columns: max-content minmax(0, 1fr); }
.finding { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: baseline; }
.finding > .badge { justify-self: start; } .finding .soft::first-letter { text-transform: uppercase; }
.due { color: var(--soft); white-space: nowrap; }
.evidence { margin-top: 6px; font-size: 13px; display: flex; flex-wrap: wrap; gap: 2px 16px; }
.more { margin-top: 14px; }
.more > .findings { margin-top: 10px; } .more > .card { margin-top: 12px; }
summary { cursor: pointer; color: var(--link); font-size: 14px; width: fit-content; }
.stages > details + details { border-top: 1px solid var(--line); margin-top: 12px; padding-top: 12px; }
.stages summary { font-weight: 600; font-size: 15px; }
.stages details > p { margin-top: 6px; }
.steps { counter-reset: step; display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; margin-top: 10px; }
.steps > li { counter-increment: step; position: relative; padding-left: 38px; }
.steps > li::before { content: counter(step); position: absolute; left: 0; top: 0; width: 26px; height: 26px; border-radius: 50%; background: var(--calm-bg); color: var(--calm); display: grid; place-items: center; font-size: 13px; font-weight: 650; }
.copyable { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px; align-items: start; margin: 8px 0; }
.copyable pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.copyable button { min-height: 40px; font-size: 13px; }
:root:not(.script) .copyable button { display: none; }
.earlier { display: block; color: var(--soft); font-size: 13px; }
.quote { margin: 6px 0 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--soft); font-size: 13px; max-width: 560px; }
.added { color: var(--good); } .removed { color: var(--bad); }

.inbox { display: grid; grid-template-columns: 190px minmax(0, 778px); gap: 16px; align-items: start; } .pane:only-child { grid-column: 1 / -1; }
.pane { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); padding: 16px 24px; min-width: 0; }
.side { position: sticky; top: 72px; max-height: calc(100vh - 88px); overflow-y: auto; display: grid; gap: 14px; }
.side a { display: flex; gap: 6px; padding: 5px 10px; border-radius: 8px; color: var(--text); text-decoration: none; font-size: 14px; } .side a:hover { background: var(--panel); } .side p { padding-left: 10px; }
.side .soft { margin-left: auto; font-weight: 400; } .side a[aria-current] { background: var(--mark); color: var(--link); font-weight: 600; } .side a:focus-visible { outline-offset: -2px; }
.channel + .channel { margin-top: 28px; }
h2.channel-name { padding-bottom: 8px; margin: 0 -24px; padding-inline: 24px; border-bottom: 1px solid var(--line); }
.channel-name::before { content: "# "; opacity: 0.6; font-weight: 400; }
.message { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 12px; padding: 12px; margin: 0 -12px; border-radius: 10px; }
.message:target { background: var(--mark); }
.avatar { width: 36px; height: 36px; border-radius: 8px; background: url("icon.svg") center / cover; }
.message-head a { color: var(--soft); font-size: 12px; }
.app { font-size: 10px; font-weight: 700; color: var(--calm); background: var(--calm-bg); border-radius: 3px; padding: 1px 4px; vertical-align: 1px; }
.thread { margin-top: 6px; border-left: 2px solid var(--line); padding-left: 12px; }

.field { margin: 12px 0; border: 0; padding: 0; } .field legend { padding: 0; font-size: 12.5px; color: var(--soft); } .field .box { display: flex; gap: 8px; align-items: center; min-height: 26px; font-size: 14px; color: var(--text); }
.desk-place { position: fixed; z-index: 6; right: 24px; bottom: 24px; width: min(480px, calc(100vw - 28px)); max-height: calc(100vh - 280px); overflow-y: auto; background: var(--panel); border: 1px solid var(--link); border-radius: 12px; box-shadow: 0 8px 40px rgb(0 0 0 / 25%); padding: 18px 20px 0; }
.desk + .desk { border-top: 1px solid var(--line); margin-top: 12px; padding-top: 12px; } .desk:focus, .desk h2:focus { outline: none; }
.dismiss { position: sticky; bottom: 0; background: var(--panel); padding: 12px 0; margin-top: 8px; border-top: 1px solid var(--line); }
@media screen and (max-width: 760px) {
  .top { flex-wrap: wrap; padding: 8px 14px 0; }
  .mode, .every-other { display: none; }
  .top nav { order: 3; flex: 1 0 100%; padding-bottom: 8px; margin: 0 -8px; }
  .top nav ul { flex-wrap: wrap; } .top nav a { padding: 5px 8px; font-size: 14px; }
  .top { position: static; }
  main { padding: 18px 14px 32px; }
  .foot { padding: 12px 14px 28px; } .foot a { margin: 0; } .foot p { display: flex; flex-wrap: wrap; gap: 4px 14px; }
  .card { padding: 14px; border-radius: 10px; }
  h1 { font-size: 22px; }
  .verdict { padding: 14px; gap: 12px; align-items: flex-start; } .verdict-text { font-size: 18px; } .sign { width: 32px; height: 32px; font-size: 16px; }
  .tiles { grid-template-columns: 1fr 1fr; } .tiles li:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .inbox { grid-template-columns: minmax(0, 1fr); } .pane { padding: 12px 14px; } h2.channel-name { margin: 0 -14px; padding-inline: 14px; }
  .desk-place { right: 14px; bottom: 14px; padding: 14px 14px 0; }
  .side { position: static; max-height: none; } .side ul { display: flex; flex-wrap: wrap; max-height: 136px; overflow-y: auto; } .side nav > p { display: none; }
  .lanes-wide { display: none; } .lanes-narrow { display: block; }
  .chart:not(.lanes) .tick { font-size: 22px; }
  .findings, .copyable { grid-template-columns: minmax(0, 1fr); } .finding, .copyable { gap: 4px; }
  .copyable button { justify-self: start; }
  .on-phone { display: block; } .stack :is(thead, .none) { display: none; }
  .stack, .stack tbody, .stack tr, .stack td, .stack th { display: block; }
  .stack tr { border-top: 1px solid var(--line); padding: 10px 0; }
  .stack tbody tr:first-child { border-top: 0; padding-top: 0; }
  .stack td, .stack th { border: 0; padding: 2px 0; text-align: left; }
  .stack td[data-label] { display: grid; grid-template-columns: 96px minmax(0, 1fr); gap: 8px; }
  .stack td[data-label] > * { grid-column: 2; justify-self: start; }
  .stack td[data-label]::before { content: attr(data-label); color: var(--soft); font-size: 13px; }
}
@media print {
  :root { --ground: #ffffff; --shadow: none; }
  body { font-size: 12px; } table, .small, small, pre, code, .mono, .badge, thead th { font-size: 10.5px; overflow-wrap: break-word; } .lanes-wide { min-width: 0; }
  .table :is(th, td) { padding-right: 8px; } .table :is(th, td, small) { white-space: normal; } .age svg { width: 45px; }
  .top nav, .mode, .skip, .foot, .filters, .card:has(> .filters), .side, .desk-place, .pager, .copyable button, .chat-actions, .trail { display: none; }
  .top { position: static; border: 0; }
  main { max-width: none; padding: 0; }
  .inbox { display: block; }
  .card, tr, li { break-inside: avoid; }
  pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
@media (prefers-reduced-motion: no-preference) { .card, .tile { transition: background 120ms; } }
`;
