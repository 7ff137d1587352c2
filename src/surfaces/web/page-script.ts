/** The pages' only script: buttons that copy. It is served as a file, since the policy allows no inline script. */
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
`;
