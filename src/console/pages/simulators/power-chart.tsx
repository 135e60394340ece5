import type { PowerStep } from './power-of-charging-periods.ts';

/** A chart of power over time, a step for each charging period of a Session. */
export function PowerCurve({ steps }: { steps: PowerStep[] }) {
  const whole = steps.reduce((sum, { hours }) => sum + hours, 0);
  if (whole === 0) return <p class="hint">No energy yet.</p>;
  const most = Math.max(...steps.map(({ kw }) => kw), 1);
  const last = steps.at(-1)?.kw ?? 0;
  let passed = 0;
  const path = steps.map(({ hours, kw }) => {
    const from = (passed / whole) * 100;
    passed += hours;
    const y = 38 - (kw / most) * 34;
    return `L${from} ${y} L${(passed / whole) * 100} ${y}`;
  });
  return (
    <div class="power">
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={`Power, now ${last.toFixed(1)} kW`}
      >
        <path d={`M0 40 ${path.join(' ')} L100 40 Z`} />
      </svg>
      <span class="hint">
        {last.toFixed(1)} kW now, {Math.round(whole * 60)} min so far
      </span>
    </div>
  );
}
