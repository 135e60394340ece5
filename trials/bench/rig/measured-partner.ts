/** A registered partner of a measured hub. */
export interface Partner {
  party: string;
  /** Connection id. */
  id: string;
  token: string;
  port: number;
}
