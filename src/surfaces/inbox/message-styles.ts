/** CSS for what `drawMessage` returns; everything is below `.slack-message`. */
export const MESSAGE_STYLES = `
.slack-message { font: 15px/1.46 Lato, "Slack-Lato", "Helvetica Neue", Arial, sans-serif; color: #1d1c1d; max-width: 680px; overflow-wrap: anywhere; }
.slack-message h3 { font-size: 18px; line-height: 1.33; margin: 4px 0 6px; }
.slack-message p { margin: 4px 0; }
.slack-message .slack-headline { font-weight: 700; margin: 2px 0 8px; }
.slack-answer, .slack-plan { margin: 6px 0; }
.slack-answer > summary, .slack-plan > summary { cursor: pointer; color: #616061; font-size: 13px; padding: 6px 0; }
.slack-plan { padding-left: 12px; border-left: 3px solid #dddddd; }
.slack-message ul, .slack-message ol { margin: 4px 0 6px; padding-left: 26px; }
.slack-message li { margin: 2px 0; }
.slack-message a { color: #1264a3; text-decoration: underline; }
.slack-message code, .slack-message pre { font: 12px/1.5 Menlo, Consolas, "Liberation Mono", monospace; background: #f8f8f8; border: 1px solid #dddddd; border-radius: 4px; }
.slack-message code { color: #c01343; padding: 1px 3px; }
.slack-message pre { margin: 4px 0 8px; padding: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.slack-message blockquote { margin: 4px 0 8px; padding: 0 0 0 12px; border-left: 4px solid #dddddd; color: #454447; }
.slack-message hr { border: 0; border-top: 1px solid #dddddd; margin: 12px 0; }
.slack-context { font-size: 13px; color: #616061; margin: 6px 0; }
.slack-mention { background: #fdf2cf; color: #9c5700; border-radius: 3px; padding: 0 2px; }
.slack-section { display: flex; gap: 16px; justify-content: space-between; }
.slack-fields { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 16px; }
.slack-actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.slack-button { font: 700 13px/1 inherit; font-family: inherit; color: #1d1c1d; background: #ffffff; border: 1px solid #bbbabb; border-radius: 4px; padding: 7px 12px; }
.slack-primary { color: #ffffff; background: #007a5a; border-color: #007a5a; }
.slack-danger { color: #ffffff; background: #e01e5a; border-color: #e01e5a; }
.slack-image, .slack-unknown { color: #616061; font-style: italic; }
.slack-picture { display: block; width: 100%; max-width: 600px; height: auto; margin: 8px 0; border: 1px solid #dddddd; border-radius: 8px; }
.slack-table { overflow-x: auto; margin: 6px 0; }
.slack-table table { border-collapse: collapse; font-size: 14px; }
.slack-table caption { text-align: left; color: #616061; font-size: 13px; padding-bottom: 4px; }
.slack-table th, .slack-table td { border: 1px solid #dddddd; padding: 5px 10px; text-align: left; vertical-align: top; }
.slack-table th { background: #f8f8f8; }
.slack-table .slack-number { text-align: right; font-variant-numeric: tabular-nums; }
@media (prefers-color-scheme: dark) {
  .slack-message, .slack-button { color: #d1d2d3; }
  .slack-message a { color: #4db1e8; }
  .slack-message code, .slack-message pre, .slack-table th { background: #232529; border-color: #3c3f44; }
  .slack-message code { color: #e8912d; }
  .slack-message pre { color: #d1d2d3; }
  .slack-message hr, .slack-table td, .slack-message blockquote { border-color: #3c3f44; }
  .slack-message blockquote, .slack-context, .slack-answer > summary, .slack-plan > summary, .slack-image, .slack-unknown, .slack-table caption { color: #ababad; }
  .slack-mention { background: #4a3d17; color: #f2c744; }
  .slack-button { background: #1a1d21; border-color: #565856; }
  .slack-primary { color: #ffffff; background: #007a5a; border-color: #007a5a; }
  .slack-danger { color: #ffffff; background: #c01343; border-color: #c01343; }
}
`;
