/** A charging period in a Session. */
export interface ChargingPeriod {
  start_date_time: string;
  dimensions: { type: string; volume: number }[];
}

/** A step of the power chart: a power in kW for a number of hours. */
export interface PowerStep {
  hours: number;
  kw: number;
}

/** The mean power of each charging period; a period without duration is left out. */
export function powerOf(periods: ChargingPeriod[]): PowerStep[] {
  return periods.flatMap(({ dimensions }) => {
    const volume = (type: string) => dimensions.find((one) => one.type === type)?.volume ?? 0;
    const hours = volume('TIME') + volume('PARKING_TIME');
    return hours > 0 ? [{ hours, kw: volume('ENERGY') / hours }] : [];
  });
}
