import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { zoneName } from '../displayed-time-zone.ts';

/** A line of a chart; `tone` is a colour of `base.css`. */
export interface Line {
  name: string;
  tone: 'accent' | 'info' | 'warn' | 'bad';
  values: (number | null)[];
}

const height = 150;

/**
 * A chart of moving lines over time; their latest values are part of its label. `tenfold` draws each power of ten as high
 * as the next, so that one outlier does not flatten all others.
 */
export function LiveChart(props: { label: string; time: number[]; lines: Line[]; tenfold?: boolean }) {
  const { label, time, lines, tenfold = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot | undefined>(undefined);
  const newest = useRef<UPlot.AlignedData>([[]]);
  newest.current = dataOf(time, lines, tenfold);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new UPlot(options(element, lines, tenfold), newest.current, element);
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
  useEffect(() => chart.current?.setData(newest.current), [time, lines]);
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

/** The values of the chart as columns; a logarithmic scale begins at 1. */
function dataOf(time: number[], lines: Line[], tenfold: boolean): UPlot.AlignedData {
  const drawn = (value: number | null) => (value === null || !tenfold ? value : Math.max(1, value));
  return [time, ...lines.map(({ values }) => values.map(drawn))];
}

function options(element: HTMLElement, lines: Line[], tenfold: boolean): UPlot.Options {
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
    scales: { y: tenfold ? powersOfTen : fromZero },
    axes: [
      {
        ...axis,
        space: 70,
        size: 28,
        values: (_chart, times, _axis, _space, step) => times.map((at) => timeOfDay(at, step)),
      },
      { ...axis, size: 44, ...(tenfold ? { splits: tens } : {}) },
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

/** The scale of a chart from zero to a little above the highest value. */
const fromZero: UPlot.Scale = { range: (_chart, _least, most) => [0, Math.max(most ?? 0, 1) * 1.1] };

/** The logarithmic scale of a chart, in whole powers of ten from 1 on. */
const powersOfTen: UPlot.Scale = {
  distr: 3,
  range: (_chart, _least, most) => [1, 10 ** Math.max(2, Math.ceil(Math.log10(Math.max(most ?? 0, 1))))],
};

/** The powers of ten at which a logarithmic scale has labels. */
function tens(_chart: UPlot, _axis: number, _least: number, most: number): number[] {
  return Array.from({ length: Math.round(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
}

/** A time in seconds as time of day, as exact as the distance between two labels requires. */
function timeOfDay(time: number, step: number): string {
  const seconds = step < 60 ? ({ second: '2-digit' } as const) : {};
  const words = { hour: '2-digit', minute: '2-digit', ...seconds, timeZone: zoneName() } as const;
  return new Date(time * 1000).toLocaleTimeString('en-GB', words);
}

/** Reads a colour of the style sheet in the current theme. */
function colour(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
