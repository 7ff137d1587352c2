/** Looks of a message, of `draw-message.ts`; everything is below `.chat-message`. */
export const MESSAGE_STYLES = `
.chat-message { font: 15px/1.46 Lato, "Slack-Lato", "Helvetica Neue", Arial, sans-serif; color: #1d1c1d; max-width: 680px; overflow-wrap: anywhere; }
.chat-message h3 { font-size: 18px; line-height: 1.33; margin: 4px 0 6px; }
.chat-message p { margin: 4px 0; }
.chat-message .chat-headline { font-weight: 700; margin: 2px 0 8px; }
.chat-message ul { margin: 4px 0 6px; padding-left: 26px; }
.chat-message li { margin: 2px 0; }
.chat-message a { color: #1264a3; text-decoration: underline; }
.chat-message code, .chat-message pre { font: 12px/1.5 Menlo, Consolas, "Liberation Mono", monospace; background: #f8f8f8; border: 1px solid #dddddd; border-radius: 4px; }
.chat-message code { color: #c01343; padding: 1px 3px; }
.chat-message pre { margin: 4px 0 8px; padding: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.chat-message blockquote { margin: 4px 0 8px; padding: 0 0 0 12px; border-left: 4px solid #dddddd; color: #454447; }
.chat-message hr { border: 0; border-top: 1px solid #dddddd; margin: 12px 0; }
.chat-dot { display: inline-block; width: 11px; height: 11px; border-radius: 50%; background: #d33a3a; }
.chat-dot-orange { background: #e8780c; }
.chat-dot-yellow { background: #e5b70f; }
.chat-dot-blue { background: #2f76d2; }
.chat-dot-white { background: #ffffff; box-shadow: inset 0 0 0 1px #868686; }
.chat-context { font-size: 13px; color: #616061; margin: 6px 0; }
.chat-mention { background: #fdf2cf; color: #9c5700; border-radius: 3px; padding: 0 2px; }
.chat-actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.chat-button { font: 700 13px/1 inherit; font-family: inherit; color: #1d1c1d; background: #ffffff; border: 1px solid #bbbabb; border-radius: 4px; padding: 7px 12px; }
.chat-primary { color: #ffffff; background: #007a5a; border-color: #007a5a; }
.chat-danger { color: #ffffff; background: #e01e5a; border-color: #e01e5a; }
.chat-unknown { color: #616061; font-style: italic; }
.chat-picture { display: block; width: 100%; max-width: 600px; height: auto; margin: 8px 0; border: 1px solid #dddddd; border-radius: 8px; }
.chat-table { overflow-x: auto; margin: 6px 0; }
.chat-table table { border-collapse: collapse; font-size: 14px; }
.chat-table caption { text-align: left; color: #616061; font-size: 13px; padding-bottom: 4px; }
.chat-table th, .chat-table td { border: 1px solid #dddddd; padding: 5px 10px; text-align: left; vertical-align: top; }
.chat-table td:not(:last-child) { overflow-wrap: break-word; min-width: 120px; }
.chat-table td:first-child:not(:last-child) { min-width: 152px; }
.chat-table th { background: #f8f8f8; }
@media (max-width: 560px) {
  .chat-table table, .chat-table caption, .chat-table tbody, .chat-table tr, .chat-table td:first-child { display: block; }
  .chat-table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .chat-table tr { border-top: 1px solid #dddddd; padding: 6px 0; }
  .chat-table td { display: inline; border: 0; padding: 0; overflow-wrap: anywhere; }
  .chat-table td:first-child { font-weight: 700; }
  .chat-table td::before { content: attr(data-said); }
  .chat-table td + td + td::before { content: " · " attr(data-said); }
}
@media (prefers-color-scheme: dark) {
  .chat-message, .chat-button { color: #d1d2d3; }
  .chat-message a { color: #4db1e8; }
  .chat-message code, .chat-message pre, .chat-table th { background: #232529; border-color: #3c3f44; }
  .chat-message code { color: #e8912d; }
  .chat-message pre { color: #d1d2d3; }
  .chat-message hr, .chat-table td, .chat-table tr, .chat-message blockquote { border-color: #3c3f44; }
  .chat-message blockquote, .chat-context, .chat-unknown, .chat-table caption { color: #ababad; }
  .chat-mention { background: #4a3d17; color: #f2c744; }
  .chat-button { background: #1a1d21; border-color: #565856; }
  .chat-primary { color: #ffffff; background: #007a5a; border-color: #007a5a; }
  .chat-danger { color: #ffffff; background: #c01343; border-color: #c01343; }
}
`;
