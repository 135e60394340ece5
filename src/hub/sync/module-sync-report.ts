import type { ModuleSync, PulledObject } from '../sync-report-types.ts';

/** Most rejected objects that a report lists by name. */
const mostRejections = 100;

/**
 * The report after a page with so many objects; `expected` is the number for all lists opened so far, where the partner
 * counts.
 */
export function withPage(report: ModuleSync, objects: number, expected: number | undefined): ModuleSync {
  const received = report.received + objects;
  return {
    ...{ ...report, pages: report.pages + 1, received },
    ...(expected === undefined ? {} : { expected: Math.max(expected, received) }),
  };
}

/** The report after objects of a list were processed; the first of them stood at a `place` of the lists read. */
export function withObjects(report: ModuleSync, place: number, pulled: readonly PulledObject[]): ModuleSync {
  const having = (outcome: PulledObject['outcome']) =>
    report[outcome] + pulled.filter((one) => one.outcome === outcome).length;
  const rejected = pulled.flatMap(({ rejection }, at) =>
    rejection ? [{ place: place + at, ...rejection }] : [],
  );
  return {
    ...report,
    stored: having('stored'),
    unchanged: having('unchanged'),
    rejected: having('rejected'),
    rejections:
      rejected.length > 0 ? [...report.rejections, ...rejected].slice(0, mostRejections) : report.rejections,
  };
}

/** The report after objects missing from a complete list were retired, or kept until that is confirmed. */
export function withRetired(
  report: ModuleSync,
  { removed, held }: { removed: number; held: number },
): ModuleSync {
  return { ...report, removed: report.removed + removed, held: report.held + held };
}

/** The report with a warning for the operator, though nothing failed. */
export function withWarning(report: ModuleSync, warning: string): ModuleSync {
  return { ...report, warnings: [...report.warnings, warning] };
}
