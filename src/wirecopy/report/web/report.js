'use strict';

/** Rows a table shows at first and adds with each "Show more". */
const TABLE_CHUNK = 100;
/** Pairs the list shows at first and adds with each "Show more". */
const PAIR_CHUNK = 50;
/** Stories the list shows at first and adds with each "Show more". */
const STORY_CHUNK = 20;
/** As many families and more have one colour. */
const MOST_SUPPORT = 5;
/** Number of passage colours in the stylesheet (tone-0 ...). */
const TONES = 6;

const CREDIT_LABELS = {
  full: 'credited', partial: 'partly credited', 'in-text': 'named in the text',
  'photo-only': 'photo credit only', metadata: 'metadata only',
  none: 'no credit found', unknown: 'unknown', moot: 'nothing to credit',
};
const RELATION_LABELS = {
  newswire: 'agency text', outlet: 'between outlets', 'common-source': 'common source',
  translated: 'translation', quotation: 'quotation',
};
const COUNTERS = [
  ['read', 'records read'], ['skipped', 'skipped'], ['articles', 'articles'],
  ['outlets', 'outlets'], ['candidates', 'candidate pairs'], ['pairs', 'pairs sharing text'],
  ['passages', 'shared passages'], ['duplicate_clusters', 'duplicate clusters'],
  ['story_clusters', 'story clusters'],
];

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const numberFormat = new Intl.NumberFormat('en');

// ---------------------------------------------------------------- helpers

/** The element with this id. */
function byId(id) {
  return document.getElementById(id);
}

/** Builds an element. Strings among the children become text nodes, never markup. */
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === '') continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Text from the data, kept apart so that its direction does not disturb its neighbours. */
function bdi(text, language) {
  return h('bdi', { dir: 'auto', lang: languageTag(language) }, text);
}

/** A language tag fit for a lang attribute, or null. */
function languageTag(language) {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language || '') ? language : null;
}

/** True for a number that can be shown. */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A number with thousands separators, or a dash. */
function num(value) {
  return isNumber(value) ? numberFormat.format(value) : '–';
}

