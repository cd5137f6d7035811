// SPDX-License-Identifier: Apache-2.0
// What makes the public form pleasant where scripts run: it says beside a field what is wrong before anything is sent,
// sends once however often the button is pressed, and keeps what was typed over a reload or a line that went dead. The
// form does not need it. Its sentences are the page's own, in data attributes. Nothing is kept once the form was taken.
(() => {
  'use strict';
  const place = `form:${location.pathname}`;
  const form = document.querySelector('form[data-missing]');
  /* A page inside another one may have no store; then nothing is kept. */
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };
  if (!form) {
    store((kept) => kept.removeItem(place));
    return;
  }
  const words = form.dataset;
  const [button, key, consent] = [form.querySelector('button'), form.elements.namedItem('key'), form.elements.namedItem('consent')];
  const fields = [...form.querySelectorAll('input:not([type=hidden],[type=checkbox],[tabindex]),select,textarea')];
  const [phone, email] = ['phone', 'email'].map((name) => form.elements.namedItem(name));
  const label = button.textContent;
  let busy = false;

  /* ---- what was typed --------------------------------------------------------------------------------------------- */

  const ownKey = key.value;
  const keep = (sent) => store((kept) => kept.setItem(place, JSON.stringify({
    values: Object.fromEntries(fields.map((field) => [field.name, field.value])), key: sent ? key.value : null })));
  const draft = store((kept) => JSON.parse(kept.getItem(place)));
  if (draft) {
    for (const field of fields) field.value = field.value || (draft.values[field.name] ?? '');
    if (draft.key) key.value = draft.key; // it was sent and nobody knows whether it arrived: the same again is the same
  }
  form.addEventListener('input', () => {
    if (key.value !== ownKey) key.value = ownKey;
    keep(false);
  });

  /* ---- what is wrong ---------------------------------------------------------------------------------------------- */

  const wrong = (field, sending) => {
    const value = field.value.trim();
    if (field === consent) return consent.checked ? '' : words.consent;
    if (field === phone && !value && !email.value.trim()) return sending ? words.contact : '';
    if (!value) return field.required ? words.missing : '';
    if (field === email) return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? '' : words.email;
    if (field.inputMode === 'decimal') return Number.isNaN(Number(value)) ? words.number : '';
    return '';
  };
  const say = (field, sending) => {
    const id = `${field.name}-wrong`, text = wrong(field, sending);
    const before = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one && one !== id);
    const after = text ? [...before, id] : before;
    document.getElementById(id)?.remove();
    field.removeAttribute('aria-invalid');
    if (text) {
      const line = Object.assign(document.createElement('p'), { id, className: 'wrong', textContent: text });
      (field === consent ? field.parentElement : field).after(line);
      field.setAttribute('aria-invalid', 'true');
    }
    if (after.length) field.setAttribute('aria-describedby', after.join(' '));
    else field.removeAttribute('aria-describedby');
    return text;
  };
  form.noValidate = true;
  /* A moment later: a line that comes under the pointer would move the button away from the press that is on its way. */
  form.addEventListener('focusout', ({ target }) => { if (fields.includes(target) && target.value) setTimeout(() => say(target, false), 200); });
  form.addEventListener('input', () => {
    for (const field of [...fields, consent]) if (field.hasAttribute('aria-invalid')) say(field, true);
  });

  /* ---- sending ---------------------------------------------------------------------------------------------------- */

  const rest = () => {
    busy = button.disabled = false;
    button.textContent = label;
  };
  form.addEventListener('submit', (event) => {
    const first = [...fields, consent].filter((field) => say(field, true))[0];
    if (first || busy) {
      event.preventDefault();
      if (first) first.focus();
      return;
    }
    keep(true);
    busy = button.disabled = true;
    button.textContent = words.sending;
    setTimeout(rest, 15_000); // nothing came back: let them try again, under the same key
  });
  addEventListener('pageshow', (event) => { if (event.persisted) rest(); });
})();
