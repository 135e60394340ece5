/** Enum values of OCPI 2.2.1 that the hub passes on, each with its nearest value in 2.1.1-d2 (EXT-19). */
export const nearestValues: Record<string, string> = {
  AD_HOC_USER: 'OTHER',
  APP_USER: 'OTHER',
  COMMAND: 'AUTH_REQUEST',
  RESERVATION: 'PENDING',
};