/** A share of 0..1 as a percentage that never rounds up to 100 or down to 0. */
function percent(share) {
  if (!isNumber(share)) return '–';
  if (share > 0 && share < 0.01) return '<1%';
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100}%`;
}

/** "1 article", "2 articles". */
function plural(count, noun, nouns = `${noun}s`) {
  return `${num(count)} ${count === 1 ? noun : nouns}`;
}

/** "2025-03-04 12:30" from an ISO time, breaking only between date and time; other text stays. */
function shortTime(text) {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?/.exec(text || '');
  if (!match) return text ? bdi(text) : '–';
  return h('time', {}, h('span', {}, match[1]), ' ', match[2] ? h('span', {}, match[2]) : null);
}

/** A delay in hours, in the unit that reads best. */
function delay(hours) {
  if (!isNumber(hours)) return '–';
  const size = Math.abs(hours);
  if (size < 1) return `${Math.round(hours * 60)} min`;
  return size < 48 ? `${Math.round(hours * 10) / 10} h` : `${Math.round(hours / 2.4) / 10} days`;
}

/** A figure with a small bar before it. */
function bar(share) {
  const track = h('span', { class: 'bar', 'aria-hidden': 'true' });
  track.style.setProperty('--share', isNumber(share) ? Math.max(0, Math.min(1, share)) : 0);
  return h('span', { class: 'share' }, track, h('span', {}, percent(share)));
}

/** A small label. */
function chip(text, kind) {
  return h('span', { class: kind ? `chip ${kind}` : 'chip' }, text);
}

/** A second, smaller line inside a cell. */
function sub(...children) {
  return h('span', { class: 'sub' }, children);
}

/** Children with a separator text between them. */
function joined(nodes, separator) {
  return nodes.flatMap((node, at) => (at ? [separator, node] : [node]));
}

// ------------------------------------------------------- chunked lists, tables

/** Fills a container piece by piece, with a "Show more" button after it. */
function makeChunks(container, size, build) {
  let items = [];
  let done = 0;
  const more = h('button', { type: 'button', class: 'more' });
  container.closest('.scroll, ol').after(more);

  function show(count) {
    const end = Math.min(items.length, Math.max(done, count));
    container.append(...items.slice(done, end).map(build));
    done = end;
    more.hidden = done >= items.length;
    more.textContent = `Show ${num(Math.min(size, items.length - done))} more (${num(items.length - done)} left)`;
  }

  more.addEventListener('click', () => {
    const first = done;
    show(done + size);
    const target = container.children[first];
    if (target) (target.querySelector('button, summary') || more).focus({ preventScroll: true });
  });
  return {
    reset(next) { items = next; done = 0; container.replaceChildren(); show(size); },
    showThrough(position) { if (position >= done) show(position + 1); },
    showAll() { show(items.length); },
  };
}

/** Compares two sort values; missing ones go last in both directions. */
function compare(a, b, descending) {
  const missing = (value) => value === null || value === undefined || value === '';
  if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(a, b);
  return descending ? -order : order;
}

/**
 * A table in the host element. A column is {label, value(row), cell(row), numeric, plain};
 * "plain" columns cannot be sorted. Returns {setRows}.
 */
function makeTable(host, { caption, columns, rows, sortBy = -1, empty, onRow }) {
  const heads = columns.map((column, at) => tableHead(column, () => sort(at)));
  const body = h('tbody', { role: 'rowgroup' });
  const table = h('table', { role: 'table' },
    h('caption', { class: 'hidden-text' }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)), body);
  const scroll = h('div', { class: 'scroll' }, table);
  const nothing = h('p', { class: 'empty' }, empty);
  host.replaceChildren(scroll, nothing);
  const chunks = makeChunks(body, TABLE_CHUNK, (row) => tableRow(columns, row, onRow));
  let order = sortBy;
  let descending = sortBy >= 0 && Boolean(columns[sortBy].numeric);

  function sort(at) {
    descending = order === at ? !descending : Boolean(columns[at].numeric);
    order = at;
    draw();
  }

  function draw() {
    heads.forEach((head, at) => {
      if (at === order) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    const { value } = columns[order] || {};
    const sorted = value ? [...rows].sort((a, b) => compare(value(a), value(b), descending)) : rows;
    chunks.reset(sorted);
    scroll.hidden = rows.length === 0;
    nothing.hidden = rows.length > 0;
  }

  draw();
  return { setRows(next) { rows = next; draw(); } };
}

/** A column heading, with a button in it when the column can be sorted. */
function tableHead(column, sort) {
  const head = h('th', { scope: 'col', role: 'columnheader', class: column.numeric ? 'number' : null });
  if (column.plain) {
    head.append(column.label);
    return head;
  }
  const button = h('button', { type: 'button' }, column.label);
  button.addEventListener('click', sort);
  head.append(button);
  return head;
}

/** One table row; the first cell heads it. */
function tableRow(columns, row, onRow) {
  const cells = columns.map((column, at) => h(at ? 'td' : 'th', {
    scope: at ? null : 'row', role: at ? 'cell' : 'rowheader',
    class: column.numeric ? 'number' : null, 'data-label': column.label,
  }, column.cell ? column.cell(row) : num(column.value(row))));
  const line = h('tr', { role: 'row', class: onRow ? 'choice' : null }, cells);
  if (onRow) {
    line.addEventListener('click', () => {
      if (document.getSelection().isCollapsed) onRow(row);
    });
  }
  return line;
}

// ------------------------------------------------------------------ header

/** Sums one figure over the outlets. */
function total(outlets, name) {
  return outlets.reduce((sum, outlet) => sum + (outlet[name] || 0), 0);
}

/** What no copy shows, but the articles' own credits. */
function aloneText(outlets) {
  const alone = total(outlets, 'credited_alone');
  if (!alone) return '';
  return `${plural(alone, 'article')} ${alone === 1 ? 'is' : 'are'} credited to an agency as a whole but ${alone === 1 ? 'has' : 'have'} no other copy in the input, and ${alone === 1 ? 'does' : 'do'} not count as agency copy here.`;
}

/** The finding in one sentence, and a second one on the credits. */
function findingText({ counts, outlets }) {
  const derived = total(outlets, 'wire_derived');
  if (!counts.articles) return ['No articles were read, so nothing could be compared.', ''];
  if (!derived && !counts.pairs) {
    return [`No shared text was found among ${plural(counts.articles, 'article')}.`, aloneText(outlets)];
  }
  if (!derived) {
    return [`${plural(counts.pairs, 'pair')} among ${plural(counts.articles, 'article')} share text, but no article was found to derive from a wire text.`, aloneText(outlets)];
  }
  const uncredited = total(outlets, 'uncredited');
  const hold = derived === 1 ? 'holds' : 'hold';
  const first = `${num(derived)} of ${plural(counts.articles, 'article')} ${hold} agency copy; in ${num(uncredited)} of them no credit for the text was found.`;
  const credited = total(outlets, 'credited');
  const unknown = total(outlets, 'unknown');
  const versions = total(outlets, 'versions');
  const once = versions ? ` ${plural(versions, 'earlier version')} of these articles ${versions === 1 ? 'is' : 'are'} not counted.` : '';
  const alone = aloneText(outlets);
  return [first, `A credit was found in ${num(credited)}; for ${num(unknown)} it cannot be told. Agency copy is counted only where another copy of it is in the input.${once}${alone && ` ${alone}`} This speaks of the text that was read, not of permission; a photo credit is no credit for the text.`];
}

/** Fills the masthead. */
function renderHeader(data) {
  const [finding, detail] = findingText(data);
  byId('version').textContent = data.version || '';
  byId('finding').textContent = finding;
  byId('finding-detail').textContent = detail;
  byId('counters').replaceChildren(...COUNTERS.map(([name, label]) =>
    h('div', {}, h('dt', {}, label), h('dd', {}, num(data.counts[name])))));
}

// ----------------------------------------------------------------- outlets

/** In which an outlet's share lies, as far as its articles can tell. */
function interval(outlet) {
  const percent = (share) => Math.round(100 * share);
  return `95 %: ${percent(outlet.share_low)} to ${percent(outlet.share_high)}`;
}

/** An outlet's articles, and the earlier versions of them that count in nothing. */
function articlesCell(outlet) {
  return [num(outlet.articles), outlet.versions ? sub(`and ${plural(outlet.versions, 'earlier version')}`) : null];
}

/** An outlet's articles with agency copy, and those that only their own credit tells. */
function wireCell(outlet) {
  return [num(outlet.wire_derived), outlet.credited_alone ? sub(`and ${num(outlet.credited_alone)} credited alone`) : null];
}

/** The table of outlets. */
function renderOutlets(data) {
  const agencies = (outlet) => (outlet.agencies || []).join(', ');
  const named = (outlet) => [bdi(outlet.outlet), outlet.is_agency ? chip('agency', 'strong') : null,
    outlet.family && outlet.family !== outlet.outlet ? sub(bdi(outlet.family)) : null];
  makeTable(byId('outlets-table'), {
    caption: 'Outlets',
    rows: data.outlets,
    sortBy: 2,
    empty: 'No outlets: no articles were read.',
    columns: [
      { label: 'Outlet', value: (o) => o.outlet, cell: named },
      { label: 'Articles', value: (o) => o.articles, cell: articlesCell, numeric: true },
      { label: 'With wire text', value: (o) => o.wire_derived, cell: wireCell, numeric: true },
      { label: 'Share', value: (o) => o.share, cell: (o) => [bar(o.share), sub(interval(o))], numeric: true },
      { label: 'Credited', value: (o) => o.credited, numeric: true },
      { label: 'No credit found', value: (o) => o.uncredited, numeric: true },
      { label: 'Unknown', value: (o) => o.unknown, numeric: true },
      { label: 'Median delay', value: (o) => o.median_lag_hours, cell: (o) => delay(o.median_lag_hours), numeric: true },
      { label: 'Agencies', value: agencies, cell: (o) => bdi(agencies(o) || '–') },
    ],
  });
}

// ----------------------------------------------------------------- stories

/** The text that families agree on, the darker the more of them. */
function consensusText(story) {
  const piece = ([text, families]) => (families
    ? h('mark', { class: `support-${Math.min(families, MOST_SUPPORT)}`, title: plural(families, 'family', 'families') }, text)
    : h('span', { class: 'context' }, ' […] '));
  return h('blockquote', { dir: 'auto', lang: languageTag(story.language) }, story.pieces.map(piece),
    story.cut ? h('span', { class: 'context' }, ' […]') : null);
}

/** One story: who prints it, whose copy it may be and why, and the text. */
function storyItem(story) {
  return h('li', {}, h('details', { class: 'story' },
    h('summary', {}, h('span', { class: 'title' }, bdi(story.title || story.id, story.language)), ' ',
      story.agency ? chip(bdi(story.agency), 'strong') : null,
      sub(`${plural(story.articles, 'article')} of ${plural(story.families, 'family', 'families')}; ${percent(story.share)} of the words of `,
        bdi(story.outlet), ' agreed on')),
    story.agency_reasons.map((reason) => h('p', { class: 'measure' }, bdi(reason))),
    consensusText(story)));
}

/** The stories that several families print. */
function renderStories({ stories }) {
  makeChunks(byId('stories-list'), STORY_CHUNK, storyItem).reset(stories);
  byId('stories-status').textContent = stories.length ? plural(stories.length, 'story', 'stories')
    : 'No two families print the same text.';
}

// ---------------------------------------------------------------- articles

/** The credit state of an article; an original article without a credit has nothing to credit. */
function creditState(article) {
  const state = (article.credit || {}).state || 'unknown';
  return state === 'none' && article.derivation === 'none' ? 'moot' : state;
}

/** The credit of an article: label, agency and the words it was found in. */
function creditCell(article) {
  const state = creditState(article);
  const { agency, text } = article.credit || {};
  return [chip(CREDIT_LABELS[state] || state, `credit-${state}`), agency ? [' ', bdi(agency)] : null,
    text ? sub('“', bdi(text), '”') : null].flat();
}

/** The likely sources of an article with the share each explains. */
function sourcesCell(article, book) {
  const sources = article.sources || [];
  if (!sources.length) return '–';
  const parts = sources.slice(0, 3).map((source) => {
    const known = book.byName.get(source.id);
    const name = source.agency || (known && known.outlet) || source.id || 'unknown source';
    return h('span', {}, bdi(name), ` ${percent(source.share)}`,
      sub(RELATION_LABELS[source.relation] || source.relation));
  });
  return sources.length > 3 ? [...parts, sub(`and ${num(sources.length - 3)} more`)] : parts;
}

/** The title of an article as a button that shows its pairs, with its id below. */
function articleCell(article) {
  const details = [article.id, article.language, article.story ? `story ${article.story}` : null];
  return [h('button', { type: 'button', class: 'link' }, bdi(article.title || '(no title)', article.language)),
    sub(joined(details.filter(Boolean).map((text) => bdi(text)), ' · '))];
}

/** Fills a select with the values that occur, each with how often. */
function fillSelect(select, values, labels, all) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  const keys = [...counts.keys()].sort(collator.compare);
  select.replaceChildren(h('option', { value: '' }, all), ...keys.map((key) =>
    h('option', { value: `=${key}` }, `${labels[key] || key} (${num(counts.get(key))})`)));
}

/** Everything the text filter looks into, in lower case. */
function searchText(article) {
  const { agency, text } = article.credit || {};
  return [article.title, article.id, article.outlet, article.cluster, article.story, agency, text]
    .filter(Boolean).join('\n').toLowerCase();
}

/** The table of articles with its filters; choosing a row calls choose(article). */
function renderArticles(data, book, choose) {
  const facets = [
    ['filter-outlet', (a) => a.outlet, {}, 'all outlets'],
    ['filter-derivation', (a) => a.derivation, {}, 'any'],
    ['filter-credit', creditState, CREDIT_LABELS, 'any'],
  ];
  for (const [id, value, labels, all] of facets) {
    fillSelect(byId(id), data.articles.map(value), labels, all);
  }
  const haystack = new Map(data.articles.map((article) => [article, searchText(article)]));
  const table = makeTable(byId('articles-table'), {
    caption: 'Articles',
    rows: data.articles,
    sortBy: 5,
    empty: data.articles.length ? 'No article matches these filters.' : 'No articles are in this report.',
    onRow: choose,
    columns: [
      { label: 'Article', value: (a) => a.title, cell: articleCell },
      { label: 'Outlet', value: (a) => a.outlet, cell: (a) => bdi(a.outlet) },
      { label: 'Published', value: (a) => a.published, cell: (a) => shortTime(a.published) },
      { label: 'Words', value: (a) => a.words, numeric: true },
      { label: 'Derivation', value: (a) => a.derivation, cell: (a) => a.derivation },
      { label: 'Reused share', value: (a) => a.reused_share, cell: (a) => bar(a.reused_share), numeric: true },
      { label: 'Credit', value: (a) => CREDIT_LABELS[creditState(a)], cell: creditCell },
      { label: 'Likely source', plain: true, cell: (a) => sourcesCell(a, book) },
      { label: 'Pairs', value: (a) => book.pairsOf(a.index).length, numeric: true },
    ],
  });

  function apply() {
    const words = byId('filter-text').value.trim().toLowerCase();
    const wanted = facets.map(([id, value]) => [byId(id).value, value]).filter(([key]) => key);
    const rows = data.articles.filter((article) => haystack.get(article).includes(words)
      && wanted.every(([key, value]) => `=${value(article)}` === key));
    table.setRows(rows);
    byId('articles-status').textContent = articlesStatus(rows.length, data);
  }

  const form = byId('filters');
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  apply();
}

/** How many articles are listed, of how many. */
function articlesStatus(listed, data) {
  const held = data.articles.length;
  const cut = held < data.counts.articles
    ? ` This file holds ${num(held)} of ${num(data.counts.articles)} articles.` : '';
  return `${num(listed)} of ${plural(held, 'article')} listed.${cut}`;
}

// ------------------------------------------------------------------- pairs

/** Look-ups over the articles and pairs of the report. */
function makeBook(data) {
  const byIndex = new Map(data.articles.map((article) => [article.index, article]));
  const byName = new Map(data.articles.map((article) => [article.id, article]));
  const pairs = new Map();
  data.pairs.forEach((pair, at) => {
    for (const index of new Set([pair.a, pair.b])) {
      if (!pairs.has(index)) pairs.set(index, []);
      pairs.get(index).push(at);
    }
  });
  return {
    byName,
    article: (index) => byIndex.get(index) || { index, id: `article ${index}`, outlet: 'unknown outlet', title: '' },
    pairsOf: (index) => pairs.get(index) || [],
  };
}

/** Who had the text first, in words. */
function directionText(direction, book) {
  const { from, basis } = direction || {};
  const source = from === null || from === undefined ? null : book.byName.get(from) || { outlet: from };
  if (source && basis === 'agency') return ['likely from ', bdi(source.outlet), ' (agency)'];
  if (source && basis === 'published') return [bdi(source.outlet), ' published first'];
  return [basis === 'tie' ? 'same publication time' : 'direction unknown'];
}

/** The overlap of a pair; what it has instead where no text is shared word for word. */
function overlapLabel(pair) {
  if (pair.overlap !== 'none') return pair.overlap;
  if (pair.translated) return plural(pair.translated.sentences.length, 'translated sentence');
  return (pair.passages || []).some((passage) => passage.kind === 'reworded') ? 'reworded only' : 'no shared text';
}

/** Names, days and numbers of both articles; those that differ apart. */
function factLines(facts) {
  const line = (label, items) => (items.length ? h('p', { class: 'measure' }, `${label}: `, items.join('; ')) : null);
  const both = facts.filter((fact) => fact.same).map((fact) => (fact.a === fact.b ? fact.a : `${fact.a} = ${fact.b}`));
  const unlike = facts.filter((fact) => !fact.same).map((fact) => `${fact.a} ≠ ${fact.b}`);
  return [line('In both', both), line('Unlike', unlike)];
}

/** The line that stands for a closed pair. */
function pairSummary(pair, book) {
  const sides = [book.article(pair.a), book.article(pair.b)];
  const contained = [pair.containment_a, pair.containment_b];
  return h('summary', {},
    h('span', { class: 'sides' }, sides.map((side, at) => h('span', { class: 'side' },
      h('span', { class: 'outlet' }, bdi(side.outlet)), ' ',
      h('span', { class: 'title' }, bdi(side.title || '(no title)', side.language)),
      sub(`${percent(contained[at])} of this article shared`)))),
    h('span', { class: 'facts' }, chip(overlapLabel(pair), 'strong'), chip(RELATION_LABELS[pair.relation] || pair.relation),
      h('span', {}, `${plural(pair.shared_words, 'word')} shared`),
      h('span', {}, directionText(pair.direction, book))));
}

/** The runs of a passage: marked where the words stand in both texts. */
function runs(segments) {
  return (segments || []).map(([text, shared]) => (shared ? h('mark', {}, text) : h('span', { class: 'changed' }, text)));
}

/** One side of a passage with the text around it. */
function passageSide(article, before, segments, after) {
  const context = (text) => (text ? h('span', { class: 'context' }, text) : null);
  return h('div', { class: 'passage-side' },
    h('p', { class: 'passage-outlet' }, bdi(article.outlet)),
    h('blockquote', { dir: 'auto', lang: languageTag(article.language) },
      context(before), before ? ' ' : null, runs(segments), after ? ' ' : null, context(after)));
}

/** One passage: its labels and both sides. */
function passageBlock(passage, at, sides) {
  return h('div', { class: `passage tone-${at % TONES}` },
    h('p', { class: 'chips' }, h('span', { class: 'count' }, `Passage ${at + 1}`), chip(passage.kind),
      passage.kind === 'exact' ? null : chip(`${percent(passage.similarity)} alike`),
      passage.kind === 'reworded' ? chip('not as sure as shared words') : null,
      passage.in_quote ? chip('in a quotation') : null,
      passage.cut ? chip('shortened here') : null),
    h('div', { class: 'columns' },
      passageSide(sides[0], passage.a_before, passage.a, passage.a_after),
      passageSide(sides[1], passage.b_before, passage.b, passage.b_after)));
}

/** Sentences that translate each other, side by side, and the words that say so. */
function translatedBlock(translated, sides) {
  const terms = translated.terms.map((term) => (term.a === term.b ? term.a : `${term.a} = ${term.b}`)).join(', ');
  return h('div', { class: 'translated' },
    h('p', { class: 'chips' }, h('span', { class: 'count' }, 'Translated sentences'),
      chip(`${percent(translated.confidence)} sure`), chip('not as sure as shared words')),
    h('p', { class: 'measure' }, 'Related by ', bdi(terms), '.'),
    ...translated.sentences.map((pair, at) => h('div', { class: `passage columns tone-${at % TONES}` },
      passageSide(sides[0], '', [[pair.a, 1]], ''), passageSide(sides[1], '', [[pair.b, 1]], ''))));
}

/** What is known of one article of a pair, above its passages. */
function pairHead(article) {
  return h('div', { class: 'pair-head' },
    h('p', { class: 'passage-outlet' }, bdi(article.outlet)),
    h('p', {}, bdi(article.id), ' · ', shortTime(article.published), ` · ${num(article.words)} words`),
    h('p', {}, creditCell(article)));
}

/** The inside of an opened pair. */
function pairBody(pair, book) {
  const sides = [book.article(pair.a), book.article(pair.b)];
  const passages = pair.passages || [];
  const jaccard = isNumber(pair.jaccard) ? pair.jaccard.toFixed(2) : '–';
  return [
    h('div', { class: 'columns heads' }, sides.map(pairHead)),
    h('p', { class: 'measure' }, `${num(pair.shared_words)} shared words, ${num(pair.prose_words)} of them outside quotations. Longest unbroken run: ${plural(pair.longest_run, 'word')}. Jaccard similarity: ${jaccard}.`),
    ...factLines(pair.facts || []),
    ...passages.map((passage, at) => passageBlock(passage, at, sides)),
    pair.translated ? translatedBlock(pair.translated, sides) : null,
    passages.length || pair.translated || pair.facts ? null
      : h('p', { class: 'empty' }, 'No passages of this pair are kept in this report.'),
  ].filter(Boolean);
}

/** Puts the passages into an opened pair once. */
function fillPair(details, pair, book) {
  if (details.childElementCount === 1) details.append(h('div', { class: 'pair-body' }, pairBody(pair, book)));
}

/** One pair: its number as a link to itself, and the part that opens. */
function pairItem(pair, at, book) {
  const number = at + 1;
  const details = h('details', { id: `pair-${number}` }, pairSummary(pair, book));
  details.addEventListener('toggle', () => { if (details.open) fillPair(details, pair, book); });
  const link = h('a', { href: `#pair-${number}`, class: 'permalink', title: 'Link to this pair', 'aria-label': `Copy the link to pair ${number}` }, `#${number}`);
  link.addEventListener('click', () => {
    details.open = true;
    copyLink(link, number);
  });
  return h('li', {}, link, details);
}

