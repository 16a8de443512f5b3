/// The search in the page, the same on all pages.
///
/// The index holds its entries as JSON, one script element for each system (`SearchEntry`); the page
/// of a system is searched as it stands. Keys of codes are made as `CodeKey` makes them.
let pageScript = #"""
  (() => {
  'use strict';
  const $ = (id) => document.getElementById(':' + id);
  const form = $('search'), box = $('q'), list = $('results'), count = $('count'), more = $('more');
  const fold = (s) => s.normalize('NFKC').toLowerCase();
  const key = (s) => {
    const t = fold(s).replace(/^[\s\u200b]+|[\s\u200b]+$/g, '');
    const minus = /^[\p{Pd}\u2212](?=\p{N})/u.test(t) ? '-' : '';
    return minus + t.slice(minus.length).replace(/[._:/\s\u200b\p{Pd}\u2212]+/gu, '_');
  };
  const split = (k) => [k.replace(/[0-9]+$/, ''), k.match(/[0-9]*$/)[0]];
  const order = (a, b) => a.length - b.length || (a < b ? -1 : a > b);
  const within = (k, first, last) => {
    const [p, d] = split(k), [p1, a] = split(first), [p2, b] = split(last);
    return p === p1 && (p2 === p || !p2) && !!d && !!a && !!b
      && (a.length === b.length ? d.length === a.length : d.length === 1 || d[0] !== '0')
      && order(a, d) <= 0 && order(d, b) <= 0;
  };

  // One entry to search: c code, n aliases, z end of a range, m message in l, r first step in rl,
  // o other messages, t all other text.
  const item = (e, href, slug, system) => {
    const names = [e.c, ...e.n], keys = names.map(key);
    return {
      e, href, system, keys, address: key(slug + ':' + e.c), last: e.z && key(e.z),
      head: fold([e.m, e.o].join('\n')),
      text: [fold([...names, e.z, e.m, e.o, e.r, e.t].join('\n')), ...keys].join('\n'),
    };
  };
  const fromData = () => [...document.querySelectorAll('script[type="application/json"]')]
    .flatMap((script) => {
      const system = JSON.parse(script.textContent);
      return system.entries.map((e) =>
        item(e, system.page + '#' + e.a, system.slug, system.name));
    });
  const fromPage = () => [...document.querySelectorAll('article')].map((a) => {
    const texts = (query) => [...a.querySelectorAll(query)].map((e) => e.textContent);
    const lang = (element) => element?.closest('[lang]').lang;
    const message = a.querySelector('.message, .description');
    // By `li` alone: for `.remedy li` Chromium goes through the whole page each time.
    const step = a.querySelector('li'), slug = document.querySelector('[data-system]').textContent;
    return item({
      c: texts('.code')[0], n: texts('.alias'), z: texts('.last')[0],
      m: message?.textContent, l: lang(message), r: step?.textContent, rl: lang(step),
      o: texts('.message').join('\n'),
      t: [...texts('.description, li'), a.dataset.category].join('\n'),
    }, '#' + a.id, slug, '');
  });
  let items;
  const load = () => items ??= document.querySelector('article') ? fromPage() : fromData();

  const find = (query) => {
    const words = fold(query).split(/\s+/).filter(Boolean).map((w) => [w, key(w)]);
    const whole = key(query), ranks = [[], [], [], [], []];
    if (words.length) for (const i of load()) {
      const exact = i.keys.includes(whole) || i.address === whole;
      const inRange = i.last && within(whole, i.keys[0], i.last);
      if (!exact && !inRange && !words.every(([w, k]) => i.text.includes(w) || k && i.text.includes(k)))
        continue;
      ranks[exact || words.some(([, k]) => i.keys.includes(k)) ? 0
        : inRange ? 1
        : i.keys.some((k) => k.startsWith(whole)) ? 2
        : words.every(([w]) => i.head.includes(w)) ? 3 : 4].push(i);
    }
    return ranks.flat();
  };

  const add = (parent, tag, text, lang) => {
    const element = parent.appendChild(document.createElement(tag));
    element.textContent = text ?? '';
    if (lang) element.lang = lang;
    return element;
  };
  let found = [], shown = 0;
  const showMore = () => {
    for (const { e, href, system } of found.slice(shown, shown += 50)) {
      const row = add(list, 'li'), link = add(row, 'a');
      link.href = href;
      add(link, 'code', e.c);
      if (e.z) { link.append('–'); add(link, 'code', e.z); }
      if (system) add(link, 'small', system);
      add(link, 'span', e.m, e.l);
      if (e.r) add(row, 'p', e.r, e.rl ?? e.l);
    }
    more.hidden = shown >= found.length;
  };
  const run = () => {
    found = find(box.value);
    shown = 0;
    list.replaceChildren();
    count.textContent = !key(box.value) ? '' : !found.length ? 'No entry found.'
      : found.length === 1 ? '1 entry' : found.length + ' entries';
    showMore();
  };

  let timer;
  const typed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      run();
      const query = box.value.trim();
      if (query || location.hash.startsWith('#q='))
        history.replaceState(null, '', '#' + (query && 'q=' + encodeURIComponent(query)));
    }, 80);
  };
  const followHash = () => {
    const hash = location.hash.slice(1);
    let query;
    try {
      if (hash.startsWith('q=')) query = decodeURIComponent(hash.slice(2));
      // An entry that is not here may have another variant or spelling.
      else if (hash && !document.getElementById(decodeURIComponent(hash)))
        query = decodeURIComponent(hash.replace(/:.*/, '').replaceAll('~', '%'));
    } catch { return; }
    if (query && query !== box.value) { box.value = query; run(); }
  };
  const step = (event, by) => {
    const links = [...list.querySelectorAll('a')];
    if (!links.length) return;
    const next = links.indexOf(document.activeElement) + by;
    (next < 0 ? box : links[Math.min(next, links.length - 1)]).focus();
    event.preventDefault();
  };

  box.addEventListener('focus', load);
  box.addEventListener('input', (event) => event.isComposing || typed());
  box.addEventListener('compositionend', typed);
  more.addEventListener('click', () => {
    const first = shown;
    showMore();
    list.children[first]?.querySelector('a').focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
    list.querySelector('a')?.click();
  });
  form.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') step(event, 1);
    if (event.key === 'ArrowUp' && document.activeElement !== box) step(event, -1);
    if (event.key === 'Escape') { box.value = ''; typed(); box.focus(); }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === box || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    box.focus();
  });
  addEventListener('hashchange', followHash);
  $('jump')?.replaceWith($('contents'));
  form.hidden = false;
  followHash();
  })();
  """#
