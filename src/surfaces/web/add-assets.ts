import type { Express } from 'express';
import { digestOf } from '../../domain/text.ts';
import { MESSAGE_STYLES } from '../../html/draw-message.ts';
import { PAGE_STYLES } from './page-styles.ts';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="9" fill="#1f3b73"/><path d="M9 9h8v8H9zM19 9h8v8h-8zM9 19h8v8H9z" fill="#fff"/><circle cx="23" cy="23" r="4.5" fill="#4cc38a"/></svg>`;

/** Serves the style sheet, the script and the icon. */
export function addAssets(app: Express) {
  const styles = PAGE_STYLES + MESSAGE_STYLES;
  for (const [path, type, text] of [
    ['/styles.css', 'css', styles],
    ['/page.js', 'js', PAGE_SCRIPT],
  ] as const)
    app.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(text);
    });
  app.get('/icon.svg', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('svg').send(ICON);
  });
  return { stylesUrl: `/styles.css?v=${digest(styles)}`, scriptUrl: `/page.js?v=${digest(PAGE_SCRIPT)}` };
}

function digest(text: string): string {
  return digestOf(text, 12);
}

/** The pages' only script: buttons that copy, forms of the inbox that do not reload it, and its updates. It is served as a file, since the policy allows no inline script. */
const PAGE_SCRIPT = `'use strict';
document.documentElement.classList.add('script');
document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-copy]') : null;
  if (!button) return;
  const text = button.parentElement.querySelector('pre').textContent;
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.parentElement.querySelector('pre'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = said; }, 2000);
});
const live = () => document.getElementById('live');
// What an element is called, so that it is found again among those that take its place.
const nameOf = (element) => [element.closest('[id]')?.id, element.localName, element.name, element.matches('button') && element.value, element.matches('a, button, summary') && element.textContent].join('|');
const find = (name) => [...live().querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')].find((element) => nameOf(element) === name);
const ask = async (...request) => {
  const response = await fetch(...request);
  const text = await response.text();
  return response.ok ? new DOMParser().parseFromString(text, 'text/html').getElementById('live') : null;
};
const show = (next, isSent = false) => {
  if (!next) return location.assign(location.pathname);
  const box = live().querySelector('#text');
  const typed = box && !isSent && box.value !== box.defaultValue ? box.value : null;
  const channel = live().querySelector('#channel')?.value;
  const had = live().querySelector('.desk-place')?.textContent;
  const said = live().querySelector('#answer')?.textContent;
  const scrolled = live().querySelector('.desk-place')?.scrollTop ?? 0;
  const focused = live().contains(document.activeElement) ? nameOf(document.activeElement) : null;
  // The form that is open stays the one that somebody is filling in.
  const form = live().querySelector('[data-version]');
  const same = form && next.querySelector('[data-version="' + form.dataset.version + '"]');
  same?.replaceWith(form);
  const folded = new Map([...live().querySelectorAll('summary')].map((summary) => [nameOf(summary), summary.parentElement.open]));
  live().replaceChildren(...next.childNodes);
  for (const summary of live().querySelectorAll('summary')) summary.parentElement.open = folded.get(nameOf(summary)) ?? summary.parentElement.open;
  if (typed !== null && live().querySelector('#text')) live().querySelector('#text').value = typed;
  // What is said next is said where the last was.
  for (const option of live().querySelectorAll('#channel option')) option.selected = option.value === channel || option.selected;
  const place = live().querySelector('.desk-place');
  // To what was answered; from there back to the button that was pressed.
  if (place && place.textContent !== had) {
    const answer = place.querySelector('#answer');
    const isNew = answer && answer.textContent !== said;
    (isNew ? answer : place.querySelector('#form-title, #answer')).focus({ preventScroll: true });
    // Below a long form it would be out of sight.
    place.scrollTop = isNew && answer.previousElementSibling ? answer.offsetTop : 0;
  } else find(had && !place ? pressed : focused)?.focus({ preventScroll: true });
  if (place && place.textContent === had) place.scrollTop = scrolled;
};
let pressed = null;
let sent = null;
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('form[data-live]')) return;
  event.preventDefault();
  // Pressed twice, it is sent once.
  if (form === sent) return;
  sent = form;
  if (!form.closest('.desk-place')) pressed = event.submitter && nameOf(event.submitter);
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  const next = await ask(form.action, { method: 'POST', body: fields }).finally(() => { sent = null; });
  show(next, form.querySelector('#text') !== null);
});
// What somebody has typed is not thrown away by one key.
const isEdited = () => live().querySelector('section.desk [role=alert]') ||
  [...live().querySelectorAll('section.desk :is(input:not([type=hidden]), textarea)')].some((field) => field.value !== field.defaultValue);
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && live() && !isEdited()) live().querySelector('.dismiss')?.requestSubmit();
});
let isStale = false;
let isPressed = false;
// What somebody is typing is not taken away by what happens elsewhere, nor a button between its press and its release.
const isBusy = () => isPressed ||
  (live().contains(document.activeElement) && document.activeElement.matches('input, textarea, select'));
const update = async () => {
  isStale = true;
  if (isBusy()) return;
  const next = await ask(location.href);
  if (isBusy()) return;
  isStale = false;
  show(next);
};
const address = live()?.dataset.follow;
if (address) {
  new EventSource(address).addEventListener('change', update);
  const catchUp = () => setTimeout(() => isStale && update());
  document.addEventListener('focusout', catchUp);
  document.addEventListener('pointerdown', () => { isPressed = true; });
  for (const end of ['pointerup', 'pointercancel', 'contextmenu']) document.addEventListener(end, () => {
    // The click comes right after.
    setTimeout(() => { isPressed = false; });
    catchUp();
  });
}
`;