/** Copies the address of a pair where the browser allows it; the link itself works anyway. */
function copyLink(link, number) {
  const label = `#${number}`;
  if (!navigator.clipboard) return;
  navigator.clipboard.writeText(link.href).then(() => {
    link.textContent = 'copied';
    setTimeout(() => { link.textContent = label; }, 1500);
  }, () => { link.textContent = label; });
}

/** The list of pairs. Returns {showArticle, follow}. */
function renderPairs(data, book) {
  const everything = data.pairs.map((_, at) => at);
  const list = byId('pairs-list');
  const chunks = makeChunks(list, PAIR_CHUNK, (at) => pairItem(data.pairs[at], at, book));
  const setOpen = (open) => list.querySelectorAll('details').forEach((details) => {
    if (open) fillPair(details, data.pairs[Number(details.id.slice(5)) - 1], book);
    details.open = open;
  });

  function showAll() {
    chunks.reset(everything);
    byId('pairs-all').hidden = true;
    byId('pairs-status').textContent = pairsStatus(data);
  }

  function showArticle(article) {
    const own = book.pairsOf(article.index);
    chunks.reset(own);
    byId('pairs-all').hidden = false;
    byId('pairs-status').replaceChildren(
      own.length ? `${plural(own.length, 'pair')} with “` : 'This report holds no pair with “',
      bdi(article.title || article.id), '” (', bdi(article.outlet), ').');
    byId('passages').scrollIntoView();
    byId('passages-title').focus({ preventScroll: true });
  }

  function openPair(at) {
    if (!data.pairs[at]) return;
    if (!byId('pairs-all').hidden && !byId(`pair-${at + 1}`)) showAll();
    if (!byId(`pair-${at + 1}`)) chunks.showThrough(at);
    const details = byId(`pair-${at + 1}`);
    fillPair(details, data.pairs[at], book);
    details.open = true;
    details.scrollIntoView();
    details.firstElementChild.focus({ preventScroll: true });
  }

  function follow() {
    const match = /^#pair-(\d+)$/.exec(location.hash);
    if (match) openPair(Number(match[1]) - 1);
    if (location.hash !== '#open-all') return;
    showAll();
    chunks.showAll();
    setOpen(true);
  }

  byId('pairs-open').addEventListener('click', () => setOpen(true));
  byId('pairs-close').addEventListener('click', () => setOpen(false));
  byId('pairs-all').addEventListener('click', () => { showAll(); byId('passages-title').focus(); });
  byId('pairs-tools').hidden = data.pairs.length === 0;
  byId('pairs-empty').replaceChildren(...(data.pairs.length ? [] : [emptyPairs(data)]));
  showAll();
  return { showArticle, follow };
}

