/** The pages' only script: buttons that copy, forms of the inbox that do not reload it, and its updates. It is served as a file, since the policy allows no inline script. */
export const PAGE_SCRIPT = `'use strict';
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
const show = async (response) => {
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('live');
  if (!response.ok || !next) return location.assign(location.pathname);
  const had = live().querySelector('#form-title');
  const focused = live().contains(document.activeElement) ? document.activeElement.id : '';
  live().replaceChildren(...next.childNodes);
  const title = live().querySelector('#form-title');
  if (title && !had) title.focus();
  else if (focused) document.getElementById(focused)?.focus();
};
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('form[data-live]')) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  await show(await fetch(form.action, { method: 'POST', body: fields }));
});
const address = live()?.dataset.follow;
if (address)
  new EventSource(address).addEventListener('change', async () => {
    if (live().contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    await show(await fetch(location.href));
  });
`;
