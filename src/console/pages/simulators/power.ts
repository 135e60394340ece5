/** A charging period as a Session tells it. */
export interface ChargingPeriod {
  start_date_time: string;
  dimensions: { type: string; volume: number }[];
}

/** So many kW for so many hours. */
export interface PowerStep {
  hours: number;
  kw: number;
}

/** The mean power of each period of a session; a period that has not lasted is left out. */
export function powerOf(periods: ChargingPeriod[]): PowerStep[] {
  return periods.flatMap(({ dimensions }) => {
    const volume = (type: string) => dimensions.find((one) => one.type === type)?.volume ?? 0;
    const hours = volume('TIME') + volume('PARKING_TIME');
    return hours > 0 ? [{ hours, kw: volume('ENERGY') / hours }] : [];
  });
}
