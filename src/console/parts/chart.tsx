import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** A line of a chart; `tone` is a colour of `base.css`. */
export interface Line {
  name: string;
  tone: 'accent' | 'info' | 'warn' | 'bad';
  values: (number | null)[];
}

const height = 150;

/** A chart of moving lines over time; their latest values are part of its label. */
export function LiveChart(props: { label: string; time: number[]; lines: Line[] }) {
  const { label, time, lines } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot | undefined>(undefined);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new UPlot(options(element, lines), dataOf(time, lines), element);
    };
    draw();
    const resized = new ResizeObserver(() => chart.current?.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    // The canvas does not follow the theme by itself, so its colours are set here.
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', draw);
      theme.disconnect();
      chart.current?.destroy();
    };
  }, []);
  useEffect(() => chart.current?.setData(dataOf(time, lines)), [time, lines]);
  return (
    <>
      <div ref={box} class="chart" role="img" aria-label={label} />
      <ul class="legend">
        {lines.map(({ name, tone, values }) => (
          <li key={name}>
            <span class={`swatch ${tone}-line`} /> {name} <b>{values.at(-1) ?? '–'}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function dataOf(time: number[], lines: Line[]): UPlot.AlignedData {
  return [time, ...lines.map(({ values }) => values)];
}

function options(element: HTMLElement, lines: Line[]): UPlot.Options {
  const axis = {
    stroke: colour(element, '--muted'),
    grid: { stroke: colour(element, '--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_chart, _least, most) => [0, Math.max(most ?? 0, 1) * 1.1] } },
    axes: [
      { ...axis, space: 70, size: 28, values: (_chart, times) => times.map(minutes) },
      { ...axis, size: 44 },
    ],
    series: [
      {},
      ...lines.map(({ name, tone }) => ({
        label: name,
        stroke: colour(element, `--${tone}`),
        width: 1.6,
        points: { show: false },
        spanGaps: true,
      })),
    ],
  };
}

/** Hours and minutes of a time in seconds. */
function minutes(time: number): string {
  return new Date(time * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** A colour of the style sheet in the current theme. */
function colour(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
