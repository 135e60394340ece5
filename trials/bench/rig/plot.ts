import type { Row } from './rows.ts';
import { figure } from './table.ts';

const [width, bar, left, right] = [900, 22, 330, 170];
const colours = ['#0a6', '#99a'];

/** A bar chart with spreads as SVG, one group for each row; each group has its own scale. */
export function plot(rows: Row[]): string {
  let y = 10;
  const drawn = rows.map((row) => {
    const top = Math.max(...row.sides.map(({ value }) => value.high), Number.MIN_VALUE);
    const x = (value: number) => left + (value / top) * (width - left - right);
    y += 24;
    const title = `<text x="10" y="${y - 8}" font-weight="bold">${text(`${row.what} (${row.unit})`)}</text>`;
    const bars = row.sides.map(({ name, value }, at) => {
      const middle = y + bar / 2;
      const one = [
        `<text x="${left - 8}" y="${middle + 4}" text-anchor="end">${text(name)}</text>`,
        `<rect x="${left}" y="${y + 3}" width="${(x(value.median) - left).toFixed(1)}" height="${bar - 6}" fill="${colours[Math.min(at, 1)]}"/>`,
        `<path d="M${x(value.low).toFixed(1)},${middle}H${x(value.high).toFixed(1)}" stroke="#222" stroke-width="2"/>`,
        `<text x="${(x(value.high) + 6).toFixed(1)}" y="${middle + 4}">${figure(value.median)}</text>`,
      ].join('');
      y += bar;
      return one;
    });
    y += 12;
    return [title, ...bars].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="sans-serif" font-size="13">
<rect width="${width}" height="${y}" fill="#fff"/>
${drawn.join('\n')}
</svg>
`;
}

function text(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
