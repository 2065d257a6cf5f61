/**
 * The script of the page, without which all of it can be read: it searches and filters findings, keeps both in the fragment
 * of the address (`#?q=…&check=…`), opens what an address leads to, copies commands, and opens everything for a printer.
 */
export const SCRIPT = `
(() => {
  const form = document.getElementById('filters');
  const findings = [...document.querySelectorAll('.finding[data-check]')];
  const texts = new Map();
  const textOf = (one) => {
    if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
    return texts.get(one);
  };
  const fields = form ? [...form.elements].filter((one) => one.name) : [];
  const apply = () => {
    const wanted = Object.fromEntries(fields.map((one) => [one.name, one.value]));
    const words = (wanted.q || '').toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const one of findings) {
      const fits = ['check', 'confidence', 'standing'].every((name) => !wanted[name] || one.dataset[name] === wanted[name]) &&
        words.every((word) => textOf(one).includes(word));
      one.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of document.querySelectorAll('.group')) {
      group.hidden = !group.querySelector('.finding:not([hidden])');
    }
    form.querySelector('output').textContent = shown + ' of ' + findings.length + ' findings shown';
  };
  const keep = () => {
    const kept = new URLSearchParams(fields.filter((one) => one.value).map((one) => [one.name, one.value])).toString();
    history.replaceState(null, '', kept ? '#?' + kept : '#');
  };
  const read = () => {
    const { hash } = location;
    if (hash.startsWith('#?') && form) {
      const kept = new URLSearchParams(hash.slice(2));
      for (const one of fields) one.value = kept.get(one.name) || '';
      apply();
      return;
    }
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return;
    target.hidden = false;
    for (const one of target.querySelectorAll(':scope > details')) one.open = true;
    target.scrollIntoView();
  };
  if (form) {
    form.hidden = false;
    form.addEventListener('input', () => { apply(); keep(); });
    form.addEventListener('reset', () => setTimeout(() => { apply(); keep(); }));
    form.addEventListener('submit', (event) => event.preventDefault());
    apply();
  }
  for (const block of navigator.clipboard ? document.querySelectorAll('pre.copy') : []) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copied';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(block.textContent);
      button.textContent = 'Copied';
    });
    block.after(button);
  }
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const one of closed) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of closed) one.open = false;
  });
  addEventListener('hashchange', read);
  read();
})();
`;
