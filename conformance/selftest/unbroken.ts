/** Requirements whose checks no partner of the self-test breaks, by the reason: whether these checks can fail is not shown. */
export const unbroken: [reason: string, ids: string][] = [
  ['a token that the handshake itself goes by: a partner with another is not reached at all', 'TRANS-06'],
  ['the simulated provider lists no Sessions of the suite', 'SES-03'],
  ['a simulated session may end by itself before it is stopped, and then its end says nothing', 'SES-17'],
];
