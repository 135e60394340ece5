import { Marked, type Token, type Tokens } from 'marked';
import { text as escaped } from '../../conformance/report/escape-html.ts';

/** A heading of a rendered page. */
export interface Heading {
  level: number;
  id: string;
  text: string;
}

/** A page's body as HTML, its headings, and the plain text below each for the search. */
export interface Rendered {
  html: string;
  headings: Heading[];
  /** The text below each heading, in the order of the headings; text before the first heading is dropped. */
  texts: string[];
}

/**
 * Renders Markdown as HTML; `link` gives the target of each link, and a link with the target `undefined` becomes plain
 * text. HTML in the Markdown is escaped.
 */
export function render(markdown: string, link: (target: string) => string | undefined): Rendered {
  const headings: Heading[] = [];
  const taken = new Map<string, number>();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens);
        const text = textOf(tokens);
        const id = unique(slug(text), taken);
        headings.push({ level: depth, id, text });
        return `<h${depth} id="${id}">${inner}${depth > 1 ? ` <a class="here" href="#${id}" aria-label="Link to this section">#</a>` : ''}</h${depth}>\n`;
      },
      link({ href, title, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const to = link(href);
        return to === undefined
          ? inner
          : `<a href="${escaped(to)}"${title ? ` title="${escaped(title)}"` : ''}>${inner}</a>`;
      },
      html: ({ text }) => (text.startsWith('<!--') ? '' : escaped(text)),
      table(token) {
        const cell = (one: Tokens.TableCell, tag: string) =>
          `<${tag}${one.align ? ` class="${one.align}"` : ''}>${this.parser.parseInline(one.tokens)}</${tag}>`;
        const named = token.header.some((one) => one.text !== '');
        const head = named ? token.header.map((one) => cell(one, 'th')).join('') : '';
        const body = token.rows.map((row) => `<tr>${row.map((one) => cell(one, 'td')).join('')}</tr>`);
        return `<div class="table" tabindex="0"><table>${head ? `<thead><tr>${head}</tr></thead>` : ''}<tbody>${body.join('\n')}</tbody></table></div>\n`;
      },
      code: ({ text, lang }) =>
        `<pre tabindex="0"><code${lang ? ` class="language-${escaped(lang)}"` : ''}>${escaped(text)}\n</code></pre>\n`,
    },
  });
  const tokens = marked.lexer(markdown);
  return { html: marked.parser(tokens), headings, texts: textsOf(tokens) };
}

/** The targets of all links of a Markdown text. */
export function linksIn(markdown: string): string[] {
  const marked = new Marked({ gfm: true });
  const found: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === 'link') found.push((token as Tokens.Link).href);
  });
  return found;
}

/** The id of a heading, as GitHub makes it. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

function unique(id: string, taken: Map<string, number>): string {
  const before = taken.get(id) ?? 0;
  taken.set(id, before + 1);
  return before === 0 ? id : `${id}-${before}`;
}

/** The plain text below each heading of a Markdown page, in the order of the headings. */
function textsOf(tokens: Token[]): string[] {
  const texts: string[] = [];
  for (const token of tokens)
    if (token.type === 'heading') texts.push('');
    else if (texts.length > 0) texts[texts.length - 1] += ` ${textOf([token])}`;
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The plain text of Markdown tokens. */
function textOf(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'table') {
        const { header, rows } = token as Tokens.Table;
        return [header, ...rows].map((row) => row.map((one) => textOf(one.tokens)).join(' ')).join(' ');
      }
      if (token.type === 'list')
        return (token as Tokens.List).items.map((one) => textOf(one.tokens)).join(' ');
      if (token.type === 'html') return '';
      if ('tokens' in token && token.tokens) return textOf(token.tokens);
      return unescaped('text' in token ? String(token.text) : token.raw);
    })
    .join('');
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