/** How many pairs the file holds, of how many found. */
function pairsStatus(data) {
  const held = data.pairs.length;
  if (!held) return '';
  return held < data.counts.pairs
    ? `${num(held)} of ${num(data.counts.pairs)} pairs are in this file; the rest were left out to keep it small.`
    : `${plural(held, 'pair')}.`;
}

/** Why there are no pairs to show. */
function emptyPairs({ counts }) {
  const reason = counts.pairs > 0
    ? `${plural(counts.pairs, 'pair')} share text, but none is kept in this file. Raise the number of pairs shown to see them.`
    : `No pairs share text. ${plural(counts.articles, 'article')} out of ${plural(counts.read, 'record')} read were compared; `
      + `${plural(counts.candidates, 'candidate pair')} came up before the texts were aligned, 0 remained after. `;
  const hint = counts.pairs > 0 || counts.candidates > 0 ? ''
    : 'No two articles had enough words in common to be compared closely. ';
  return h('p', { class: 'empty' }, reason, hint, h('a', { href: '#how' }, 'How this was made'));
}

// -------------------------------------------------------------- background

/** An option's value as text. */
function optionText(value) {
  if (value === null || value === '') return '(not set)';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What the search for candidates may have missed, in words. */
function recallText(recall) {
  if (!recall) return 'Not stated.';
  const parts = recall.expected ? [`Pairs are first sought with ${num(recall.bands)} bands of ${num(recall.rows)} rows. Of the pairs with a similarity of ${recall.threshold} or more, ${percent(recall.expected)} are expected to be found this way.`] : ['No bands were used.'];
  parts.push(isNumber(recall.measured)
    ? `Measured on a sample of ${plural(recall.sample_pairs, 'pair')}: ${percent(recall.measured)}.`
    : 'It was not measured on this collection.');
  if (recall.guarantee_words) {
    parts.push(`A run of ${num(recall.guarantee_words)} or more identical words is always found, whatever the similarity.`);
  }
  return parts.join(' ');
}

/** Options, steps, recall and skipped records. */
function renderBackground(data) {
  makeTable(byId('stages-table'), {
    caption: 'Steps',
    rows: data.stages || [],
    empty: 'No steps are recorded.',
    columns: [
      { label: 'Step', plain: true, cell: (s) => bdi(s.name) },
      { label: 'In', plain: true, numeric: true, value: (s) => s.count_in },
      { label: 'Out', plain: true, numeric: true, value: (s) => s.count_out },
    ],
  });
  byId('recall').textContent = recallText(data.recall);
  makeTable(byId('options-table'), {
    caption: 'Options',
    rows: Object.entries(data.options || {}),
    empty: 'No options are recorded.',
    columns: [
      { label: 'Option', plain: true, cell: (o) => bdi(o[0]) },
      { label: 'Value', plain: true, cell: (o) => bdi(optionText(o[1])) },
    ],
  });
  const skips = data.skips || [];
  const skipped = Math.max(data.counts.skipped || 0, skips.length);
  byId('skips-status').textContent = skips.length < skipped
    ? `${num(skips.length)} of ${num(skipped)} skipped records are listed.` : '';
  makeTable(byId('skips-table'), {
    caption: 'Skipped records',
    rows: skips,
    empty: skipped ? 'They are not listed in this file.' : 'No record was skipped.',
    columns: [
      { label: 'File', value: (s) => s.file, cell: (s) => bdi(s.file) },
      { label: 'Record', value: (s) => s.record, cell: (s) => bdi(String(s.record ?? '–')) },
      { label: 'Reason', value: (s) => s.reason, cell: (s) => bdi(s.reason) },
    ],
  });
}

/** Draws the page from the data in it. */
function main() {
  const data = JSON.parse(byId('data').textContent);
  const book = makeBook(data);
  renderHeader(data);
  renderOutlets(data);
  renderStories(data);
  const pairs = renderPairs(data, book);
  renderArticles(data, book, pairs.showArticle);
  renderBackground(data);
  window.addEventListener('hashchange', pairs.follow);
  pairs.follow();
  document.documentElement.dataset.ready = 'true';
}

try {
  main();
} catch (error) {
  byId('failure').hidden = false;
  byId('failure').textContent = 'This report could not be drawn: its data may be incomplete.';
  throw error;
}
