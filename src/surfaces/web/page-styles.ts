/** CSS of the pages: Slack's colours, light and dark, no web fonts. */
export const PAGE_STYLES = `
:root {
  color-scheme: light dark;
  --text: #1d1c1d; --soft: #616061; --line: #dddddd; --ground: #ffffff; --panel: #f8f8f8; --link: #1264a3;
  --side: #4a154b; --side-text: #f5e9f6; --side-soft: #d8c3da; --side-line: #6b3a6d; --side-on: #1164a3;
  --good: #00674a; --good-bg: #e3f5ee; --warn: #7a5200; --warn-bg: #fff3d6; --bad: #b3093c; --bad-bg: #fde8ee; --calm: #454447; --calm-bg: #eeeeee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e8e8e8; --soft: #ababad; --line: #3c3f44; --ground: #1a1d21; --panel: #222529; --link: #4db1e8;
    --side: #19171d; --side-text: #e8e8e8; --side-soft: #b9b6bd; --side-line: #35323a; --side-on: #1164a3;
    --good: #6fdcb4; --good-bg: #12372c; --warn: #f5c86a; --warn-bg: #3d2f0f; --bad: #ff9db5; --bad-bg: #45151f; --calm: #c4c4c6; --calm-bg: #34373c;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 12px; }
body { margin: 0; min-height: 100vh; display: grid; grid-template-columns: 220px minmax(0, 1fr); background: var(--ground); color: var(--text); font: 15px/1.46 Lato, "Slack-Lato", "Helvetica Neue", Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1, h2, h3, p { margin: 0; }
.plain { margin: 0; padding: 0; list-style: none; }
code, pre { font: 12px/1.5 Menlo, Consolas, "Liberation Mono", monospace; }
pre { margin: 8px 0; padding: 10px 12px; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; overflow-wrap: normal; }
th, td, code, h2, b, span, p { unicode-bidi: isolate; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; padding: 6px 10px; background: var(--ground); z-index: 1; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.sidebar { background: var(--side); color: var(--side-text); padding: 16px 12px; display: flex; flex-direction: column; gap: 18px; position: sticky; top: 0; height: 100vh; overflow-y: auto; }
.sidebar a { display: block; color: var(--side-soft); padding: 4px 10px; border-radius: 6px; }
.sidebar a:hover { text-decoration: none; color: #ffffff; background: var(--side-line); }
.sidebar a[aria-current] { background: var(--side-on); color: #ffffff; font-weight: 700; }
.sidebar :focus-visible { outline-color: #ffffff; }
.brand { font-size: 18px; font-weight: 900; padding: 0 10px; }
.channels p { color: var(--side-soft); font-size: 13px; padding: 0 10px 4px; }
.channels a::before, .channel-name::before { content: "# "; opacity: 0.7; font-weight: 400; }
.sidebar footer { margin-top: auto; border-top: 1px solid var(--side-line); padding-top: 12px; font-size: 13px; }
.mode { padding: 0 10px 6px; display: flex; align-items: center; gap: 8px; }
.mode::before { content: ""; width: 9px; height: 9px; border-radius: 50%; border: 2px solid #f2c744; flex: none; }
.mode-slack::before { background: #2eb67d; border-color: #2eb67d; }
.probes { display: flex; flex-wrap: wrap; }
main { padding: 0 32px 48px; max-width: 1180px; }
.page-head { padding: 20px 0 14px; border-bottom: 1px solid var(--line); margin-bottom: 18px; }
h1 { font-size: 22px; line-height: 1.3; font-weight: 900; }
.lead { color: var(--soft); display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: baseline; justify-content: space-between; }
.lead strong { color: var(--text); }
h2 { font-size: 18px; line-height: 1.33; }
.card h3 { font-size: 15px; margin: 14px 0 6px; }
section > h2 { margin: 0 0 8px; }
.banner { background: var(--warn-bg); color: var(--warn); border-radius: 8px; padding: 10px 14px; margin-bottom: 18px; }
.banner ul { margin: 0; padding-left: 20px; }
.empty { border: 1px dashed var(--line); border-radius: 10px; padding: 24px; max-width: 680px; }
.empty > * + * { margin-top: 8px; }
.channel { margin-bottom: 28px; }
.channel-name { padding-bottom: 6px; }
.message { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 10px; padding: 10px 12px; margin: 0 -12px; border-radius: 6px; }
.message:hover { background: var(--panel); }
.message:target { background: var(--warn-bg); }
.avatar { width: 36px; height: 36px; border-radius: 8px; background: url("/icon.svg") center / cover; }
.message-head a { color: var(--soft); font-size: 12px; }
.app { font-size: 10px; font-weight: 700; color: var(--soft); background: var(--calm-bg); border-radius: 3px; padding: 1px 4px; vertical-align: 1px; }
.thread { margin-top: 6px; border-left: 2px solid var(--line); padding-left: 12px; }
summary { cursor: pointer; color: var(--link); font-size: 13px; width: fit-content; }
.card { border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; margin-bottom: 16px; }
.facts { color: var(--soft); font-size: 13px; display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 2px 0 10px; }
.picture th { white-space: nowrap; }
.picture img { display: block; width: 100%; max-width: 720px; height: auto; margin: 8px 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 7px 14px 7px 0; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: 12px; font-weight: 700; white-space: nowrap; }
td code, th code { white-space: nowrap; }
.pools { min-width: 700px; table-layout: fixed; }
.pools th:nth-child(1) { width: 30%; }
.pools th:nth-child(2) { width: 118px; }
small { display: block; color: var(--soft); font-size: 12px; font-weight: 400; }
.number { text-align: right; }
thead th.number { white-space: normal; }
.retirements { min-width: 640px; table-layout: fixed; }
.retirements th:nth-child(4) { width: 90px; }
.retirements td:nth-child(4) { padding-right: 28px; }
.retirements th:nth-child(4) { padding-right: 28px; }
.status, .severity { display: inline-block; font-size: 12px; font-weight: 700; border-radius: 10px; padding: 1px 9px; white-space: nowrap; color: var(--calm); background: var(--calm-bg); }
.status-current, .status-newest { color: var(--good); background: var(--good-bg); }
.status-behind, .severity-medium { color: var(--warn); background: var(--warn-bg); }
.status-unsupported, .status-withdrawn, .severity-high, .severity-critical { color: var(--bad); background: var(--bad-bg); }
.severity-critical { color: #ffffff; background: #b3093c; }
.findings { display: grid; gap: 8px; }
.more { margin-top: 10px; }
.more > .findings { margin-top: 8px; }
.finding { display: grid; grid-template-columns: 68px minmax(0, 1fr); gap: 10px; align-items: baseline; }
.finding .severity { text-align: center; padding: 1px 0; }
.due { color: var(--soft); white-space: nowrap; }
.due::before { content: "· "; }
.evidence li { font-size: 13px; }
.chips { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 16px; }
.chip, .toggle { display: inline-block; border: 1px solid var(--line); border-radius: 16px; padding: 3px 12px; color: var(--text); font-size: 13px; white-space: nowrap; }
.chip:hover, .toggle:hover { background: var(--panel); text-decoration: none; }
.chip[aria-current] { background: var(--side-on); border-color: var(--side-on); color: #ffffff; }
.pager { display: flex; justify-content: space-between; align-items: center; gap: 12px; color: var(--soft); font-size: 13px; margin-top: 12px; }
.earlier { display: block; color: var(--soft); font-size: 13px; }
.quote { margin: 4px 0 0; padding-left: 12px; border-left: 4px solid var(--line); color: var(--soft); font-size: 13px; max-width: 460px; }
@media (max-width: 760px) {
  body { display: block; }
  .sidebar { position: static; height: auto; flex-flow: row wrap; align-items: center; gap: 6px 12px; padding: 10px 12px; }
  .sidebar nav ul { display: flex; flex-wrap: wrap; }
  .channels p { display: none; }
  .sidebar footer { border-top: 0; padding-top: 0; margin: 0; display: flex; align-items: center; }
  .mode { padding-bottom: 0; }
  .probes { display: none; }
  main { padding: 0 14px 32px; }
  .pools { min-width: 560px; table-layout: auto; }
  .finding { grid-template-columns: minmax(0, 1fr); gap: 2px; }
  .finding .severity { justify-self: start; padding: 1px 9px; }
}
`;
