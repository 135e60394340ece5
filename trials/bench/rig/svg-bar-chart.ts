import type { Side } from './alternate-measuring-rounds.ts';
import type { Row } from './result-and-goal-types.ts';
import { figure } from './results-table.ts';

const [width, bar, left, right] = [900, 22, 330, 170];
const colours = ['#0a6', '#99a'];

/**
 * A bar chart with spreads as SVG, one group for each row; each group has its own scale. It shows the work per CPU
 * second where that was measured; `rig` names the machine.
 */
export function plot(rows: Row[], rig: string): string {
  let y = 24;
  const drawn = rows.map((row) => {
    const byCpu = row.sides.every(({ perCpu }) => perCpu);
    const shown = ({ value, perCpu }: Side) => (byCpu ? perCpu! : value);
    const unit = byCpu ? `${row.unit.replace(/\/s$/, '')} per CPU second` : row.unit;
    const top = Math.max(...row.sides.map((side) => shown(side).high), Number.MIN_VALUE);
    const x = (value: number) => left + (value / top) * (width - left - right);
    y += 24;
    const title = `<text x="10" y="${y - 8}" font-weight="bold">${text(`${row.what} (${unit})`)}</text>`;
    const bars = row.sides.map((side, at) => {
      const value = shown(side);
      const middle = y + bar / 2;
      const one = [
        `<text x="${left - 8}" y="${middle + 4}" text-anchor="end">${text(side.name)}</text>`,
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
<text x="10" y="18" fill="#555">${text(rig)}</text>
${drawn.join('\n')}
</svg>
`;
}

function text(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
