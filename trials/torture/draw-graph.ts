/** A point of the graph of a torture run. */
export interface Point {
  x: number;
  y: number;
}

const width = 800;
const height = 300;
const margin = 60;

/** A line graph as SVG, with a vertical axis that starts at 0. */
export function drawGraph(title: string, across: string, up: string, points: Point[]): string {
  const [right, top] = [
    Math.max(1, ...points.map(({ x }) => x)),
    Math.max(1, ...points.map(({ y }) => y)) * 1.2,
  ];
  const place = ({ x, y }: Point) =>
    `${(margin + (x / right) * (width - 2 * margin)).toFixed(1)},${(height - margin - (y / top) * (height - 2 * margin)).toFixed(1)}`;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const [, y] = place({ x: 0, y: part * top }).split(',');
    return `<path d="M${margin},${y}H${width - margin}" stroke="#ddd"/><text x="${margin - 6}" y="${y}" text-anchor="end">${Math.round(part * top)} ${up}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${width / 2}" y="30" text-anchor="middle" font-size="16">${title}</text>
${ticks.join('\n')}
<polyline fill="none" stroke="#06c" stroke-width="2" points="${points.map(place).join(' ')}"/>
<text x="${width - margin}" y="${height - 30}" text-anchor="end">${right} ${across}</text>
</svg>
`;
}
